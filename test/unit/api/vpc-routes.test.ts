import { routeRequest } from "../../../src/api/route-request";
import {
	createRouteEntry,
	deleteRouteEntry,
	describeRouteEntries,
	describeRouteTables,
	modifyRouteEntry,
} from "../../../src/api/vpc-routes";
import { recordingClient } from "../support/recording-client";

const limits = { deadline: Number.POSITIVE_INFINITY };
const place = { regionId: "cn-hangzhou", routeTableId: "vtb-1" };

test("the SDK's models write the requests, all parameters in the query and as text", async () => {
	const { client, requests } = recordingClient({ RouteEntryId: "rte-1" });
	const route = { ...place, destinationCidrBlock: "10.2.0.0/16", nextHopId: "pcc-1" };
	expect(await createRouteEntry(client, route, "token", limits)).toBe("rte-1");
	await createRouteEntry(client, { ...route, name: "n", description: "d" }, "token", limits);
	await modifyRouteEntry(client, { regionId: "cn-hangzhou", routeEntryId: "rte-1" }, { name: "m" }, limits);
	await deleteRouteEntry(client, { regionId: "cn-hangzhou", routeEntryId: "rte-1", nextHopId: "pcc-1" }, limits);
	const created = {
		...{ RegionId: "cn-hangzhou", RouteTableId: "vtb-1", DestinationCidrBlock: "10.2.0.0/16" },
		...{ NextHopType: "VpcPeer", NextHopId: "pcc-1", ClientToken: "token" },
	};
	expect(requests).toEqual([
		{ action: "CreateRouteEntry", query: created },
		{ action: "CreateRouteEntry", query: { ...created, RouteEntryName: "n", Description: "d" } },
		{
			action: "ModifyRouteEntry",
			query: { RegionId: "cn-hangzhou", RouteEntryId: "rte-1", RouteEntryName: "m" },
		},
		{
			action: "DeleteRouteEntry",
			query: { RegionId: "cn-hangzhou", RouteEntryId: "rte-1", NextHopId: "pcc-1" },
		},
	]);
});

test("a list of entries is read to its last page, and what the cloud leaves empty is absent", async () => {
	const entry = {
		...{ RouteEntryId: "rte-1", RouteTableId: "vtb-1", DestinationCidrBlock: "10.2.0.0/16", Status: "Available" },
		...{ RouteEntryName: "", NextHops: { NextHop: [{ NextHopId: "pcc-1", NextHopType: "VpcPeer" }] } },
	};
	const { client, requests } = recordingClient(
		{ RouteEntrys: { RouteEntry: [entry] }, NextToken: "next" },
		{ RouteEntrys: { RouteEntry: [{ ...entry, RouteEntryId: "rte-2" }] }, NextToken: "" },
	);
	const entries = await describeRouteEntries(client, place, limits);
	expect(entries.map(({ routeEntryId }) => routeEntryId)).toEqual(["rte-1", "rte-2"]);
	expect(entries[0]).toMatchObject({ name: undefined, nextHops: [{ id: "pcc-1", type: "VpcPeer" }] });
	expect(requests.map(({ query }) => query)).toEqual([
		{ RegionId: "cn-hangzhou", RouteTableId: "vtb-1", RouteEntryType: "Custom", MaxResult: "100" },
		{ RegionId: "cn-hangzhou", RouteTableId: "vtb-1", RouteEntryType: "Custom", MaxResult: "100", NextToken: "next" },
	]);
});

test("tables come with their tags, and with account ids that JavaScript can't hold", async () => {
	const table = {
		...{ RouteTableId: "vtb-1", VpcId: "vpc-1", OwnerId: "253460731706911258", RouteTableType: "System" },
		...{ AssociateType: "VSwitch", Tags: { Tag: [{ Key: "tier", Value: "front" }] } },
	};
	const { client } = recordingClient({ RouterTableList: { RouterTableListType: [table] } });
	expect(await describeRouteTables(client, { regionId: "cn-hangzhou" }, limits)).toEqual([
		{
			...{ routeTableId: "vtb-1", vpcId: "vpc-1", ownerId: "253460731706911258", type: "System" },
			...{ associateType: "VSwitch", tags: { tier: "front" } },
		},
	]);
});

test.each([
	["entries", () => describeRouteEntries(recordingClient({ RouteEntrys: {} }).client, place, limits)],
	["tables", () => describeRouteTables(recordingClient({}).client, { regionId: "cn-hangzhou" }, limits)],
])("an answer without its list of %s is not taken for none", async (_name, list) => {
	await expect(list()).rejects.toThrow("UnreadableAnswer");
});

test("every model of the SDK is found under its operation's name", async () => {
	const actions = [
		"CreateRouteEntry",
		"ModifyRouteEntry",
		"DeleteRouteEntry",
		"DescribeRouteEntryList",
		"DescribeRouteTableList",
	] as const;
	for (const action of actions) {
		expect(await routeRequest(action as "CreateRouteEntry", { regionId: "cn-hangzhou" })).toEqual({
			action,
			query: { RegionId: "cn-hangzhou" },
		});
	}
});
