import type { CodeFacts } from "./code-facts";

const compareEntry =
	"Look at the entry that exists: keep it if it points at the same next hop, else delete it and run again.";
const checkNextHop = "Check the next hop: type VpcPeer, and the id of a connection (pcc-...) that is Activated.";
const checkDestination = "Give the destination as a CIDR block, for example 172.16.0.0/12.";
const checkTable = "Check the route table's id (vtb-...) and its region.";
const useVpcTable = "Use a system or custom route table of the VPC that is not bound to a gateway.";
const nothingToDelete = "Nothing is left to do if the entry was to be deleted.";
const leaveEntry = "Leave the entry as it is, or change it through the service that made it.";

/**
 * Codes of CreateRouteEntry, DeleteRouteEntry and DescribeRouteEntryList. A route that is just being changed is waited for;
 * a route that exists or does not exist already is for the user to compare, as its next hop may be another one.
 */
export const routeCodes = {
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
		source: "practice",
	},
	InvalidVBRStatus: { cause: "a border router is just being changed", retry: "conflict", source: "practice" },
	IncorrectHaVipStatus: {
		cause: "a high-availability address is just being changed",
		retry: "conflict",
		source: "practice",
	},
	IncorrectStatus: {
		cause: "something that the route touches is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"IncorrectStatus.Ipv6Address": {
		cause: "an IPv6 address is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"IncorrectStatus.Ipv4Gateway": {
		cause: "the IPv4 gateway is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"IncorrectStatus.PrefixList": { cause: "a prefix list is just being changed", retry: "conflict", source: "practice" },
	"IncorrectStatus.RouterInterface": {
		cause: "a router interface is just being changed",
		retry: "conflict",
		source: "practice",
	},
	"IncorrectStatus.MultiScopeRiRouteEntry": {
		cause: "a route of several scopes is just being changed",
		retry: "conflict",
		source: "practice",
	},
	InvalidCidrBlock: {
		cause: "the route's destination is not a CIDR block that is allowed",
		nextStep: checkDestination,
		retry: "none",
		source: "api",
	},
	"InvalidCidrBlock.Malformed": {
		cause: "the route's destination can't be read as a CIDR block",
		nextStep: checkDestination,
		retry: "none",
		source: "api",
	},
	"InvalidCIDRBlock.Duplicate": {
		cause: "the route table has an entry with this destination already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"InvalidRouteEntry.Duplicate": {
		cause: "the route table has this entry already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"RouteConflict.AlreadyExist": {
		cause: "the route table has an entry already that conflicts with this one",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"Duplicated.VpcNextHop": {
		cause: "the route table has an entry with this next hop already",
		nextStep: compareEntry,
		retry: "none",
		source: "api",
	},
	"RouterEntryConflict.Duplicated": {
		cause: "the route table has an entry with this destination already",
		nextStep: compareEntry,
		retry: "none",
		source: "practice",
	},
	EntryAlreadyExist: {
		cause: "the route table has this entry already",
		nextStep: compareEntry,
		retry: "none",
		source: "practice",
	},
	"InvalidNextHop.NotFound": {
		cause: "the route's next hop does not exist",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	"InvalidNextHopId.NotFound": {
		cause: "the route's next hop does not exist",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	InvalidNextHop: {
		cause: "the route's next hop is missing or not the one of the entry",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	InvalidNextHopType: {
		cause: "the cloud does not know this type of next hop",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	"OperationDenied.NextHopTypeNotPermitted": {
		cause: "the route table does not allow this type of next hop",
		nextStep: useVpcTable,
		retry: "none",
		source: "api",
	},
	"OperationDenied.RouteTableTypeNotPermitted": {
		cause: "route tables of this type do not allow this entry",
		nextStep: useVpcTable,
		retry: "none",
		source: "api",
	},
	"OperationDenied.GatewayRouteTableNotPermitted": {
		cause: "the route table is bound to a gateway, which does not allow this entry",
		nextStep: useVpcTable,
		retry: "none",
		source: "api",
	},
	"OperationDenied.UseGatewayRouteEntryQueryInterface": {
		cause: "the route table is bound to a gateway, and this operation can't list its entries",
		nextStep: useVpcTable,
		retry: "none",
		source: "api",
	},
	"UnsupportedFeature.VpcPeerIpv6": {
		cause: "IPv6 over a peering connection is not offered here",
		nextStep: "Use an IPv4 destination.",
		retry: "none",
		source: "api",
	},
	"InvalidRouteTable.NotFound": {
		cause: "the route table does not exist",
		nextStep: checkTable,
		retry: "none",
		source: "api",
	},
	"InvalidRouteTableId.NotFound": {
		cause: "the route table does not exist",
		nextStep: checkTable,
		retry: "none",
		source: "api",
	},
	"IllegalParam.NextToken": {
		cause: "the mark of the next page of a list is not valid or has expired",
		nextStep: "Run the same command again: the list is then read from its first page.",
		retry: "none",
		source: "api",
	},
	"OperationFailed.FilterParamUnderWrongRouteType": {
		cause: "route entries can be looked up by id or name only among custom entries",
		nextStep: "List the entries of type Custom, or leave the id and the name out.",
		retry: "none",
		source: "api",
	},
	"InvalidRouteEntry.NotFound": {
		cause: "the route entry does not exist",
		nextStep: nothingToDelete,
		retry: "none",
		source: "api",
	},
	"InvalidRouteEntryId.NotFound": {
		cause: "the route entry does not exist",
		nextStep: nothingToDelete,
		retry: "none",
		source: "api",
	},
	InvalidRouteEntry: {
		cause: "the route entry does not exist",
		nextStep: nothingToDelete,
		retry: "none",
		source: "api",
	},
	"ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock": {
		cause: "a route entry was named both by its id and by its table and destination",
		nextStep: "Name the entry in one of the two ways only.",
		retry: "none",
		source: "api",
	},
	OperationDenied: {
		cause: "the operation is not allowed, for example on a system route",
		nextStep: leaveEntry,
		retry: "none",
		source: "api",
	},
	Forbbiden: {
		cause: "the operation is not allowed, for example on a system route (Forbbiden is the cloud's spelling)",
		nextStep: leaveEntry,
		retry: "none",
		source: "api",
	},
	"OperationDenied.DeleteManagedRouteEntry": {
		cause: "the route entry is managed by another service of the cloud",
		nextStep: leaveEntry,
		retry: "none",
		source: "api",
	},
} as const satisfies Record<string, CodeFacts>;

type RouteCode = keyof typeof routeCodes;

/** Codes that say: the table has an entry for this destination already. Whose it is, its next hop tells. */
export const duplicateRouteCodes: ReadonlySet<string> = new Set<RouteCode>([
	"InvalidCIDRBlock.Duplicate",
	"InvalidRouteEntry.Duplicate",
	"RouteConflict.AlreadyExist",
	"Duplicated.VpcNextHop",
	"RouterEntryConflict.Duplicated",
	"EntryAlreadyExist",
]);

/** Codes that say: there is no such entry. */
export const goneEntryCodes: ReadonlySet<string> = new Set<RouteCode>([
	"InvalidRouteEntry.NotFound",
	"InvalidRouteEntryId.NotFound",
	"InvalidRouteEntry",
]);

/** Codes that say: there is no such table, or these credentials do not see it. */
export const goneTableCodes: ReadonlySet<string> = new Set<RouteCode>([
	"InvalidRouteTable.NotFound",
	"InvalidRouteTableId.NotFound",
]);
