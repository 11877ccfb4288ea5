import { accountIdIn, listIn, numberIn, objectIn, textIn, textsIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";

/** A VPC as DescribeVpcs describes it (Vpc, version 2016-04-28), as far as a peering cares. */
export interface VpcFacts {
	readonly vpcId: string;
	readonly regionId: string | undefined;
	readonly ownerId: string | undefined;
	/** `Available`, or `Pending` while it is being made. */
	readonly status: string | undefined;
	/** Primary and secondary IPv4 ranges. */
	readonly ipv4Cidrs: readonly string[];
	readonly ipv6Cidrs: readonly string[];
}

/** The largest page that DescribeVpcs gives. */
const pageSize = 50;

/** DescribeVpcs: all VPCs of the caller's account in a region. */
export async function describeVpcs(client: ApiClient, regionId: string, limits: CallLimits): Promise<VpcFacts[]> {
	const vpcs: VpcFacts[] = [];
	for (let pageNumber = 1; ; pageNumber += 1) {
		const answer = await client.call(
			{
				action: "DescribeVpcs",
				query: { RegionId: regionId, PageNumber: String(pageNumber), PageSize: String(pageSize) },
			},
			limits,
		);
		// Lists of this product are wrapped twice: Vpcs.Vpc.
		const page = listIn(objectIn(answer, "Vpcs"), "Vpc");
		vpcs.push(...page.map((vpc) => toVpcFacts(vpc as Record<string, unknown>)));
		if (page.length === 0 || vpcs.length >= (numberIn(answer, "TotalCount") ?? 0)) {
			return vpcs;
		}
	}
}

function toVpcFacts(vpc: Record<string, unknown>): VpcFacts {
	const blocks = listIn(objectIn(vpc, "Ipv6CidrBlocks"), "Ipv6CidrBlock")
		.map((block) => textIn(block as Record<string, unknown>, "Ipv6CidrBlock"))
		.concat(textIn(vpc, "Ipv6CidrBlock"));
	return {
		vpcId: textIn(vpc, "VpcId") ?? "",
		regionId: textIn(vpc, "RegionId"),
		ownerId: accountIdIn(vpc, "OwnerId"),
		status: textIn(vpc, "Status"),
		ipv4Cidrs: [
			textIn(vpc, "CidrBlock") ?? "",
			...textsIn(objectIn(vpc, "SecondaryCidrBlocks"), "SecondaryCidrBlock"),
		].filter((cidr) => cidr !== ""),
		ipv6Cidrs: [...new Set(blocks.filter((cidr) => cidr !== undefined))],
	};
}
