import { toApiTime } from "../clock";
import { statusOf, viewOf } from "../world/connections";
import { findAccount, findVpc } from "../world/lookups";
import type { ConnectionRecord } from "../world/model";
import type { Store } from "../world/store";
import type { Answer } from "./action";

/** A connection as Get and List write it, seen by one of its owners (alicloud-api.md 1.6). */
export function connectionAnswer(store: Store, connection: ConnectionRecord, uid: string): Answer {
	const status = statusOf(connection, store.now());
	const view = viewOf(connection, uid);
	const expires = status === "Accepting" || status === "Expired";
	return {
		InstanceId: connection.id,
		Name: connection.name,
		Description: connection.description,
		Status: status,
		BizStatus: bizStatusOf(store, connection),
		// int64: a JSON number, with more digits than a JavaScript number holds (alicloud-api.md 0.4).
		OwnerId: BigInt(connection.ownerUid),
		AcceptingOwnerUid: BigInt(connection.acceptingOwnerUid),
		RegionId: connection.regionId,
		AcceptingRegionId: connection.acceptingRegionId,
		Vpc: vpcAnswer(store, connection.vpcId),
		AcceptingVpc: vpcAnswer(store, connection.acceptingVpcId),
		Bandwidth: connection.bandwidth,
		LinkType: connection.linkType,
		GmtCreate: toApiTime(connection.createdAt),
		GmtModified: toApiTime(connection.modifiedAt),
		GmtExpired: expires ? toApiTime(connection.phase.expiresAt) : null,
		ResourceGroupId: view.resourceGroupId,
		// That each owner sees its own is assumed.
		Tags: store.state.requesterTagsForAll ? viewOf(connection, connection.ownerUid).tags : view.tags,
		...(connection.managedService === "" ? {} : { ManagedService: connection.managedService }),
	};
}

/** `FinancialLocked` as soon as the connection or one of its two accounts is (assumed for the accounts). */
export function bizStatusOf({ state }: Store, connection: ConnectionRecord): "Normal" | "FinancialLocked" {
	const owners = [findAccount(state, connection.ownerUid), findAccount(state, connection.acceptingOwnerUid)];
	const locked = [connection, ...owners].some((one) => one?.bizStatus === "FinancialLocked");
	return locked ? "FinancialLocked" : "Normal";
}

/** Both owners read both VPCs' address ranges here (alicloud-api.md 1.6). */
function vpcAnswer({ state }: Store, vpcId: string): Answer {
	const vpc = findVpc(state, vpcId);
	return {
		VpcId: vpcId,
		Ipv4Cidrs: vpc === undefined ? [] : [vpc.cidrBlock, ...vpc.secondaryCidrBlocks],
		Ipv6Cidrs: vpc === undefined ? [] : vpc.ipv6CidrBlocks,
	};
}
