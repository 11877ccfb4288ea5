import type { CodeFacts } from "./code-facts";

/** Codes of the route operations that pass by themselves: something that the route touches is just being changed. */
export const routeTransientCodes = {
	IncorrectRouteEntryStatus: { cause: "the route entry is just being changed", retry: "conflict", source: "api" },
	IncorrcetRouteEntryStatus: {
		cause: "the route entry is just being changed (Incorrcet is the cloud's spelling)",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.VpcRouteEntry": {
		cause: "the route entry is just being changed",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.RouteTableStatus": {
		cause: "the route table is just being changed",
		retry: "conflict",
		source: "api",
	},
	IncorrectInstanceStatus: {
		cause: "the next hop is in a status that does not allow a route to it yet",
		retry: "conflict",
		source: "api",
	},
	IncorrectVSwitchStatus: {
		cause: "a vSwitch of the VPC is just being changed",
		retry: "conflict",
		source: "api",
	},
	InvalidVBRStatus: { cause: "a border router is just being changed", retry: "conflict", source: "api" },
	IncorrectHaVipStatus: {
		cause: "a high-availability address is just being changed",
		retry: "conflict",
		source: "api",
	},
	IncorrectStatus: {
		cause: "something that the route touches is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"IncorrectStatus.Ipv6Address": {
		cause: "an IPv6 address is just being changed",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.Ipv4Gateway": {
		cause: "the IPv4 gateway is just being changed",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.PrefixList": { cause: "a prefix list is just being changed", retry: "conflict", source: "api" },
	"IncorrectStatus.RouterInterface": {
		cause: "a router interface is just being changed",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.MultiScopeRiRouteEntry": {
		cause: "a route of several scopes is just being changed",
		retry: "conflict",
		source: "api",
	},
	"InvalidStatus.RouteEntry": {
		cause: "a route entry of the table is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"IncorrectStatus.CenRelation": {
		cause: "the VPC's attachment to a CEN instance is just being changed",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.cbnStatus": {
		cause: "the CEN instance that the VPC is attached to is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"OperationFailed.NotifyCenCreate": {
		cause: "the CEN instance that the VPC is attached to did not take the new route yet",
		retry: "conflict",
		source: "api",
	},
	"OperationFailed.NotifyCenDelete": {
		cause: "the CEN instance that the VPC is attached to did not give the route up yet",
		retry: "conflict",
		source: "api",
	},
	"OperationFailed.QueryCenEntry": {
		cause: "the routes of the CEN instance that the VPC is attached to could not be read",
		retry: "server",
		source: "api",
	},
} as const satisfies Record<string, CodeFacts>;
