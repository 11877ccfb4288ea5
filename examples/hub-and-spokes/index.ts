import * as pulumi from "@pulumi/pulumi";
import { VpcPeeringMesh } from "pulumi-alicloud-vpcpeer";

// VPCs that the emulator has from the start; on the real cloud your own, or outputs of resources.
const star = new VpcPeeringMesh("net", {
	vpcs: {
		shared: { vpcId: "vpc-hangzhou-a1" },
		data: { vpcId: "vpc-hangzhou-b1" },
		archive: { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai" },
		// A spoke of another account.
		partner: { vpcId: "vpc-hangzhou-a2", assumeRole: { roleArn: "acs:ram::253460731706911258:role/peering" } },
	},
	topology: { hub: "shared" },
	connectionName: (one, other) => `${one}-and-${other}`,
});

export const statuses = star.statuses;
export const reachable = pulumi.all(Object.values(star.peerings).map((peering) => peering.reachability.reachable));
