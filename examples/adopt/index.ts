import * as pulumi from "@pulumi/pulumi";
import { VpcPeerConnection } from "pulumi-alicloud-vpcpeer";

// The defaults are VPCs that the emulator has from the start; set your own with `pulumi config set`.
const config = new pulumi.Config();

// Somebody made this connection by hand. With adopt the program takes it over instead of failing, and preview says which one
// and what changes; where there is none, it is made.
const peering = new VpcPeerConnection("legacy", {
	vpcId: config.get("vpcId") ?? "vpc-hangzhou-a1",
	acceptingVpcId: config.get("acceptingVpcId") ?? "vpc-hangzhou-b1",
	name: "app-to-data",
	adopt: true,
});

export const instanceId = peering.instanceId;
export const name = peering.name;
