import type { Field } from "./field";
import { destination, instanceId, routeTable } from "./routing-fields";
import { textOf } from "./rules";
import { assumeRole, profile, regionId, timeouts } from "./shared-fields";
import type { VpcPeerRouteInputs } from "./vpc-peer-route-inputs";

/** One row an input. */
export const vpcPeerRouteFields = {
	regionId: { ...regionId, parameter: { name: "RegionId", position: "query" } },
	routeTableId: {
		kind: "text",
		required: true,
		change: "replace",
		rule: routeTable,
		parameter: { name: "RouteTableId", position: "query" },
	},
	destinationCidrBlock: {
		kind: "cidr",
		required: true,
		change: "replace",
		rule: destination,
		parameter: { name: "DestinationCidrBlock", position: "query" },
	},
	instanceId,
	name: {
		kind: "text",
		change: "modify",
		rule: textOf({ min: 1, max: 128, pattern: /^/, form: "not starting with http:// or https://" }),
		parameter: { name: "RouteEntryName", position: "query" },
	},
	description: {
		kind: "text",
		change: "modify",
		rule: textOf({ min: 1, max: 256, pattern: /^/, form: "not starting with http:// or https://" }),
		parameter: { name: "Description", position: "query" },
	},
	timeouts,
	profile,
	assumeRole,
} as const satisfies Record<keyof VpcPeerRouteInputs, Field>;
