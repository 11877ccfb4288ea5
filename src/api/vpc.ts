import { accountIdIn, listIn, objectIn, textIn, textsIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { assertTimeForAnotherPage, requiredListIn } from "./pages";

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

/** So many ids may be asked for at once. Source: the page of DescribeVpcs. */
export const mostVpcsAsked = 20;

/** DescribeVpcs: the caller's own VPCs of a region, all or those with the given ids (at most `mostVpcsAsked`). */
export async function describeVpcs(
	client: ApiClient,
	{ regionId, vpcIds }: { regionId: string; vpcIds?: readonly string[] },
	limits: CallLimits,
): Promise<VpcFacts[]> {
	const vpcs: VpcFacts[] = [];
	for (let pageNumber = 1; ; pageNumber += 1) {
		const answer = await client.call(
			{
				action: "DescribeVpcs",
				query: {
					RegionId: regionId,
					PageNumber: String(pageNumber),
					PageSize: String(pageSize),
					...(vpcIds === undefined ? {} : { VpcId: vpcIds.join(",") }),
				},
			},
			limits,
		);
		// Lists of this product are wrapped twice: Vpcs.Vpc.
		const page = requiredListIn(objectIn(answer, "Vpcs"), "Vpc", "DescribeVpcs");
		vpcs.push(...page.map((vpc) => toVpcFacts(vpc as Record<string, unknown>)));
		if (page.length < pageSize) {
			return vpcs;
		}
		assertTimeForAnotherPage("DescribeVpcs", limits);
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
