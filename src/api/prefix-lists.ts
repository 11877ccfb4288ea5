import * as v from "valibot";
import { numberIn, textIn, textsIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { allPages, pageOf, pageParameter } from "./pages";
import { optionalWord, shapedIn, word, words } from "./shape";

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
	const action = "ListPrefixLists";
	const query = { RegionId: place.regionId, "PrefixListIds.1": place.prefixListId };
	const lists = await client.call({ action, query }, limits, (answer) =>
		shapedIn(answer, "PrefixLists", listShape, action, "a list"),
	);
	const found = lists.find((list) => list["PrefixListId"] === place.prefixListId);
	return found === undefined
		? undefined
		: {
				prefixListId: place.prefixListId,
				ipVersion: textIn(found, "IpVersion")?.toUpperCase() === "IPV6" ? "IPv6" : "IPv4",
				cidrBlocks: textsIn(found, "CidrBlocks"),
			};
}

const listShape = v.looseObject({ PrefixListId: word, IpVersion: optionalWord, CidrBlocks: words });
const entryShape = v.looseObject({ Cidr: word });

function entriesOf(
	client: ApiClient,
	{ regionId, prefixListId }: { regionId: string; prefixListId: string },
	limits: CallLimits,
): Promise<string[]> {
	const action = "GetVpcPrefixListEntries";
	return allPages(action, limits, (nextToken) => {
		const query = {
			RegionId: regionId,
			PrefixListId: prefixListId,
			MaxResults: "100",
			...pageParameter(nextToken),
		};
		return client.call({ action, query }, limits, (answer) => {
			if (numberIn(answer, "TotalCount") === 0) {
				return { items: [], nextToken: undefined };
			}
			const page = shapedIn(answer, "PrefixListEntry", entryShape, action, "an entry");
			return pageOf(
				answer,
				page.map((entry) => entry["Cidr"] as string),
			);
		});
	});
}
