import * as pulumi from "@pulumi/pulumi";
import { VpcPeerConnection, VpcPeerRoutes } from "pulumi-alicloud-vpcpeer";

// The defaults are VPCs that the emulator has from the start; set your own with `pulumi config set`.
const config = new pulumi.Config();
const appVpcId = config.get("appVpcId") ?? "vpc-hangzhou-a1";
const dataVpcId = config.get("dataVpcId") ?? "vpc-hangzhou-b1";

const { instanceId } = new VpcPeerConnection("app-to-data", { vpcId: appVpcId, acceptingVpcId: dataVpcId });

// Every range of the data VPC, in every route table of the application's.
const there = new VpcPeerRoutes("app-to-data", { instanceId, vpcId: appVpcId });

// And back, but not from tables that are kept apart.
const back = new VpcPeerRoutes("data-to-app", {
	instanceId,
	vpcId: dataVpcId,
	routeTables: { excludedTags: { tier: "isolated" } },
});

export const destinations = pulumi
	.all([there.routes, back.routes])
	.apply((sides) => sides.map((routes) => routes.map((route) => route.destinationCidrBlock)));
export const leftAlone = pulumi.all([there.leftAlone, back.leftAlone]).apply((sides) => sides.flat());
