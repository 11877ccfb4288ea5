import type { ConnectionParameters } from "../../api/vpc-peer";
import { sameValue } from "../../schema/compare";
import { isDead } from "../../schema/status";
import { containsUnknown } from "../../schema/unknown";
import {
	type Change,
	fieldOf,
	type VpcPeerConnectionField,
	vpcPeerConnectionFieldNames,
} from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionInputs } from "../../schema/vpc-peer-connection-inputs";

/** A connection as the plan compares it: from the state, or as the cloud describes it now. */
export type Current = { readonly [Name in VpcPeerConnectionField]?: unknown } & {
	readonly status?: string | undefined;
	readonly ownerId?: string | undefined;
	readonly tags: Record<string, string>;
};

/** What it takes to bring a connection to what the program says. */
export interface ChangePlan {
	/** What the cloud fixes at creation and the program wants otherwise. */
	readonly replaces: string[];
	/** The parameters of ModifyVpcPeerConnection; empty when it need not be called. */
	readonly modify: ConnectionParameters;
	readonly resourceGroupId?: string;
	readonly tagsToSet: Record<string, string>;
	readonly tagsToRemove: string[];
	/** An input that only the state must know differs. */
	readonly behaviour: boolean;
	/** Something can't be compared yet. */
	readonly unknown: boolean;
}

/** Compares a connection with the program's inputs. `given` are the inputs that the program gave before. */
export function planChanges(
	current: Current,
	wanted: Partial<VpcPeerConnectionInputs>,
	given: readonly string[],
): ChangePlan {
	const replaces: string[] = [];
	const modify: ConnectionParameters = {};
	let unknown = false;
	for (const name of vpcPeerConnectionFieldNames) {
		const value = target(name, current, wanted, given);
		if (!differs(name, current, value)) {
			continue;
		}
		switch (fieldOf(name).change satisfies Change) {
			case "replace":
				// A value not known yet comes from something that is being made anew, and will differ.
				replaces.push(name);
				break;
			case "modify":
				modify[name] = value;
				unknown ||= containsUnknown(value);
				break;
			case "resourceGroup":
			case "tags":
				unknown ||= containsUnknown(value);
				break;
			case "behaviour":
			case "nothing":
				break;
		}
	}
	if (isDead(current.status)) {
		replaces.push("status");
	}
	const group = wanted.resourceGroupId;
	return {
		replaces,
		modify,
		...(group !== undefined && differs("resourceGroupId", current, group) ? { resourceGroupId: group } : {}),
		...planTags(current, wanted, given),
		behaviour: (wanted.force ?? false) !== ((current.force as boolean | undefined) ?? false),
		unknown,
	};
}

/** True when the plan asks for nothing. */
export function isEmptyPlan(plan: ChangePlan): boolean {
	return plan.replaces.length === 0 && !changesCloud(plan) && !plan.behaviour && !plan.unknown;
}

/** True when the plan needs at least one request. */
export function changesCloud(plan: ChangePlan): boolean {
	return (
		Object.keys(plan.modify).length > 0 ||
		plan.resourceGroupId !== undefined ||
		Object.keys(plan.tagsToSet).length > 0 ||
		plan.tagsToRemove.length > 0
	);
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

function differs(name: VpcPeerConnectionField, current: Current, value: unknown): boolean {
	return value !== undefined && (containsUnknown(value) || !sameValue(fieldOf(name).kind, current[name], value));
}

function planTags(
	current: Current,
	wanted: Partial<VpcPeerConnectionInputs>,
	given: readonly string[],
): Pick<ChangePlan, "tagsToSet" | "tagsToRemove"> {
	if (containsUnknown(wanted.tags) || (wanted.tags === undefined && !given.includes("tags"))) {
		return { tagsToSet: {}, tagsToRemove: [] };
	}
	const tags = wanted.tags ?? {};
	return {
		tagsToSet: Object.fromEntries(Object.entries(tags).filter(([key, value]) => current.tags[key] !== value)),
		tagsToRemove: Object.keys(current.tags).filter((key) => !Object.hasOwn(tags, key)),
	};
}
