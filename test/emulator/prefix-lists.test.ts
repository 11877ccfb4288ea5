import { createEmulator, defaultSeed, parseSeed } from "../../src/emulator";
import { ACCEPTER_UID, REQUESTER_UID } from "./support/client";
import { HANGZHOU, ROUTING_MS, routesOf, TABLE_A, TABLE_B } from "./support/routes";
import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const world = () => setup.emulator.world;
const routes = routesOf(setup);

const LIST = { id: "pl-office", regionId: HANGZHOU, cidrBlocks: ["10.2.0.0/17", "10.2.128.0/17"] };
const IPV6_LIST = { id: "pl-v6", regionId: HANGZHOU, cidrBlocks: ["2408:4005:03a2::/48"] };
const toList = { DestinationCidrBlock: LIST.id };

beforeEach(() => setup.clock.set(Date.UTC(2026, 0, 1)));

/** An entry to the list in the first table, Available. */
async function entryToList(): Promise<{ peering: string; id: string }> {
	const peering = await routes.peering();
	const { RouteEntryId } = await ok(routes.create(peering, toList));
	routes.settle();
	return { peering, id: RouteEntryId };
}

describe("as the destination of a route", () => {
	beforeEach(() => void world().addPrefixList(REQUESTER_UID, LIST));

	test("the entry shows the list's id, and its IP version", async () => {
		world().addPrefixList(REQUESTER_UID, IPV6_LIST);
		const peering = await routes.peering();
		await ok(routes.create(peering, { ...toList, RouteTableId: TABLE_B }));
		routes.settle();
		await ok(routes.create(peering, { DestinationCidrBlock: IPV6_LIST.id, RouteTableId: TABLE_B }));
		expect(await routes.list(TABLE_B)).toMatchObject([
			{ DestinationCidrBlock: LIST.id, IpVersion: "IPv4", NextHops: { NextHop: [{ NextHopId: peering }] } },
			{ DestinationCidrBlock: IPV6_LIST.id, IpVersion: "IPv6" },
		]);
		expect(await routes.list(TABLE_B, { IpVersion: "IPv6" })).toHaveLength(1);
		expect(await routes.list(TABLE_B, toList)).toHaveLength(1);
	});

	test("the entry is modified by its id only, and deleted by either name", async () => {
		const { peering, id } = await entryToList();
		const byList = { RouteTableId: TABLE_A, ...toList };
		const refused = await routes.send("ModifyRouteEntry", { ...byList, RouteEntryName: "new" });
		expect(refused.body.Code).toBe("InvalidCidrBlock.Malformed");
		await ok(routes.send("ModifyRouteEntry", { RouteEntryId: id, RouteEntryName: "new" }));
		setup.clock.advance(ROUTING_MS);
		await ok(routes.send("DeleteRouteEntry", { ...byList, NextHopId: peering }));
		setup.clock.advance(ROUTING_MS);
		expect(await routes.list(TABLE_A)).toEqual([]);
	});

	test("the next hop of the entry can be changed", async () => {
		const { peering, id } = await entryToList();
		const change = { RouteEntryId: id, NewNextHopId: peering, NewNextHopType: "VpcPeer" };
		await ok(routes.send("ModifyRouteEntry", change));
		expect(world().routeEntries()).toMatchObject([{ status: "Modifying", destinationCidrBlock: LIST.id }]);
	});

	test.each([
		["that does not exist", undefined],
		["of another region", { uid: REQUESTER_UID, regionId: "cn-shanghai" }],
		["of another account", { uid: ACCEPTER_UID, regionId: HANGZHOU }],
	])("a list %s is not found, in a dry run, too", async (_name, place) => {
		if (place !== undefined)
			world().addPrefixList(place.uid, { ...LIST, id: "pl-elsewhere", regionId: place.regionId });
		const peering = await routes.peering();
		for (const DryRun of ["true", "false"]) {
			const { status, body } = await routes.create(peering, { DestinationCidrBlock: "pl-elsewhere", DryRun });
			expect({ status, code: body.Code }).toEqual({ status: 400, code: "ResourceNotFound.PrefixList" });
		}
	});

	test("an IPv6 list is refused where the VPC or its region's peerings have no IPv6", async () => {
		world().addPrefixList(REQUESTER_UID, IPV6_LIST);
		const peering = await routes.peering();
		const toIpv6 = { DestinationCidrBlock: IPV6_LIST.id };
		expect((await routes.create(peering, toIpv6)).body.Code).toBe("OperationDenied.VpcIpv6NotEnabled");
		world().setPeeringIpv6(HANGZHOU, false);
		const inTableB = await routes.create(peering, { ...toIpv6, RouteTableId: TABLE_B, DryRun: "true" });
		expect(inTableB.body.Code).toBe("UnsupportedFeature.VpcPeerIpv6");
	});

	test("it takes as many entries of the quota as the list may have ranges", async () => {
		world().addPrefixList(REQUESTER_UID, { ...LIST, id: "pl-large", cidrBlocks: ["10.9.0.0/16"], maxEntries: 9 });
		world().setQuota({ routeEntriesPerTable: 10 });
		const { peering } = await entryToList();
		const large = { DestinationCidrBlock: "pl-large" };
		expect((await routes.create(peering, large)).body.Code).toBe("QuotaExceeded");
		world().setQuota({ routeEntriesPerTable: 11 });
		await ok(routes.create(peering, large));
		routes.settle();
		expect((await routes.create(peering, { DestinationCidrBlock: "10.20.0.0/16" })).body.Code).toBe("QuotaExceeded");
	});

	test("two lists that share a range do not go into one table", async () => {
		world().addPrefixList(REQUESTER_UID, { ...LIST, id: "pl-other", cidrBlocks: ["10.2.128.0/17"] });
		const { peering } = await entryToList();
		const other = { DestinationCidrBlock: "pl-other" };
		expect((await routes.create(peering, other)).body.Code).toBe("RouteConflict.AlreadyExist");
		await ok(routes.create(peering, { ...other, RouteTableId: TABLE_B }));
	});

	test("a change of the list's ranges changes where the route leads", async () => {
		const { peering } = await entryToList();
		const verdict = () => setup.emulator.reachability(peering)?.directions[0].ranges[0]?.tables[0]?.verdict;
		expect(verdict()).toBe("route");
		world().changePrefixList(LIST.id, { cidrBlocks: ["10.2.0.0/17"] });
		expect(verdict()).toBe("partly");
		world().changePrefixList(LIST.id, { cidrBlocks: ["10.0.0.0/8"] });
		expect(verdict()).toBe("route");
	});

	test("deleting the connection is refused while the route is there", async () => {
		const { peering } = await entryToList();
		const answer = await setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: peering });
		expect(answer.body.Code).toBe("OperationDenied.RouteEntryExist");
	});
});

