import { cloudError } from "../cloud-error";
import type { ErrorCode } from "../errors";
import { hasEndIn, isIntraRegion, statusOf } from "../world/connections";
import type { ConnectionRecord, Quotas } from "../world/model";
import type { Store } from "../world/store";

type NewConnection = Pick<ConnectionRecord, "ownerUid" | "regionId" | "vpcId" | "acceptingRegionId" | "acceptingVpcId">;

interface PerVpcQuota {
	readonly code: Extract<ErrorCode, `QuotaExceeded.${string}PerVpc`>;
	readonly name: string;
	readonly limit: (quotas: Quotas) => number;
	readonly counts: (connection: Pick<ConnectionRecord, "regionId" | "acceptingRegionId">) => boolean;
}

// alicloud-api.md 1.1 (codes) and 8 (names and numbers).
const perVpcQuotas: readonly PerVpcQuota[] = [
	{
		code: "QuotaExceeded.VpcPeerCountPerVpc",
		name: "vpc_quota_peer_num_per_vpc",
		// The older, combined limit is not published any more; 0 means that it is not applied.
		limit: (quotas) => quotas.perVpc || Number.POSITIVE_INFINITY,
		counts: () => true,
	},
	{
		code: "QuotaExceeded.IntraRegionVpcPeerCountPerVpc",
		name: "vpc_quota_intra_region_peer_num_per_vpc",
		limit: (quotas) => quotas.intraRegionPerVpc,
		counts: isIntraRegion,
	},
	{
		code: "QuotaExceeded.CrossRegionVpcPeerCountPerVpc",
		name: "vpc_quota_cross_region_peer_num_per_vpc",
		limit: (quotas) => quotas.crossRegionPerVpc,
		counts: (connection) => !isIntraRegion(connection),
	},
];

/**
 * Refuses one connection too many. Assumed: the per-VPC limits hold for both VPCs, the per-account limit for the
 * requester in its region, and connections that are Rejected, Expired or Deleted do not count.
 */
export function checkQuotas(store: Store, wanted: NewConnection): void {
	const counted = store.state.connections.filter((one) => countsForQuota(one, store.now()));
	for (const vpcId of [wanted.vpcId, wanted.acceptingVpcId]) {
		for (const quota of perVpcQuotas) {
			if (!quota.counts(wanted)) continue;
			const used = counted.filter((one) => touches(one, vpcId) && quota.counts(one)).length;
			assertBelow(quota.code, quota.name, vpcId, used, quota.limit(store.state.quotas));
		}
	}
	const { ownerUid, regionId } = wanted;
	const used = counted.filter((one) => hasEndIn(one, ownerUid, regionId)).length;
	const limit = store.state.quotas.perAccountPerRegion;
	assertBelow("QuotaExceeded.VpcPeerCountPerUserPerRegion", "vpc_quota_peer_num", ownerUid, used, limit);
}

/** Whether one of the two ends is the VPC. */
export function touches(connection: Pick<ConnectionRecord, "vpcId" | "acceptingVpcId">, vpcId: string): boolean {
	return connection.vpcId === vpcId || connection.acceptingVpcId === vpcId;
}

function countsForQuota(connection: ConnectionRecord, now: number): boolean {
	return !["Rejected", "Expired", "Deleted"].includes(statusOf(connection, now));
}

function assertBelow(code: ErrorCode, quota: string, of: string, used: number, limit: number): void {
	if (used >= limit) throw cloudError(code, quota, of, used, limit);
}
