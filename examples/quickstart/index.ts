import { VpcPeerConnection } from "pulumi-alicloud-vpcpeer";

// Two VPCs that the emulator has from the start. On the real cloud: your own, or the outputs of `new alicloud.vpc.Network`.
const peering = new VpcPeerConnection("app-to-data", {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-b1",
	name: "app-to-data",
	description: "Joins the application's VPC to the data VPC",
	tags: { team: "network", stage: "quickstart" },
});

export const instanceId = peering.instanceId;
export const status = peering.status;
export const from = peering.vpcIpv4Cidrs;
export const to = peering.acceptingVpcIpv4Cidrs;
