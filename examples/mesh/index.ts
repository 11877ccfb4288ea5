import { VpcPeeringMesh } from "pulumi-alicloud-vpcpeer";

// VPCs that the emulator has from the start; on the real cloud your own, or outputs of resources.
const mesh = new VpcPeeringMesh("net", {
	vpcs: {
		app: { vpcId: "vpc-hangzhou-a1" },
		data: { vpcId: "vpc-hangzhou-b1" },
		archive: { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai" },
	},
	bandwidth: 100,
});

export const instanceIds = mesh.instanceIds;
export const statuses = mesh.statuses;