describe("ListPrefixLists and GetVpcPrefixListEntries", () => {
	beforeEach(() => {
		world().addPrefixList(REQUESTER_UID, { ...LIST, name: "office", maxEntries: 5 });
		world().addPrefixList(REQUESTER_UID, IPV6_LIST);
		world().addPrefixList(ACCEPTER_UID, { ...LIST, id: "pl-theirs" });
	});

	const list = (parameters: Readonly<Record<string, string>> = {}) => ok(routes.send("ListPrefixLists", parameters));
	const ids = async (parameters: Readonly<Record<string, string>>) =>
		(await list(parameters)).PrefixLists.map((one: { PrefixListId: string }) => one.PrefixListId);

	test("list the caller's own of a region, wrapped once", async () => {
		const answer = await list();
		expect(answer).toMatchObject({ TotalCount: 2, MaxResults: 20, NextToken: "" });
		expect(answer.PrefixLists).toMatchObject([
			{
				PrefixListId: LIST.id,
				PrefixListName: "office",
				Status: "Created",
				IpVersion: "IPV4",
				MaxEntries: 5,
				CidrBlocks: LIST.cidrBlocks,
				OwnerId: REQUESTER_UID,
				CreationTime: "2026-01-01T00:00:00Z",
			},
			{ PrefixListId: IPV6_LIST.id, IpVersion: "IPV6", CidrBlocks: ["2408:4005:3a2::/48"] },
		]);
	});

	test("filter by id, name, tag and group, and go page by page", async () => {
		expect(await ids({ "PrefixListIds.1": IPV6_LIST.id, "PrefixListIds.2": "pl-theirs" })).toEqual([IPV6_LIST.id]);
		expect(await ids({ PrefixListName: "office" })).toEqual([LIST.id]);
		expect(await ids({ "Tags.1.Key": "k" })).toEqual([]);
		expect(await ids({ ResourceGroupId: "rg-network-1" })).toEqual([]);
		expect(await ids({ RegionId: "cn-shanghai" })).toEqual([]);
		const first = await list({ MaxResults: "1" });
		expect(await ids({ MaxResults: "1", NextToken: first.NextToken })).toEqual([IPV6_LIST.id]);
		const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`PrefixListIds.${index + 1}`, "pl-1"]));
		expect((await routes.send("ListPrefixLists", many)).body.Code).toBe("InvalidParameter.PrefixListIds");
	});

	test("answer the ranges of a list, and none of one that is unknown", async () => {
		const entries = (PrefixListId: string) =>
			ok(routes.send("GetVpcPrefixListEntries", { PrefixListId, MaxResults: "1" }));
		const known = await entries(LIST.id);
		expect(known).toMatchObject({ TotalCount: 2, Count: 1, NextToken: expect.stringMatching(/./) });
		expect(known.PrefixListEntry).toMatchObject([{ PrefixListId: LIST.id, Cidr: "10.2.0.0/17", RegionId: HANGZHOU }]);
		expect(await entries("pl-theirs")).toMatchObject({ TotalCount: 0, Count: 0, PrefixListEntry: [] });
	});
});

