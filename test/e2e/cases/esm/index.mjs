import { VpcPeerConnection } from "pulumi-alicloud-vpcpeer";

const peering = new VpcPeerConnection("app-to-data", {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-b1",
});

export const instanceId = peering.instanceId;
export const status = peering.status;
