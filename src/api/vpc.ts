import * as v from "valibot";
import { accountIdIn, listIn, objectIn, textIn, textsIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { allNumberedPages, requiredObjectsIn } from "./pages";
import { assertShape, optionalAccountId, optionalWord, word, words } from "./shape";

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
export function describeVpcs(
	client: ApiClient,
	{ regionId, vpcIds }: { regionId: string; vpcIds?: readonly string[] },
	limits: CallLimits,
): Promise<VpcFacts[]> {
	const action = "DescribeVpcs";
	return allNumberedPages(action, pageSize, limits, (pageNumber) => {
		const query = {
			RegionId: regionId,
			PageNumber: String(pageNumber),
			PageSize: String(pageSize),
			...(vpcIds === undefined ? {} : { VpcId: vpcIds.join(",") }),
		};
		// Lists of this product are wrapped twice: Vpcs.Vpc.
		return client.call({ action, query }, limits, (answer) =>
			requiredObjectsIn(objectIn(answer, "Vpcs"), "Vpc", action).map(toVpcFacts),
		);
	});
}

const shape = v.looseObject({
	VpcId: word,
	RegionId: optionalWord,
	OwnerId: optionalAccountId,
	Status: optionalWord,
	CidrBlock: optionalWord,
	SecondaryCidrBlocks: v.nullish(v.looseObject({ SecondaryCidrBlock: words })),
	Ipv6CidrBlock: optionalWord,
	Ipv6CidrBlocks: v.nullish(
		v.looseObject({ Ipv6CidrBlock: v.nullish(v.array(v.looseObject({ Ipv6CidrBlock: optionalWord }))) }),
	),
});

function toVpcFacts(vpc: Record<string, unknown>): VpcFacts {
	assertShape(shape, vpc, "DescribeVpcs", "a VPC");
	const blocks = listIn(objectIn(vpc, "Ipv6CidrBlocks"), "Ipv6CidrBlock")
		.map((block) => textIn(block as Record<string, unknown>, "Ipv6CidrBlock"))
		.concat(textIn(vpc, "Ipv6CidrBlock"));
	return {
		vpcId: vpc["VpcId"] as string,
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
