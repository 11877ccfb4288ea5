import { numberIn, textIn, textsIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { assertTimeForAnotherPage, requiredListIn } from "./pages";

/** A prefix list (`pl-...`): a set of ranges, all of one IP version, that can be the destination of a route. */
export interface PrefixList {
	readonly prefixListId: string;
	readonly ipVersion: "IPv4" | "IPv6";
	readonly cidrBlocks: readonly string[];
}

/**
 * A prefix list as these credentials see it in its region; undefined where there is none. One that is unknown has no
 * entries, like one that is empty: the account's own lists tell the two apart (Vpc, version 2016-04-28; alicloud-api.md, 3.4).
 */
export async function describePrefixList(
	client: ApiClient,
	place: { regionId: string; prefixListId: string },
	limits: CallLimits,
): Promise<PrefixList | undefined> {
	const cidrBlocks = await entriesOf(client, place, limits);
	const [first] = cidrBlocks;
	if (first !== undefined) {
		return {
			prefixListId: place.prefixListId,
			ipVersion: first.includes(":") ? "IPv6" : "IPv4",
			cidrBlocks,
		};
	}
	const answer = await client.call(
		{
			action: "ListPrefixLists",
			query: { RegionId: place.regionId, "PrefixListIds.1": place.prefixListId },
		},
		limits,
	);
	const found = (requiredListIn(answer, "PrefixLists", "ListPrefixLists") as Record<string, unknown>[]).find(
		(list) => textIn(list, "PrefixListId") === place.prefixListId,
	);
	return found === undefined
		? undefined
		: {
				prefixListId: place.prefixListId,
				ipVersion: textIn(found, "IpVersion")?.toUpperCase() === "IPV6" ? "IPv6" : "IPv4",
				cidrBlocks: textsIn(found, "CidrBlocks"),
			};
}

async function entriesOf(
	client: ApiClient,
	{ regionId, prefixListId }: { regionId: string; prefixListId: string },
	limits: CallLimits,
): Promise<string[]> {
	const cidrBlocks: string[] = [];
	let nextToken: string | undefined;
	do {
		const answer = await client.call(
			{
				action: "GetVpcPrefixListEntries",
				query: {
					RegionId: regionId,
					PrefixListId: prefixListId,
					MaxResults: "100",
					...(nextToken === undefined ? {} : { NextToken: nextToken }),
				},
			},
			limits,
		);
		if ((numberIn(answer, "TotalCount") ?? 0) === 0 && cidrBlocks.length === 0) {
			return [];
		}
		const page = requiredListIn(answer, "PrefixListEntry", "GetVpcPrefixListEntries") as Record<string, unknown>[];
		cidrBlocks.push(...page.map((entry) => textIn(entry, "Cidr")).filter((cidr) => cidr !== undefined));
		nextToken = page.length === 0 ? undefined : textIn(answer, "NextToken");
		if (nextToken !== undefined) {
			assertTimeForAnotherPage("GetVpcPrefixListEntries", limits);
		}
	} while (nextToken !== undefined);
	return cidrBlocks;
}
