import type { CodeFacts } from "./code-facts";

const openCdt = (whose: string) =>
	`Activate CDT in ${whose}: the console's "Cloud Data Transfer" page, or the CDT operation OpenCdtService.`;
const openCrossBorderCdt = (whose: string) =>
	`Activate cross-border CDT in ${whose} (CDT operation OpenCdtCbService); it needs a compliance approval for traffic that crosses the mainland border.`;
const clearBusiness = "Settle overdue payments or restrictions of that account in the console, then run again.";
const raiseQuota = (quota: string) =>
	`Delete a connection that is not needed, or raise ${quota} in Quota Center, then run again.`;

/** Codes of Create-, Accept-, Reject-, Modify-, Delete- and GetVpcPeerConnection. */
export const connectionCodes = {
	"OperationFailed.CdtNotOpened": {
		cause: "Cloud Data Transfer (CDT) is not activated in the account that makes the request",
		nextStep: openCdt("your account"),
		retry: "none",
		source: "create",
	},
	"OperationFailed.AcceptUserCdtNotOpened": {
		cause: "Cloud Data Transfer (CDT) is not activated in the accepter's account",
		nextStep: openCdt("the accepter's account (acceptingAliUid)"),
		property: "acceptingAliUid",
		retry: "none",
		source: "create",
	},
	"OperationFailed.CrossBorderCdtNotOpened": {
		cause: "the cross-border service of CDT is not activated in the account that makes the request",
		nextStep: openCrossBorderCdt("your account"),
		retry: "none",
		source: "api",
	},
	"OperationFailed.AcceptUserCrossBorderCdtNotOpened": {
		cause: "the cross-border service of CDT is not activated in the accepter's account",
		nextStep: openCrossBorderCdt("the accepter's account (acceptingAliUid)"),
		property: "acceptingAliUid",
		retry: "none",
		source: "create",
	},
	"OperationFailed.ChargeTypeNotSupported": {
		cause: "the CDT charge type of one of the accounts can't be used with this link type",
		nextStep: "Choose another linkType, or change the charge type of CDT in that account.",
		property: "linkType",
		retry: "none",
		source: "api",
	},
	"ResourceAlreadyExist.VpcPeer": {
		cause: "a peering connection between these two VPCs exists already",
		nextStep: "Two connections between the same VPCs are not possible.",
		property: "acceptingVpcId",
		retry: "none",
		source: "create",
	},
	"ResourceAlreadyExist.RouterInterface": {
		cause: "the two VPCs are joined by a router interface already",
		nextStep: "Delete the router interface between them (Express Connect console), or keep it instead of a peering.",
		property: "acceptingVpcId",
		retry: "none",
		source: "create",
	},
	UnsupportedRegion: {
		cause: "VPC peering is not offered in one of the two regions",
		nextStep: "Use VPCs in regions that offer it: check regionId and acceptingRegionId.",
		property: "regionId",
		retry: "none",
		source: "create",
	},
	"OperationFailed.ViolativeVpcPeer": {
		cause: "VPCs of these two regions may not be peered",
		nextStep: "Public, finance and government regions can't be peered with each other; choose other regions.",
		property: "acceptingRegionId",
		retry: "none",
		source: "api",
	},
	"OperationFailed.CrossBusinessNotAllowed": {
		cause: "an account of the China site and one of the international site can't be peered",
		nextStep: "Use two accounts of the same site.",
		property: "acceptingAliUid",
		retry: "none",
		source: "api",
	},
	"OperationFailed.NotExist.ResourceGroup": {
		cause: "the resource group does not exist in the account that makes the request",
		nextStep: "Check resourceGroupId (rg-...) in the Resource Management console.",
		property: "resourceGroupId",
		retry: "none",
		source: "create",
	},
	"IncorrectStatus.Vpc": {
		cause: "the requester VPC (vpcId) is not in a usable status yet",
		nextStep: "Wait until the VPC is Available, then run again.",
		property: "vpcId",
		retry: "conflict",
		source: "api",
	},
	"IncorrectStatus.AcceptingVpc": {
		cause: "the accepter VPC (acceptingVpcId) is not in a usable status yet",
		nextStep: "Wait until the VPC is Available, then run again.",
		property: "acceptingVpcId",
		retry: "conflict",
		source: "api",
	},
	"IncorrectBusinessStatus.VpcPeer": {
		cause: "the connection or the account that makes the request is locked for business reasons (overdue payment)",
		nextStep: clearBusiness,
		retry: "none",
		source: "api",
	},
	"IncorrectBusinessStatus.AcceptUserVpcPeer": {
		cause: "the accepter's side is locked for business reasons (overdue payment)",
		nextStep: clearBusiness,
		property: "acceptingAliUid",
		retry: "none",
		source: "create",
	},
	"IncorrectBusinessStatus.AcceptVpcPeer": {
		cause: "the accepter's side is locked for business reasons (overdue payment)",
		nextStep: clearBusiness,
		property: "acceptingAliUid",
		retry: "none",
		source: "api",
	},
	"OperationDenied.CloudBoxExistsInVpc": {
		cause: "a CloudBox device is in the requester VPC, which peering does not allow",
		nextStep: "Use a VPC without a CloudBox device.",
		property: "vpcId",
		retry: "none",
		source: "api",
	},
	"OperationDenied.CloudBoxExistsInAcceptingVpc": {
		cause: "a CloudBox device is in the accepter VPC, which peering does not allow",
		nextStep: "Use a VPC without a CloudBox device.",
		property: "acceptingVpcId",
		retry: "none",
		source: "api",
	},
	"OperationDenied.OperateShareResource": {
		cause: "one of the VPCs is shared with your account, not owned by it",
		nextStep: "Only the owner of a VPC can peer it: use the owner's credentials.",
		retry: "none",
		source: "api",
	},
	"OperationDenied.ServiceManagedInstance": {
		cause: "the connection belongs to another service of the cloud (see the output managedService)",
		nextStep: "Change or delete it through that service.",
		retry: "none",
		source: "api",
	},
	"QuotaExceeded.VpcPeerCountPerVpc": {
		cause: "one of the VPCs has as many peering connections as it may have",
		nextStep: raiseQuota("the peering quota of the VPC"),
		retry: "none",
		source: "api",
	},
	"QuotaExceeded.CrossRegionVpcPeerCountPerVpc": {
		cause: "one of the VPCs has as many inter-region connections as it may have (20 by default)",
		nextStep: raiseQuota("vpc_quota_cross_region_peer_num_per_vpc"),
		retry: "none",
		source: "api",
	},
	"QuotaExceeded.IntraRegionVpcPeerCountPerVpc": {
		cause: "one of the VPCs has as many intra-region connections as it may have (10 by default)",
		nextStep: raiseQuota("vpc_quota_intra_region_peer_num_per_vpc"),
		retry: "none",
		source: "api",
	},
	"QuotaExceeded.VpcPeerCountPerUserPerRegion": {
		cause: "the account has as many connections in this region as it may have (20 by default)",
		nextStep: raiseQuota("vpc_quota_peer_num"),
		retry: "none",
		source: "api",
	},
	"QuotaExceeded.Bandwidth": {
		cause: "the bandwidth is above the account's quota (1024 Mbit/s by default)",
		nextStep:
			"Lower bandwidth, or raise vpc_quota_peer_cross_region_bandwidth or vpc_quota_peer_cross_border_bandwidth in Quota Center.",
		property: "bandwidth",
		retry: "none",
		source: "api",
	},
	"OperationFailed.BandwidthCannotBeChangedInSameRegion": {
		cause: "a connection inside one region has no bandwidth that could be set",
		nextStep: "Remove bandwidth from the program: it applies between regions only.",
		property: "bandwidth",
		retry: "none",
		source: "api",
	},
	"OperationFailed.InterRegionLinkTypeNotSupported": {
		cause: "a connection inside one region has no link type",
		nextStep: "Remove linkType from the program: it applies between regions only.",
		property: "linkType",
		retry: "none",
		source: "api",
	},
	"OperationFailed.RegionIdNotSupportLinkType": {
		cause: "one of the regions does not offer link types",
		nextStep: "Remove linkType from the program.",
		property: "linkType",
		retry: "none",
		source: "api",
	},
	"OperationFailed.SpecificLinkTypeNotSupported": {
		cause: "the account is not enabled for this link type",
		nextStep: "Choose another linkType, or ask Alibaba Cloud to enable this one for the account.",
		property: "linkType",
		retry: "none",
		source: "api",
	},
	"UnsupportedFeature.VpcPeer": {
		cause: "VPC peering is not enabled for the account",
		nextStep: "Ask Alibaba Cloud to enable VPC peering for the account.",
		retry: "none",
		source: "api",
	},
	"ResourceNotFound.InstanceId": {
		cause: "the connection does not exist, or these credentials belong to neither of its two accounts",
		nextStep: "Run `pulumi refresh` to see what is there.",
		retry: "none",
		source: "api",
	},
	"ResourceNotFound.VpcPeer": {
		cause: "the connection does not exist, or these credentials belong to neither of its two accounts",
		nextStep: "Run `pulumi refresh` to see what is there.",
		retry: "none",
		source: "api",
	},
	"IncorrectStatus.VpcPeer": {
		cause: "the connection is in a status that does not allow this operation",
		nextStep: "Look at the output `status` after `pulumi refresh`.",
		retry: "none",
		source: "api",
	},
	"OperationDenied.RouteEntryExist": {
		cause: "route entries still point at the connection",
		nextStep:
			"Delete the route entries on both sides first, or set force: true, run `pulumi up`, and then destroy: the cloud then deletes the route entries with the connection.",
		retry: "none",
		source: "api",
	},
	"Conflict.Operation": {
		cause: "another peering operation is running on one of the two VPCs",
		nextStep: "Run again when it has ended.",
		retry: "conflict",
		source: "api",
	},
	DryRunOperation: {
		cause: "the dry run passed: the real request would be accepted, and nothing was changed",
		retry: "none",
		source: "create",
	},
} as const satisfies Record<string, CodeFacts>;
