import type { Field } from "./field";
import { instanceIdRule } from "./instance-id";
import { oneOf, trueOrFalse } from "./rules";
import { assumeRole, profile, region, resourceGroupId, tags, timeouts } from "./shared-fields";
import type { VpcPeerConnectionAccepterInputs } from "./vpc-peer-connection-accepter-inputs";

/** One row an input. */
export const vpcPeerConnectionAccepterFields = {
	instanceId: {
		kind: "text",
		required: true,
		whenMissing: "is required: the id of a connection (pcc-...); a connection whose dryRun is true has none",
		change: "replace",
		rule: instanceIdRule,
		parameter: { name: "InstanceId", position: "body" },
	},
	acceptingRegionId: { kind: "text", change: "replace", rule: region },
	action: {
		kind: "text",
		change: "behaviour",
		absentMeans: "accept",
		rule: oneOf(["accept", "reject"], "accept or reject"),
	},
	direction: {
		kind: "text",
		change: "nothing",
		absentMeans: "exact",
		rule: oneOf(["exact", "either"], "exact or either"),
	},
	resourceGroupId,
	tags,
	onDelete: {
		kind: "text",
		change: "behaviour",
		absentMeans: "keep",
		rule: oneOf(["keep", "delete"], "keep or delete"),
	},
	force: { kind: "boolean", change: "behaviour", absentMeans: false, rule: trueOrFalse },
	timeouts,
	profile,
	assumeRole,
} as const satisfies Record<keyof VpcPeerConnectionAccepterInputs, Field>;
