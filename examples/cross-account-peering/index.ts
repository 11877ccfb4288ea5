import * as pulumi from "@pulumi/pulumi";
import { VpcPeering } from "pulumi-alicloud-vpcpeer";

// The defaults are VPCs that the emulator has from the start; set your own with `pulumi config set`.
const config = new pulumi.Config();
const partnerRole = config.get("partnerRole") ?? "acs:ram::253460731706911258:role/peering";

// One object: the request, its acceptance with the partner's credentials, CDT in both accounts, and the routes of both sides.
const peering = new VpcPeering("app-to-partner", {
	requester: { vpcId: config.get("vpcId") ?? "vpc-hangzhou-a1", cdt: true, tags: { side: "requester" } },
	accepter: {
		vpcId: config.get("partnerVpcId") ?? "vpc-hangzhou-a2",
		// A profile of the Alibaba Cloud CLI would do, too: profile: "partner".
		assumeRole: { roleArn: partnerRole },
		cdt: true,
		tags: { side: "accepter" },
	},
});

export const instanceId = peering.instanceId;
export const status = peering.status;
export const ourRoutes = peering.requesterRoutes;
export const theirRoutes = peering.accepterRoutes;
export const reachable = peering.reachability.reachable;
