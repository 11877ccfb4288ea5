interface ErrorEntry {
	readonly httpStatus: number;
	/** Our own wording; `%s` stands for a value. Clients must match on the code, never on this text. */
	readonly message: string;
	/** Where the code is documented; `assumed` when no document names it for this condition. */
	readonly source: string;
	/** Who met the code for this condition on the real service, or works around it there. */
	readonly seenBy?: string;
}

const SEED = "CreateVpcPeerConnection error codes";
const CREATE = "alicloud-api.md 1.1";
const ACCEPT = "alicloud-api.md 1.2";
const MODIFY = "alicloud-api.md 1.4";
const DELETE = "alicloud-api.md 1.5";
const GROUPS_AND_TAGS = "alicloud-api.md 1.8";
const SERVICE = "alicloud-api.md 1.9";
const ROUTES_READ = "alicloud-api.md 3.1";
const ROUTE_CREATE = "alicloud-api.md 3.2";
const ROUTE_DELETE = "alicloud-api.md 3.3";
const PREFIX_LISTS = "alicloud-api.md 3.4";
const COMMON = "alicloud-api.md 6.6";

function entry(httpStatus: number, message: string, source: string, seenBy?: string): ErrorEntry {
	return { httpStatus, message, source, ...(seenBy === undefined ? {} : { seenBy }) };
}

