import * as pulumi from "@pulumi/pulumi";
import { CdtActivation, VpcPeerConnection, VpcPeerConnectionAccepter } from "pulumi-alicloud-vpcpeer";

// The defaults are VPCs that the emulator has from the start; set your own with `pulumi config set`.
const config = new pulumi.Config();
const vpcId = config.get("vpcId") ?? "vpc-hangzhou-a1";
const partnerAccount = config.get("partnerAccount") ?? "253460731706911258";
const partnerVpcId = config.get("partnerVpcId") ?? "vpc-hangzhou-a2";

// The stack's credentials are the requester's. This is how the program works in the partner's account: with a role there
// that trusts ours. A profile of the Alibaba Cloud CLI would do, too: { profile: "partner" }.
const inPartnerAccount = {
	assumeRole: { roleArn: config.get("partnerRole") ?? `acs:ram::${partnerAccount}:role/peering` },
};

// Cloud Data Transfer on both sides; what is active already stays as it is, and nothing ever closes it.
const cdt = new CdtActivation("cdt");
const partnerCdt = new CdtActivation("partner-cdt", inPartnerAccount);

const peering = new VpcPeerConnection(
	"to-partner",
	{
		vpcId,
		acceptingAliUid: partnerAccount,
		acceptingVpcId: partnerVpcId,
		name: "to-partner",
		tags: { side: "requester" },
	},
	{ dependsOn: [cdt, partnerCdt] },
);

const accepter = new VpcPeerConnectionAccepter("from-partner", {
	instanceId: peering.instanceId,
	...inPartnerAccount,
	tags: { side: "accepter" },
});

// Whatever needs a connection that works takes the accepter's id.
export const instanceId = accepter.instanceId;
export const status = accepter.status;
export const theirRanges = accepter.acceptingVpcIpv4Cidrs;
