import { fieldChanges, tagChanges } from "../field-changes";
import type { GroupAndTags } from "../vpc-peer-connection/change-plan";
import { type CheckedInputs, vpcPeerConnectionAccepter } from "./state";

/** The accepting account's own side of a connection. */
export interface OwnSide {
	readonly resourceGroupId?: string | undefined;
	readonly tags: Readonly<Record<string, string>>;
}

/** Compares the accepting account's side with the program. `given` are the inputs that the program gave before. */
export function ownChanges(current: OwnSide, wanted: Partial<CheckedInputs>, given: readonly string[]): GroupAndTags {
	const { resourceGroupId } = vpcPeerConnectionAccepter.fields;
	const [group] = fieldChanges({ resourceGroupId }, current, () => wanted.resourceGroupId);
	return {
		...(group === undefined ? {} : { resourceGroupId: group.value as string }),
		...tagChanges(current.tags, wanted.tags, given),
	};
}
