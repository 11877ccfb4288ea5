import { fieldChanges, type TagChanges, tagChanges } from "../field-changes";
import { type CheckedInputs, vpcPeerConnectionAccepter } from "./state";

/** The accepting account's own side of a connection. */
export interface OwnSide {
	readonly resourceGroupId?: string | undefined;
	readonly tags: Readonly<Record<string, string>>;
}

/** What it takes to bring the accepting account's resource group and tags to what the program says. */
export interface OwnChanges extends TagChanges {
	readonly resourceGroupId?: string;
}

/** Compares the accepting account's side with the program. `given` are the inputs that the program gave before. */
export function ownChanges(current: OwnSide, wanted: Partial<CheckedInputs>, given: readonly string[]): OwnChanges {
	const { resourceGroupId } = vpcPeerConnectionAccepter.fields;
	const [group] = fieldChanges({ resourceGroupId }, current, () => wanted.resourceGroupId);
	return {
		...(group === undefined ? {} : { resourceGroupId: group.value as string }),
		...tagChanges(current.tags, wanted.tags, given),
	};
}

/** True when at least one request is needed. */
export function changesOwn(changes: OwnChanges): boolean {
	return (
		changes.resourceGroupId !== undefined ||
		changes.tagsToRemove.length > 0 ||
		Object.keys(changes.tagsToSet).length > 0
	);
}