/** Every code the emulator can answer. `{Param}` in a code stands for the name of a parameter. */
export const errorTable = {
	// Create
	"OperationFailed.CdtNotOpened": entry(400, "The CDT service of account %s is not opened.", SEED),
	"OperationFailed.CrossBorderCdtNotOpened": entry(400, "Cross-border CDT of account %s is not opened.", CREATE),
	"OperationFailed.AcceptUserCdtNotOpened": entry(400, "The CDT service of the accepter is not opened.", SEED),
	"OperationFailed.AcceptUserCrossBorderCdtNotOpened": entry(
		400,
		"Cross-border CDT of the accepter is not opened.",
		SEED,
	),
	"OperationFailed.ChargeTypeNotSupported": entry(
		400,
		"The CDT charge type of account %s cannot bill link type %s.",
		MODIFY,
	),
	"IncorrectStatus.Vpc": entry(400, "The status of VPC %s [%s] does not allow the operation.", CREATE),
	"IncorrectStatus.AcceptingVpc": entry(
		400,
		"The status of the accepter VPC %s [%s] does not allow the operation.",
		CREATE,
	),
	"IncorrectBusinessStatus.VpcPeer": entry(400, "The business status of %s [%s] is incorrect.", CREATE),
	"IncorrectBusinessStatus.AcceptUserVpcPeer": entry(400, "The business status of %s [%s] is incorrect.", SEED),
	"IncorrectBusinessStatus.AcceptVpcPeer": entry(
		400,
		"The business status of the accepter VPC %s [%s] is incorrect.",
		CREATE,
	),
	"ResourceAlreadyExist.VpcPeer": entry(400, "A peering connection (%s) already exists between the two VPCs.", SEED),
	"ResourceAlreadyExist.RouterInterface": entry(400, "A router interface already joins %s and %s.", SEED),
	"OperationDenied.CloudBoxExistsInVpc": entry(400, "A CloudBox exists in VPC %s.", CREATE),
	"OperationDenied.CloudBoxExistsInAcceptingVpc": entry(400, "A CloudBox exists in the accepter VPC %s.", CREATE),
	"OperationDenied.OperateShareResource": entry(400, "VPC %s is shared with this account, not owned by it.", CREATE),
	"QuotaExceeded.VpcPeerCountPerVpc": entry(400, "Quota %s of %s is used up, usage %s/%s.", CREATE),
	"QuotaExceeded.CrossRegionVpcPeerCountPerVpc": entry(400, "Quota %s of %s is used up, usage %s/%s.", CREATE),
	"QuotaExceeded.IntraRegionVpcPeerCountPerVpc": entry(400, "Quota %s of %s is used up, usage %s/%s.", CREATE),
	"QuotaExceeded.VpcPeerCountPerUserPerRegion": entry(400, "Quota %s of %s is used up, usage %s/%s.", CREATE),
	UnsupportedRegion: entry(400, "VPC peering is not supported in region %s.", SEED),
	"OperationFailed.ViolativeVpcPeer": entry(400, "VPCs in %s and %s may not be peered.", CREATE),
	"OperationFailed.CrossBusinessNotAllowed": entry(
		400,
		"A China-site account and an international-site account cannot peer.",
		CREATE,
	),
	"OperationFailed.InterRegionLinkTypeNotSupported": entry(
		400,
		"LinkType cannot be set on a connection inside one region.",
		CREATE,
	),
	"OperationFailed.RegionIdNotSupportLinkType": entry(400, "Region %s does not offer link types.", CREATE),
	"OperationFailed.SpecificLinkTypeNotSupported": entry(400, "Link type %s is not enabled for this account.", CREATE),
	"OperationFailed.NotExist.ResourceGroup": entry(400, "Resource group %s does not exist.", SEED),
	"Conflict.Operation": entry(400, "Another peering operation is running on VPC %s. Try again later.", SERVICE),
	"ResourceNotFound.Vpc": entry(400, "VPC %s is not found in region %s.", "assumed"),
	"ResourceNotFound.AcceptingVpc": entry(400, "Accepter VPC %s is not found in region %s.", "assumed"),
	// Accept, Reject, Modify, Delete, Get
	"ResourceNotFound.InstanceId": entry(
		400,
		"Instance %s is not found.",
		"alicloud-api.md 1.2-1.6",
		"Terraform, after a deletion",
	),
	"IncorrectStatus.VpcPeer": entry(
		400,
		"The status of %s [%s] does not allow the operation.",
		"alicloud-api.md 1.2-1.5",
		"Terraform, accepting what is Activated",
	),
	"UnsupportedFeature.VpcPeer": entry(400, "VPC peering is not supported in region %s.", ACCEPT),
	"OperationFailed.BandwidthCannotBeChangedInSameRegion": entry(
		400,
		"Bandwidth cannot be changed on a connection inside one region.",
		MODIFY,
	),
	"QuotaExceeded.Bandwidth": entry(400, "Bandwidth %s is over the quota of %s Mbit/s.", MODIFY),
	"OperationDenied.ServiceManagedInstance": entry(400, "Instance %s is managed by the service %s.", MODIFY),
	"OperationDenied.RouteEntryExist": entry(400, "Route entries still point at %s: %s.", DELETE, "Terraform, Kyma"),
	// Resource groups and tags
	"ResourceNotFound.VpcPeer": entry(400, "Peering connection %s is not found.", GROUPS_AND_TAGS),
	InvalidTagKey: entry(400, "Tag key %s is not valid.", GROUPS_AND_TAGS),
	"NumberExceed.Tags": entry(400, "%s tags are more than the %s allowed.", GROUPS_AND_TAGS),
	"NumberExceed.ResourceIds": entry(400, "%s resource ids are more than the %s allowed.", GROUPS_AND_TAGS),
	"Forbidden.TagKeys": entry(400, "Tag key %s is reserved.", GROUPS_AND_TAGS),
	"Forbidden.TagKey.Duplicated": entry(400, "Tag key %s is given twice.", GROUPS_AND_TAGS),
	"InvalidInstanceIds.NotFound": entry(400, "Instance %s is not found.", GROUPS_AND_TAGS),
	"InvalidInstanceType.NotFound": entry(400, "Resource type %s is not known.", GROUPS_AND_TAGS),
	"BothEmpty.TagsAndResources": entry(400, "Give ResourceId or Tag.", GROUPS_AND_TAGS),
	// Parameters
	DryRunOperation: entry(400, "The dry run has passed; nothing was done.", SERVICE),
	"Missing{Param}": entry(400, "Parameter %s is required.", COMMON),
	"IllegalParam.{Param}": entry(400, "Parameter %s is not valid: %s.", SERVICE),
	"IllegalParam.TagKey": entry(400, "Tag key %s is not valid.", SERVICE),
	"IllegalParam.TagValue": entry(400, "Tag value %s is not valid.", SERVICE),
	IdempotentParameterMismatch: entry(400, "ClientToken %s was used with other parameters.", COMMON),
	// Other products
	"InvalidVpcId.NotFound": entry(404, "VPC %s is not found.", "alicloud-api.md 3.1"),
	"InvalidRouteTable.NotFound": entry(400, "Route table %s is not found.", ROUTES_READ),
	"OperationFailed.FilterParamUnderWrongRouteType": entry(
		400,
		"Filter %s needs RouteEntryType=Custom.",
		ROUTES_READ,
		"a field note of 2026-08, for NextHopId and NextHopType",
	),
	"OperationDenied.UseGatewayRouteEntryQueryInterface": entry(400, "Route table %s is a gateway's.", ROUTES_READ),
	TaskConflict: entry(
		400,
		"Another route task (%s) is running in VPC %s. Try again later.",
		ROUTE_CREATE,
		"a log of 2018, Terraform",
	),
	IncorrectRouteEntryStatus: entry(
		400,
		"The status of route entry %s [%s] does not allow the operation.",
		ROUTE_CREATE,
	),
	IncorrectVpcStatus: entry(400, "The status of VPC %s [%s] does not allow the operation.", ROUTE_CREATE),
	"IncorrectStatus.RouteTableStatus": entry(
		400,
		"The status of route table %s [%s] does not allow the operation.",
		ROUTE_CREATE,
	),
	InvalidCidrBlock: entry(400, "Destination %s is not allowed: %s.", ROUTE_CREATE),
	"InvalidCidrBlock.Malformed": entry(400, "Destination %s is not a CIDR block.", ROUTE_CREATE),
	"InvalidCIDRBlock.Duplicate": entry(
		400,
		"Destination %s exists in the route table already.",
		ROUTE_CREATE,
		"Terraform's tests, a field note of 2026-08, Topling",
	),
	"Duplicated.VpcNextHop": entry(400, "The next hop %s is given twice.", ROUTE_CREATE),
	"ResourceNotFound.PrefixList": entry(400, "Prefix list %s is not found.", PREFIX_LISTS),
	"ResourceAlreadyAssociated.PrefixList": entry(400, "A route to prefix list %s exists already.", PREFIX_LISTS),
	"OperationFailed.CidrConflictWithPrefixList": entry(
		400,
		"Destination %s is in prefix list %s, to which the table has a route.",
		PREFIX_LISTS,
	),
	"UnsupportedFeature.CreatePrefixListEcmpRouteEntry": entry(
		400,
		"A route to a prefix list takes no NextHopList.",
		PREFIX_LISTS,
	),
	"RouteConflict.AlreadyExist": entry(400, "A range of prefix list %s has a route already: %s.", "assumed"),
	QuotaExceeded: entry(400, "Route table %s holds %s of %s custom entries.", ROUTE_CREATE),
	InvalidNextHop: entry(400, "The next hop %s is not the one of the entry.", ROUTE_DELETE),
	"InvalidNextHop.NotFound": entry(400, "The next hop %s is not found.", ROUTE_CREATE),
	InvalidNextHopType: entry(400, "Next hop type %s is not known.", ROUTE_CREATE),
	"OperationDenied.GatewayRouteTableNotPermitted": entry(400, "Route table %s is a gateway's.", ROUTE_CREATE),
	"UnsupportedFeature.VpcPeerIpv6": entry(400, "Peering connections in region %s carry no IPv6.", ROUTE_CREATE),
	"OperationDenied.VpcIpv6NotEnabled": entry(400, "IPv6 is not enabled for VPC %s.", ROUTE_CREATE),
	"InvalidRouteTableId.NotFound": entry(404, "Route table %s is not found.", ROUTE_CREATE),
	"InvalidRouteEntry.NotFound": entry(400, "No entry for %s in route table %s.", ROUTE_DELETE, "Terraform"),
	"InvalidRouteEntryId.NotFound": entry(400, "Route entry %s is not found.", ROUTE_DELETE),
	"ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock": entry(
		400,
		"Give RouteEntryId, or RouteTableId and DestinationCidrBlock, not both.",
		ROUTE_DELETE,
	),
	OperationDenied: entry(400, "Route entry %s is a system entry.", ROUTE_DELETE),
	"InvalidParameter.{Param}": entry(400, "Parameter %s is not valid: %s.", COMMON),
	"ORDER.OPEND": entry(500, "The service of account %s is already opened.", "assumed"),
	"EntityNotExist.Role": entry(404, "Role %s does not exist.", "assumed"),
	"EntityNotExist.ResourceGroup": entry(404, "Resource group %s does not exist.", "assumed"),
	// Gateway
	"InvalidAction.NotFound": entry(404, "Action %s of version %s is not known.", COMMON),
	UnsupportedHTTPMethod: entry(400, "HTTP method %s is not supported.", COMMON),
	RequestEntityTooLarge: entry(413, "The request body is over %s bytes.", "assumed"),
	MissingAuthorization: entry(400, "The request is not signed.", "assumed"),
	IncompleteSignature: entry(400, "The signature is incomplete: %s.", "assumed"),
	"InvalidAccessKeyId.NotFound": entry(404, "Access key id %s is not found.", COMMON),
	"InvalidTimeStamp.Format": entry(400, "Time %s is not of the form YYYY-MM-DDThh:mm:ssZ.", COMMON),
	"InvalidTimeStamp.Expired": entry(400, "Time %s is more than 15 minutes away from %s.", COMMON),
	SignatureNonceUsed: entry(400, "Nonce %s was used before.", COMMON),
	SignatureDoesNotMatch: entry(400, "The signature is not the one calculated here:%s", COMMON),
	"InvalidSecurityToken.Expired": entry(400, "The security token has expired.", COMMON),
	"InvalidSecurityToken.Malformed": entry(400, "The security token is not known.", COMMON),
	"InvalidSecurityToken.MismatchWithAccessKey": entry(
		400,
		"The security token does not belong to access key id %s.",
		COMMON,
	),
	"Forbidden.NoPermission": entry(400, "The caller has no permission for %s.", SERVICE),
	"Throttling.User": entry(400, "Account %s makes too many requests.", COMMON, "logs of other products"),
	InternalError: entry(500, "The request failed inside the emulator.", COMMON),
} as const satisfies Record<string, ErrorEntry>;

/** A code of the table; codes with `{Param}` take the parameter's name as first argument. */
export type ErrorCode = keyof typeof errorTable;
