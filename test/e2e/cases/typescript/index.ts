import * as pulumi from "@pulumi/pulumi";
import { VpcPeerConnection, type VpcPeerConnectionArgs } from "pulumi-alicloud-vpcpeer";

const args: VpcPeerConnectionArgs = {
	vpcId: pulumi.output("vpc-hangzhou-a1"),
	acceptingVpcId: "vpc-shanghai-a1",
	acceptingRegionId: "cn-shanghai",
	bandwidth: 200,
	linkType: "Platinum",
	tags: { team: pulumi.output("network") },
};
const peering = new VpcPeerConnection("app-to-data", args);

export const instanceId: pulumi.Output<string> = peering.instanceId;
export const status = peering.status;
export const bandwidth: pulumi.Output<number> = peering.bandwidth;
