import { toApiTime } from "../clock";
import { routerIdOf } from "../world/ids";
import { defaultResourceGroup, findAccount } from "../world/lookups";
import type { VpcRecord, WorldState } from "../world/model";
import { tablesOfVpc } from "../world/routes";
import type { Answer } from "./action";

/** A VPC as the VPC product writes it, with its arrays wrapped twice (alicloud-api.md 3.1). */
export function vpcAnswer(state: WorldState, vpc: VpcRecord): Answer {
	const owner = findAccount(state, vpc.ownerUid);
	return {
		VpcId: vpc.id,
		RegionId: vpc.regionId,
		OwnerId: BigInt(vpc.ownerUid),
		Status: vpc.status,
		VpcName: vpc.name,
		Description: "",
		CidrBlock: vpc.cidrBlock,
		SecondaryCidrBlocks: { SecondaryCidrBlock: vpc.secondaryCidrBlocks },
		UserCidrs: { UserCidr: [] },
		Ipv6CidrBlock: vpc.ipv6CidrBlocks[0] ?? "",
		Ipv6CidrBlocks: {
			Ipv6CidrBlock: vpc.ipv6CidrBlocks.map((block) => ({ Ipv6CidrBlock: block, Ipv6Isp: "BGP" })),
		},
		EnabledIpv6: vpc.ipv6CidrBlocks.length > 0,
		VRouterId: routerIdOf(vpc.id),
		VSwitchIds: { VSwitchId: vpc.vSwitches.map((vSwitch) => vSwitch.id) },
		RouterTableIds: { RouterTableIds: tablesOfVpc(state, vpc.id).map((table) => table.id) },
		NatGatewayIds: { NatGatewayIds: [] },
		CreationTime: toApiTime(vpc.createdAt),
		IsDefault: false,
		ResourceGroupId: owner === undefined ? "" : defaultResourceGroup(owner),
		Tags: { Tag: vpc.tags },
	};
}
