const { VpcPeerConnection } = require("pulumi-alicloud-vpcpeer");

const peering = new VpcPeerConnection("app-to-data", {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-b1",
	name: "app-to-data",
	tags: { team: "network" },
});

module.exports = { instanceId: peering.instanceId, status: peering.status, to: peering.acceptingVpcIpv4Cidrs };
