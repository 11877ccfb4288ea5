import * as pulumi from "@pulumi/pulumi";
import { VpcPeering } from "pulumi-alicloud-vpcpeer";

// The defaults are VPCs that the emulator has from the start; set your own with `pulumi config set`.
const config = new pulumi.Config();

const peering = new VpcPeering("app-to-data", {
	requester: { vpcId: config.get("vpcId") ?? "vpc-hangzhou-a1" },
	accepter: { vpcId: config.get("acceptingVpcId") ?? "vpc-hangzhou-b1" },
	name: "app-to-data",
});

export const instanceId = peering.instanceId;
export const status = peering.status;
// Which ranges are reachable from where, and why not where they are not.
export const reachable = peering.reachability.reachable;
export const paths = peering.reachability.paths;
