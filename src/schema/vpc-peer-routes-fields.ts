import type { Field } from "./field";
import { cidr, instanceId, listOf, routeTable } from "./routing-fields";
import { objectOf, oneOf, type Rule, tagMap, textLike, trueOrFalse } from "./rules";
import { assumeRole, profile, regionId, timeouts } from "./shared-fields";
import type { VpcPeerRoutesInputs } from "./vpc-peer-routes-inputs";

/** The word for all ranges of the other VPC. */
export const peerCidrs = "peer-cidrs";

const listOfCidrs = listOf(cidr, `"${peerCidrs}" or a list of CIDR blocks`);
const destinations: Rule = (value) => (value === peerCidrs ? [] : listOfCidrs(value));

const tables = listOf(routeTable, "a list of ids of route tables (vtb-...)");

/** One row an input. */
export const vpcPeerRoutesFields = {
	instanceId,
	regionId: { ...regionId, parameter: { name: "RegionId", position: "query" } },
	vpcId: {
		kind: "text",
		required: true,
		change: "replace",
		rule: textLike(/^vpc-[A-Za-z0-9*-]+$/, "the id of a VPC (vpc-...)"),
		parameter: { name: "VpcId", position: "query" },
	},
	destinations: { kind: "cidrs", change: "behaviour", absentMeans: peerCidrs, rule: destinations },
	ipv6: { kind: "boolean", change: "behaviour", absentMeans: true, rule: trueOrFalse },
	routeTables: {
		kind: "object",
		change: "behaviour",
		rule: objectOf(
			{ ids: tables, tags: tagMap, excludedIds: tables, excludedTags: tagMap },
			[],
			'an object such as { ids: ["vtb-..."] } or { excludedTags: { tier: "isolated" } }',
		),
	},
	conflicts: {
		kind: "text",
		change: "behaviour",
		absentMeans: "error",
		rule: oneOf(["error", "leaveAlone"], "error or leaveAlone"),
	},
	whileAccepting: {
		kind: "text",
		change: "nothing",
		absentMeans: "wait",
		rule: oneOf(["wait", "postpone"], "wait or postpone"),
	},
	timeouts,
	profile,
	assumeRole,
} as const satisfies Record<keyof VpcPeerRoutesInputs, Field>;
