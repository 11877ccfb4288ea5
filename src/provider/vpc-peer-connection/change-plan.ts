import type { ConnectionParameters } from "../../api/vpc-peer";
import { isDead } from "../../schema/status";
import { fieldOf, type VpcPeerConnectionField, vpcPeerConnectionFields } from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionInputs } from "../../schema/vpc-peer-connection-inputs";
import { fieldChanges, replacedBy, type TagChanges, tagChanges } from "../field-changes";
import { asDeclared } from "./direction";

/** A connection as the plan compares it: from the state, or as the cloud describes it now. */
export type Current = { readonly [Name in VpcPeerConnectionField]?: unknown } & {
	readonly status?: string | undefined;
	readonly ownerId?: string | undefined;
	readonly tags: Record<string, string>;
};

/** A change of what each of the two accounts has of its own on a connection. */
export interface GroupAndTags extends TagChanges {
	readonly resourceGroupId?: string;
}

/** What it takes to bring a connection to what the program says. */
export interface ChangePlan extends GroupAndTags {
	/** What the cloud fixes at creation and the program wants otherwise. */
	readonly replaces: string[];
	/** The parameters of ModifyVpcPeerConnection; empty when it need not be called. */
	readonly modify: ConnectionParameters;
	/** An input that only the state must know differs. */
	readonly behaviour: boolean;
	/** Something can't be compared yet. */
	readonly unknown: boolean;
}

/** Compares a connection with the program's inputs. `given` are the inputs that the program gave before. */
export function planChanges(
	described: Current,
	wanted: Partial<VpcPeerConnectionInputs>,
	given: readonly string[],
): ChangePlan {
	const current = asDeclared(described, wanted);
	const changes = fieldChanges(vpcPeerConnectionFields, current, (name) =>
		target(name as VpcPeerConnectionField, current, wanted, given),
	);
	const modify = changes.filter(({ change }) => change === "modify");
	const group = changes.find(({ change }) => change === "resourceGroup");
	const inPlace = changes.filter(({ change }) => ["modify", "resourceGroup", "tags"].includes(change));
	return {
		// A value not known yet comes from something that is being made anew, and will differ.
		replaces: [...replacedBy(changes), ...(isDead(current.status) ? ["status"] : [])],
		modify: Object.fromEntries(modify.map(({ name, value }) => [name, value])),
		...(group === undefined ? {} : { resourceGroupId: group.value as string }),
		...tagChanges(current.tags, wanted.tags, given),
		behaviour: changes.some(({ change }) => change === "behaviour"),
		unknown: inPlace.some(({ unknown }) => unknown),
	};
}

/** True when the plan asks for nothing. */
export function isEmptyPlan(plan: ChangePlan): boolean {
	return plan.replaces.length === 0 && !changesCloud(plan) && !plan.behaviour && !plan.unknown;
}

/** True when the plan needs at least one request. */
export function changesCloud(plan: ChangePlan): boolean {
	return Object.keys(plan.modify).length > 0 || changesGroupOrTags(plan);
}

/** The same for resource group and tags, which have operations of their own. */
export function changesGroupOrTags({ resourceGroupId, tagsToRemove, tagsToSet }: GroupAndTags): boolean {
	return resourceGroupId !== undefined || tagsToRemove.length > 0 || Object.keys(tagsToSet).length > 0;
}

/** True when a plan needs a request for something that an earlier one did not ask for: the wanted values are the same. */
export function asksForMore(plan: ChangePlan, earlier: ChangePlan): boolean {
	return (
		Object.keys(plan.modify).some((name) => !(name in earlier.modify)) ||
		(plan.resourceGroupId !== undefined && earlier.resourceGroupId === undefined) ||
		plan.tagsToRemove.some((key) => !earlier.tagsToRemove.includes(key)) ||
		Object.keys(plan.tagsToSet).some((key) => !(key in earlier.tagsToSet))
	);
}

/** All that either of two plans for the same wanted values asks for. */
export function together(one: ChangePlan, other: ChangePlan): ChangePlan {
	return {
		...one,
		...other,
		modify: { ...one.modify, ...other.modify },
		tagsToRemove: [...new Set([...one.tagsToRemove, ...other.tagsToRemove])],
		tagsToSet: { ...one.tagsToSet, ...other.tagsToSet },
	};
}

/** The value an input should have; undefined where the program leaves it to the cloud. */
function target(
	name: VpcPeerConnectionField,
	current: Current,
	wanted: Partial<VpcPeerConnectionInputs>,
	given: readonly string[],
): unknown {
	const value = wanted[name];
	if (value !== undefined) {
		return value;
	}
	if (name === "acceptingAliUid") {
		return current.ownerId;
	}
	// Taken out of the program: what has a documented default goes back to it, the rest stays as it is.
	const interRegion = current.regionId !== current.acceptingRegionId;
	return given.includes(name) && interRegion ? fieldOf(name).interRegionDefault : undefined;
}

/** The plan in words, for a person who has to agree to it. */
export function changesText(current: Current, plan: ChangePlan): string {
	const changes = Object.entries({
		...plan.modify,
		...(plan.resourceGroupId === undefined ? {} : { resourceGroupId: plan.resourceGroupId }),
	}).map(([name, value]) => `${name} from ${textOf(current[name as VpcPeerConnectionField])} to ${textOf(value)}`);
	const tags = [
		...Object.entries(plan.tagsToSet).map(([key, value]) => `sets tag ${key} to ${textOf(value)}`),
		...plan.tagsToRemove.map((key) => `removes tag ${key}`),
	];
	const all = [...(changes.length === 0 ? [] : [`changes ${changes.join(", ")}`]), ...tags];
	return all.length === 0 ? "it is as declared" : all.join(", ");
}

function textOf(value: unknown): string {
	return value === undefined ? "nothing" : JSON.stringify(value);
}