describe("in the world", () => {
	test("lists come from the seed, whose file is checked", async () => {
		const [account] = defaultSeed.accounts;
		if (account === undefined) throw new Error("The default seed has no account");
		const seedWith = (list: object) => ({ accounts: [{ ...account, prefixLists: [list] }] });
		const emulator = await createEmulator({ seed: parseSeed(seedWith(LIST)) });
		await emulator.close();
		expect(emulator.accounts[0]?.prefixLists).toEqual([{ ...LIST, name: LIST.id, ipVersion: "IPv4", maxEntries: 2 }]);
		expect(() => parseSeed(seedWith({ ...LIST, cidrBlocks: ["x"] }))).toThrow("x in the prefix list pl-office");
		expect(() => parseSeed(seedWith({ ...LIST, maxEntries: 1.5 }))).toThrow("accounts.0.prefixLists.0.maxEntries");
	});

	test.each([
		[{ ...LIST, id: "list-1" }, "does not begin with pl-"],
		[{ ...LIST, cidrBlocks: ["10.0.0.1/8"] }, "is not a CIDR block"],
		[{ ...LIST, cidrBlocks: [...LIST.cidrBlocks, ...IPV6_LIST.cidrBlocks] }, "is not IPv4"],
		[{ ...LIST, ipVersion: "IPv6" as const }, "is not IPv6"],
		[{ ...LIST, cidrBlocks: ["10.0.0.0/8", "10.0.0.0/8"] }, "twice"],
		[{ ...LIST, maxEntries: 1 }, "has 2 ranges, more than its 1"],
	])("a list that cannot be is refused: %j", (list, message) => {
		expect(() => world().addPrefixList(REQUESTER_UID, list)).toThrow(message);
		expect(setup.emulator.accounts[0]?.prefixLists).toEqual([]);
	});

	test("a list is changed and removed by an id that exists, and kept while a route leads to it", async () => {
		expect(() => world().changePrefixList("pl-none", {})).toThrow("no prefix list pl-none");
		expect(() => world().removePrefixList("pl-none")).toThrow("no prefix list pl-none");
		world().addPrefixList(REQUESTER_UID, { ...LIST, cidrBlocks: [] });
		expect(() => world().addPrefixList(REQUESTER_UID, LIST)).toThrow("already");
		world().changePrefixList(LIST.id, { name: "new", cidrBlocks: ["10.2.0.0/16"] });
		const nextHopId = await routes.peering();
		const entry = world().addRouteEntry({ routeTableId: TABLE_A, destinationCidrBlock: LIST.id, nextHopId });
		expect(setup.emulator.accounts[0]?.prefixLists).toMatchObject([{ name: "new", cidrBlocks: ["10.2.0.0/16"] }]);
		expect(() => world().removePrefixList(LIST.id)).toThrow(`The route entry ${entry.id} leads to`);
		world().removeRouteEntry(entry.id);
		world().removePrefixList(LIST.id);
		expect(setup.emulator.accounts[0]?.prefixLists).toEqual([]);
		expect(() => world().addRouteEntry({ routeTableId: TABLE_A, destinationCidrBlock: LIST.id, nextHopId })).toThrow(
			"is not a CIDR block or prefix list",
		);
	});
});
