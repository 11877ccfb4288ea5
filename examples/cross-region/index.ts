import * as pulumi from "@pulumi/pulumi";
import { VpcPeering } from "pulumi-alicloud-vpcpeer";

// The defaults are VPCs that the emulator has from the start; set your own with `pulumi config set`.
const config = new pulumi.Config();

const peering = new VpcPeering("hangzhou-to-shanghai", {
	requester: { vpcId: config.get("vpcId") ?? "vpc-hangzhou-a1", regionId: config.get("regionId") ?? "cn-hangzhou" },
	accepter: {
		vpcId: config.get("acceptingVpcId") ?? "vpc-shanghai-a1",
		regionId: config.get("acceptingRegionId") ?? "cn-shanghai",
	},
	// Both are changed in place, and only connections between regions have them.
	bandwidth: config.getNumber("bandwidth") ?? 200,
	linkType: "Platinum",
});

export const instanceId = peering.instanceId;
export const bandwidth = peering.connection.bandwidth;
export const reachable = peering.reachability.reachable;
