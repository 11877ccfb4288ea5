/** Quotas that an account has unless it raised them in Quota Center. Source: alicloud-api.md, section 8. */
export const defaultQuotas = {
	/** Connections inside a region, per VPC: vpc_quota_intra_region_peer_num_per_vpc. */
	intraRegionPerVpc: 10,
	/** Connections to other regions, per VPC: vpc_quota_cross_region_peer_num_per_vpc. */
	interRegionPerVpc: 20,
	/** Connections per account and region: vpc_quota_peer_num. */
	perAccountPerRegion: 20,
} as const;
