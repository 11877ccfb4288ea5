import type { Action } from "./action";

/** DescribeRegions (alicloud-api.md 3.1): the regions that the emulator's VPCs are in. The local name is assumed. */
export const describeRegions: Action = {
	ramAction: "vpc:DescribeRegions",
	effect: "read",
	run: ({ store }) => {
		const ids = [...new Set(store.state.vpcs.map((vpc) => vpc.regionId))].sort();
		const regions = ids.map((id) => ({ RegionId: id, LocalName: id, RegionEndpoint: `vpc.${id}.aliyuncs.com` }));
		return { Regions: { Region: regions } };
	},
};
