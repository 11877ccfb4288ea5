import type { VpcPeerConnectionStatus } from "../schema/status";
import type { VpcPeerConnectionState } from "../schema/vpc-peer-connection-state";

/** The outputs of the resource that the cloud tells. */
type Told =
	| "cloud"
	| "regionId"
	| "vpcId"
	| "acceptingAliUid"
	| "acceptingRegionId"
	| "acceptingVpcId"
	| "ownerId"
	| "name"
	| "description"
	| "bandwidth"
	| "linkType"
	| "resourceGroupId"
	| "tags"
	| "bizStatus"
	| "vpcIpv4Cidrs"
	| "vpcIpv6Cidrs"
	| "acceptingVpcIpv4Cidrs"
	| "acceptingVpcIpv6Cidrs"
	| "createTime"
	| "modifyTime"
	| "expireTime"
	| "managedService"
	| "pendingAcceptance";

/** A VPC peering connection as the cloud describes it: the outputs of `VpcPeerConnection`. */
export interface VpcPeerConnectionResult extends Pick<VpcPeerConnectionState, Told> {
	/** The connection's id (`pcc-...`). */
	instanceId: string;
	/** `Creating`, `Accepting`, `Updating`, `Activated`, `Rejected`, `Expired`, `Deleting` or `Deleted`. */
	status: VpcPeerConnectionStatus;
}
