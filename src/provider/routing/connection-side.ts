import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";

/** One end of a connection, with what lies at the other. */
export interface ConnectionSide {
	readonly ownerId: string | undefined;
	readonly regionId: string | undefined;
	readonly localCidrs: readonly string[];
	readonly peerVpcId: string | undefined;
	/** All ranges of the other VPC: IPv4, primary first, then IPv6. */
	readonly peerCidrs: readonly string[];
}

/** The end of a connection that a VPC is; undefined when it is neither. */
export function sideOf(connection: VpcPeerConnectionAttribute, vpcId: string): ConnectionSide | undefined {
	const requester = {
		vpcId: connection.vpcId,
		ownerId: connection.ownerId,
		regionId: connection.regionId,
		cidrs: [...connection.vpcIpv4Cidrs, ...connection.vpcIpv6Cidrs],
	};
	const accepter = {
		vpcId: connection.acceptingVpcId,
		ownerId: connection.acceptingAliUid,
		regionId: connection.acceptingRegionId,
		cidrs: [...connection.acceptingVpcIpv4Cidrs, ...connection.acceptingVpcIpv6Cidrs],
	};
	const [own, other] = vpcId === requester.vpcId ? [requester, accepter] : [accepter, requester];
	if (own.vpcId !== vpcId) {
		return undefined;
	}
	return {
		ownerId: own.ownerId,
		regionId: own.regionId,
		localCidrs: own.cidrs,
		peerVpcId: other.vpcId,
		peerCidrs: other.cidrs,
	};
}

/** The end that a VPC is. */
export function requiredSide(connection: VpcPeerConnectionAttribute, vpcId: string, of: string): ConnectionSide {
	const side = sideOf(connection, vpcId);
	if (side === undefined) {
		throw new VpcPeeringError(notAnEnd(connection, vpcId, of));
	}
	return side;
}

/** What is said of a VPC that the connection does not join. `of` names what belongs to the VPC: `vtb-abc is a table of `. */
export function notAnEnd(connection: VpcPeerConnectionAttribute, vpcId: string, of: string): string {
	return `${of}${vpcId}, but ${connection.instanceId} joins ${connection.vpcId} and ${connection.acceptingVpcId}. Give a route table or VPC of one of these two, or another connection.`;
}
