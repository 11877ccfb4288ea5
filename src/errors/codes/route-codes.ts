import type { CodeFacts } from "./code-facts";

const checkNextHop = "Check the next hop: type VpcPeer, and the id of a connection (pcc-...) that is Activated.";
const checkDestination = "Give the destination as a CIDR block, for example 172.16.0.0/12.";
const checkTable = "Check the route table's id (vtb-...) and its region.";
const useVpcTable = "Use a system or custom route table of the VPC that is not bound to a gateway.";
const nothingToDelete = "Nothing is left to do if the entry was to be deleted.";
const leaveEntry = "Leave the entry as it is, or change it through the service that made it.";

/** Codes with which CreateRouteEntry, DeleteRouteEntry and DescribeRouteEntryList refuse for good. */
export const routeCodes = {
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
	"OperationUnsupported.DestinationCidrBlockOverlapWithVSwitch": {
		cause: "the destination overlaps with a vSwitch of the route table's own VPC",
		nextStep: "Give a destination outside of the VPC's own vSwitches.",
		retry: "none",
		source: "api",
	},
	"OperationDenied.Ipv6EntryOnCustomTable": {
		cause: "custom route tables take no IPv6 entries here",
		nextStep: "Use the VPC's system route table for IPv6, or leave it out with ipv6: false.",
		retry: "none",
		source: "api",
	},
	"OperationUnsupported.Ipv6CidrBlock": {
		cause: "this IPv6 range can't be a destination here",
		nextStep: "Use an IPv4 destination.",
		retry: "none",
		source: "api",
	},
	"OperationFailed.NotSupportIPV6": {
		cause: "IPv6 destinations are not offered here",
		nextStep: "Use an IPv4 destination.",
		retry: "none",
		source: "api",
	},
	"OperationFailed.OperationLocked": {
		cause: "the route table is locked against changes",
		nextStep: "Look in the console for what locks it, then run again.",
		retry: "none",
		source: "api",
	},
	InvalidDestinationCidrBlock: {
		cause: "the route's destination is not a CIDR block that is allowed",
		nextStep: checkDestination,
		retry: "none",
		source: "api",
	},
	"OperationFailed.InvalidNexthop": {
		cause: "the route's next hop can't be used in this table",
		nextStep: checkNextHop,
		retry: "none",
		source: "practice",
	},
	"Forbidden.VRouterNotFound": {
		cause: "the router of the VPC does not exist, or these credentials may not see it",
		nextStep: checkTable,
		retry: "none",
		source: "api",
	},
	"Forbidden.CheckEntryRuleQuota": {
		cause: "a quota of route entries is used up",
		nextStep: "Raise the quota of route entries in Quota Center, or remove some, then run again.",
		retry: "none",
		source: "api",
	},
	"Region.NotSupport": {
		cause: "the region does not offer this operation",
		nextStep: "Use a region that offers it: check regionId.",
		retry: "none",
		source: "api",
	},
	"DefaultValidate.Error": {
		cause: "a parameter has a value that is not allowed",
		nextStep: "Check the inputs of the resource against the message.",
		retry: "none",
		source: "api",
	},
	"OperationFailed.InstanceDismatchCurrentVpc": {
		cause: "the next hop does not belong to the route table's VPC",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	INVALID_VPC_ID: {
		cause: "the VPC of the route table does not exist in this region",
		nextStep: checkTable,
		retry: "none",
		source: "api",
	},
	"InvalidVPC.NotFound": {
		cause: "the VPC of the route table does not exist in this region",
		nextStep: checkTable,
		retry: "none",
		source: "api",
	},
	"ParamExclusive.NextHopIdAndList": {
		cause: "a next hop was named both by itself and in a list",
		nextStep: "Name it in one of the two ways only.",
		retry: "none",
		source: "api",
	},
	"InvalidNextHopList.Size": {
		cause: "the list of next hops has a length that is not allowed",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	"OperationFailed.DeleteMultiScopeEntry": {
		cause: "the route entry has several scopes and can't be deleted by itself",
		nextStep: leaveEntry,
		retry: "none",
		source: "api",
	},
	"OperationDenied.NextHopNotChanged": {
		cause: "the next hop of the route entry may not be changed",
		nextStep: leaveEntry,
		retry: "none",
		source: "api",
	},
	"OperationDenied.DeleteGatewayEndpointRoute": {
		cause: "the route entry belongs to a gateway endpoint",
		nextStep: leaveEntry,
		retry: "none",
		source: "api",
	},
	"UnsupportedFeature.NextHopType": {
		cause: "this type of next hop is not offered here",
		nextStep: checkNextHop,
		retry: "none",
		source: "api",
	},
	"ResourceNotFound.PrefixList": {
		cause: "the prefix list does not exist in this region",
		nextStep: "Check the id of the prefix list (pl-...) and its region.",
		retry: "none",
		source: "api",
	},
	"IllegalParam.RouteEntryType": {
		cause: "the cloud does not know this type of route entry",
		nextStep: checkDestination,
		retry: "none",
		source: "api",
	},
	"IllegalParam.IpVersion": {
		cause: "the cloud does not know this IP version",
		nextStep: checkDestination,
		retry: "none",
		source: "api",
	},
} as const satisfies Record<string, CodeFacts>;

type RouteCode = keyof typeof routeCodes;

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
