import * as v from "valibot";
import { accountIdIn, listIn, objectIn, textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { allNumberedPages, allPages, pageOf, requiredObjectsIn } from "./pages";
import { routeRequest } from "./route-request";
import { assertShape, optionalAccountId, optionalText, optionalWord, tags, word } from "./shape";

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
	const action = "DescribeRouteEntryList";
	const query = {
		regionId,
		routeTableId,
		maxResult: entriesPerPage,
		...(ofTypes === "all" ? {} : { routeEntryType: ofTypes }),
	};
	return allPages(action, limits, async (nextToken) =>
		client.call(
			await routeRequest(action, nextToken === undefined ? query : { ...query, nextToken }),
			limits,
			(answer) =>
				pageOf(answer, requiredObjectsIn(objectIn(answer, "RouteEntrys"), "RouteEntry", action).map(toRouteEntry)),
		),
	);
}

/** DescribeRouteTableList: the tables of a region, of one VPC, or one table; all pages. */
export async function describeRouteTables(
	client: ApiClient,
	wanted: { regionId: string; vpcId?: string; routeTableId?: string },
	limits: CallLimits,
): Promise<RouteTable[]> {
	const action = "DescribeRouteTableList";
	return allNumberedPages(action, tablesPerPage, limits, async (pageNumber) =>
		client.call(await routeRequest(action, { ...wanted, pageNumber, pageSize: tablesPerPage }), limits, (answer) =>
			requiredObjectsIn(objectIn(answer, "RouterTableList"), "RouterTableListType", action).map(toRouteTable),
		),
	);
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
): Promise<string> {
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
	return client.call(request, limits, (answer) => {
		assertShape(createdShape, answer, "CreateRouteEntry");
		return answer["RouteEntryId"] as string;
	});
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

const createdShape = v.looseObject({ RouteEntryId: word });

const entryShape = v.looseObject({
	RouteEntryId: optionalWord,
	RouteTableId: optionalWord,
	DestinationCidrBlock: word,
	Status: word,
	RouteEntryName: optionalText,
	Description: optionalText,
	NextHops: v.nullish(
		v.looseObject({
			NextHop: v.nullish(v.array(v.looseObject({ NextHopId: optionalWord, NextHopType: optionalWord }))),
		}),
	),
});

const tableShape = v.looseObject({
	RouteTableId: word,
	VpcId: word,
	OwnerId: optionalAccountId,
	RouteTableType: optionalWord,
	AssociateType: optionalWord,
	Tags: v.nullish(v.looseObject({ Tag: tags("Key", "Value") })),
});

function toRouteEntry(entry: Record<string, unknown>): RouteEntry {
	assertShape(entryShape, entry, "DescribeRouteEntryList", "an entry");
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
	assertShape(tableShape, table, "DescribeRouteTableList", "a table");
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
