import { accountIdIn, listIn, objectIn, textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { assertTimeForAnotherPage, requiredListIn } from "./pages";
import { routeRequest } from "./route-request";

/** A route entry as DescribeRouteEntryList describes it (Vpc, version 2016-04-28). */
export interface RouteEntry {
	readonly routeEntryId: string;
	readonly routeTableId: string;
	readonly destinationCidrBlock: string;
	/** `Pending`, `Available`, `Modifying` or `Deleting`; another page of the document calls the first two Creating and Created. */
	readonly status: string;
	readonly name: string | undefined;
	readonly description: string | undefined;
	/** More than one where the traffic is shared (ECMP). */
	readonly nextHops: readonly NextHop[];
}

/** Where an entry leads. */
export interface NextHop {
	readonly id: string;
	/** `VpcPeer` for a peering connection. */
	readonly type: string;
}

/** A route table as DescribeRouteTableList describes it. */
export interface RouteTable {
	readonly routeTableId: string;
	readonly vpcId: string;
	readonly ownerId: string | undefined;
	/** `System` or `Custom`. */
	readonly type: string | undefined;
	/** `VSwitch`, or `Gateway` for the table of a gateway, which takes no route to a peering. */
	readonly associateType: string | undefined;
	readonly tags: Readonly<Record<string, string>>;
}

/** The type of next hop that stands for a peering connection. */
export const peerHopType = "VpcPeer";

const entriesPerPage = 100;
const tablesPerPage = 50;

/** DescribeRouteEntryList: the custom entries of a table, or those of all types; all pages. */
export async function describeRouteEntries(
	client: ApiClient,
	{
		regionId,
		routeTableId,
		ofTypes = "Custom",
	}: { regionId: string; routeTableId: string; ofTypes?: "Custom" | "all" },
	limits: CallLimits,
): Promise<RouteEntry[]> {
	const entries: RouteEntry[] = [];
	let nextToken: string | undefined;
	do {
		const query = {
			regionId,
			routeTableId,
			maxResult: entriesPerPage,
			...(ofTypes === "all" ? {} : { routeEntryType: ofTypes }),
		};
		const request = await routeRequest(
			"DescribeRouteEntryList",
			nextToken === undefined ? query : { ...query, nextToken },
		);
		const answer = await client.call(request, limits);
		const page = requiredListIn(objectIn(answer, "RouteEntrys"), "RouteEntry", "DescribeRouteEntryList");
		entries.push(...page.map((entry) => toRouteEntry(entry as Record<string, unknown>)));
		nextToken = page.length === 0 ? undefined : textIn(answer, "NextToken");
		if (nextToken !== undefined) {
			assertTimeForAnotherPage("DescribeRouteEntryList", limits);
		}
	} while (nextToken !== undefined);
	return entries;
}

/** DescribeRouteTableList: the tables of a region, of one VPC, or one table; all pages. */
export async function describeRouteTables(
	client: ApiClient,
	wanted: { regionId: string; vpcId?: string; routeTableId?: string },
	limits: CallLimits,
): Promise<RouteTable[]> {
	const tables: RouteTable[] = [];
	for (let pageNumber = 1; ; pageNumber += 1) {
		const request = await routeRequest("DescribeRouteTableList", { ...wanted, pageNumber, pageSize: tablesPerPage });
		const answer = await client.call(request, limits);
		const list = objectIn(answer, "RouterTableList");
		const page = requiredListIn(list, "RouterTableListType", "DescribeRouteTableList");
		tables.push(...page.map((table) => toRouteTable(table as Record<string, unknown>)));
		if (page.length < tablesPerPage) {
			return tables;
		}
		assertTimeForAnotherPage("DescribeRouteTableList", limits);
	}
}

/** What a new entry is made of. */
export interface NewRouteEntry {
	readonly regionId: string;
	readonly routeTableId: string;
	readonly destinationCidrBlock: string;
	/** The peering connection (`pcc-...`). */
	readonly nextHopId: string;
	readonly name?: string | undefined;
	readonly description?: string | undefined;
}

/** CreateRouteEntry, to a peering connection. Asynchronous: returns the id as soon as the work is queued. */
export async function createRouteEntry(
	client: ApiClient,
	{ regionId, routeTableId, destinationCidrBlock, nextHopId, name, description }: NewRouteEntry,
	clientToken: string,
	limits: CallLimits,
): Promise<string | undefined> {
	const request = await routeRequest("CreateRouteEntry", {
		regionId,
		routeTableId,
		destinationCidrBlock,
		nextHopType: peerHopType,
		nextHopId,
		clientToken,
		...(name === undefined ? {} : { routeEntryName: name }),
		...(description === undefined ? {} : { description }),
	});
	return textIn(await client.call(request, limits), "RouteEntryId");
}

/** ModifyRouteEntry: name and description. Asynchronous. */
export async function modifyRouteEntry(
	client: ApiClient,
	{ regionId, routeEntryId }: { regionId: string; routeEntryId: string },
	{ name, description }: { name?: string | undefined; description?: string | undefined },
	limits: CallLimits,
): Promise<void> {
	const request = await routeRequest("ModifyRouteEntry", {
		regionId,
		routeEntryId,
		...(name === undefined ? {} : { routeEntryName: name }),
		...(description === undefined ? {} : { description }),
	});
	await client.call(request, limits);
}

/** DeleteRouteEntry. Asynchronous; takes no ClientToken, as a second one finds nothing. */
export async function deleteRouteEntry(
	client: ApiClient,
	{ regionId, routeEntryId, nextHopId }: { regionId: string; routeEntryId: string; nextHopId: string },
	limits: CallLimits,
): Promise<void> {
	await client.call(await routeRequest("DeleteRouteEntry", { regionId, routeEntryId, nextHopId }), limits);
}

function toRouteEntry(entry: Record<string, unknown>): RouteEntry {
	const hops = listIn(objectIn(entry, "NextHops"), "NextHop") as Record<string, unknown>[];
	return {
		routeEntryId: textIn(entry, "RouteEntryId") ?? "",
		routeTableId: textIn(entry, "RouteTableId") ?? "",
		destinationCidrBlock: textIn(entry, "DestinationCidrBlock") ?? "",
		status: textIn(entry, "Status") ?? "",
		name: textIn(entry, "RouteEntryName"),
		description: textIn(entry, "Description"),
		nextHops: hops.map((hop) => ({ id: textIn(hop, "NextHopId") ?? "", type: textIn(hop, "NextHopType") ?? "" })),
	};
}

function toRouteTable(table: Record<string, unknown>): RouteTable {
	const tags = listIn(objectIn(table, "Tags"), "Tag") as Record<string, unknown>[];
	return {
		routeTableId: textIn(table, "RouteTableId") ?? "",
		vpcId: textIn(table, "VpcId") ?? "",
		ownerId: accountIdIn(table, "OwnerId"),
		type: textIn(table, "RouteTableType"),
		associateType: textIn(table, "AssociateType"),
		tags: Object.fromEntries(tags.map((tag) => [textIn(tag, "Key") ?? "", textIn(tag, "Value") ?? ""])),
	};
}
