import { CROSS_ACCOUNT, REQUESTER_UID } from "./support/client";
import { HANGZHOU, ROUTING_MS, routesOf, TABLE_A, TABLE_B } from "./support/routes";
import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const world = () => setup.emulator.world;
const routes = routesOf(setup);

beforeEach(() => setup.clock.set(Date.UTC(2026, 0, 1)));

test("an entry is Pending, then Available, and answers with its next hop wrapped twice", async () => {
	const peering = await routes.peering();
	const named = { RouteEntryName: "to-b", Description: "to the other VPC" };
	const { RouteEntryId } = await ok(routes.create(peering, named));
	expect(RouteEntryId).toMatch(/^rte-/);
	expect(await routes.list(TABLE_A)).toMatchObject([{ RouteEntryId, Status: "Pending" }]);
	setup.clock.advance(ROUTING_MS);
	expect(await routes.list(TABLE_A)).toEqual([
		{
			RouteEntryId,
			RouteTableId: TABLE_A,
			DestinationCidrBlock: "10.2.0.0/16",
			Status: "Available",
			Type: "Custom",
			IpVersion: "IPv4",
			RouteEntryName: "to-b",
			Description: "to the other VPC",
			GmtModified: "2026-01-01T00:00:03Z",
			Origin: "CustomCreate",
			NextHops: { NextHop: [{ NextHopId: peering, NextHopType: "VpcPeer" }] },
		},
	]);
});

test("a bare IPv4 address is a range of one, and IPv6 is written in its short form", async () => {
	const peering = await routes.peering();
	await ok(routes.create(peering, { RouteTableId: TABLE_B, DestinationCidrBlock: "10.1.0.7" }));
	setup.clock.advance(ROUTING_MS);
	const long = "2408:4005:03A1:0100:0000::/56";
	await ok(routes.create(peering, { RouteTableId: TABLE_B, DestinationCidrBlock: long }));
	const listed = await routes.list(TABLE_B);
	expect(listed.map((entry: { DestinationCidrBlock: string }) => entry.DestinationCidrBlock)).toEqual([
		"10.1.0.7/32",
		"2408:4005:3a1:100::/56",
	]);
});

test("the same ClientToken makes one entry, and answers its id again", async () => {
	const peering = await routes.peering();
	const first = await ok(routes.create(peering, { ClientToken: "t-1" }));
	const second = await ok(routes.create(peering, { ClientToken: "t-1" }));
	expect(second.RouteEntryId).toBe(first.RouteEntryId);
	expect(world().routeEntries()).toHaveLength(1);
});

test.each(["CreateRouteEntry", "ModifyRouteEntry", "DeleteRouteEntry"])(
	"a dry run of %s that passes changes nothing",
	async (action) => {
		const peering = await routes.peering();
		const wanted = action === "CreateRouteEntry" ? TABLE_B : TABLE_A;
		const { id } = world().addRouteEntry({
			...{ vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16", nextHopId: peering },
		});
		const before = world().routeEntries();
		const answer =
			action === "CreateRouteEntry"
				? await routes.create(peering, { RouteTableId: wanted, DryRun: "true", DestinationCidrBlock: "10.1.0.0/16" })
				: await routes.send(action, { RouteEntryId: id, DryRun: "true", RouteEntryName: "new" });
		expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 400, code: "DryRunOperation" });
		expect(world().routeEntries()).toEqual(before);
	},
);

test("a deleted entry is Deleting, then not listed, and is deleted by its id or by table, destination and next hop", async () => {
	const peering = await routes.peering();
	const entry = { vpcId: "vpc-hangzhou-a1", nextHopId: peering };
	const first = world().addRouteEntry({ ...entry, destinationCidrBlock: "10.2.0.0/16" });
	world().addRouteEntry({ ...entry, destinationCidrBlock: "10.9.0.0/16" });
	await ok(routes.send("DeleteRouteEntry", { RouteEntryId: first.id }));
	expect(await routes.list(TABLE_A)).toMatchObject([{ Status: "Deleting" }, { Status: "Available" }]);
	setup.clock.advance(ROUTING_MS);
	const byDestination = { RouteTableId: TABLE_A, DestinationCidrBlock: "10.9.0.0/16" };
	expect((await routes.send("DeleteRouteEntry", byDestination)).body.Code).toBe("InvalidNextHop");
	await ok(routes.send("DeleteRouteEntry", { ...byDestination, NextHopId: peering }));
	setup.clock.advance(ROUTING_MS);
	expect(await routes.list(TABLE_A)).toEqual([]);
});

test("ModifyRouteEntry changes name, description and next hop, and is Modifying for a while", async () => {
	const peering = await routes.peering();
	const { id } = world().addRouteEntry({
		...{ vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" },
		...{ nextHopId: "i-1", nextHopType: "Instance", name: "old" },
	});
	const change = { RouteEntryId: id, RouteEntryName: "new", NewNextHopId: peering, NewNextHopType: "VpcPeer" };
	await ok(routes.send("ModifyRouteEntry", change));
	expect(world().routeEntries()).toMatchObject([{ name: "new", nextHopId: peering, status: "Modifying" }]);
	setup.clock.advance(ROUTING_MS);
	expect(world().routeEntries()).toMatchObject([{ status: "Available" }]);
	expect((await routes.send("ModifyRouteEntry", { RouteEntryId: id, Description: "" })).body.Code).toBe(
		"IllegalParam.Description",
	);
});

test("each table has the system entries of its VPC, which are listed first", async () => {
	const peering = await routes.peering();
	world().changeVpc("vpc-hangzhou-a1", { vSwitches: [{ id: "vsw-1", cidrBlock: "10.1.0.0/24" }] });
	world().addRouteEntry({ routeTableId: TABLE_A, destinationCidrBlock: "10.2.0.0/16", nextHopId: peering });
	const answer = await ok(routes.send("DescribeRouteEntryList", { RouteTableId: TABLE_A }));
	expect(answer.RouteEntrys.RouteEntry).toMatchObject([
		{ Type: "System", Origin: "SystemCreate", DestinationCidrBlock: "10.1.0.0/24" },
		{ Type: "System", Origin: "SystemCreate", DestinationCidrBlock: "100.64.0.0/10" },
		{ Type: "Custom", DestinationCidrBlock: "10.2.0.0/16" },
	]);
	expect(answer.NextToken).toBe("");
	expect(answer).not.toHaveProperty("TotalCount");
});

test("DescribeRouteEntryList goes page by page and filters by what its page names", async () => {
	const peering = await routes.peering();
	for (const [index, destination] of ["10.2.0.0/16", "10.7.0.0/16", "10.8.0.0/16"].entries()) {
		const hop = index === 2 ? { nextHopId: "i-1", nextHopType: "Instance" } : { nextHopId: peering };
		world().addRouteEntry({ routeTableId: TABLE_A, destinationCidrBlock: destination, name: `r${index}`, ...hop });
	}
	const query = { RouteTableId: TABLE_A, RouteEntryType: "Custom", MaxResult: "2" };
	const first = await ok(routes.send("DescribeRouteEntryList", query));
	expect(first.RouteEntrys.RouteEntry).toHaveLength(2);
	const second = await ok(routes.send("DescribeRouteEntryList", { ...query, NextToken: first.NextToken }));
	expect(second.RouteEntrys.RouteEntry).toMatchObject([{ RouteEntryName: "r2" }]);
	expect(second.NextToken).toBe("");
	const names = async (filter: Readonly<Record<string, string>>) =>
		(await routes.list(TABLE_A, filter)).map((entry: { RouteEntryName: string }) => entry.RouteEntryName);
	expect(await names({ NextHopId: peering })).toEqual(["r0", "r1"]);
	expect(await names({ NextHopType: "Instance" })).toEqual(["r2"]);
	expect(await names({ RouteEntryName: "r1" })).toEqual(["r1"]);
	expect(await names({ DestinationCidrBlock: "10.8.0.0/16" })).toEqual(["r2"]);
	expect(await names({ "DestCidrBlockList.1": "10.2.0.0/16", "DestCidrBlockList.2": "10.8.0.0/16" })).toEqual([
		"r0",
		"r2",
	]);
	expect(await names({ IpVersion: "IPv6" })).toEqual([]);
	expect(await names({ IpVersion: "ipv4" })).toEqual(["r0", "r1", "r2"]);
});

test("the filters by next hop need the type Custom, those by id and name are refused with another type only", async () => {
	const filtered = async (filter: Readonly<Record<string, string>>) => {
		const { status, body } = await routes.send("DescribeRouteEntryList", { RouteTableId: TABLE_A, ...filter });
		return status === 200 ? 200 : body.Code;
	};
	const refusal = "OperationFailed.FilterParamUnderWrongRouteType";
	expect(await filtered({ NextHopId: "pcc-1" })).toBe(refusal);
	expect(await filtered({ NextHopType: "VpcPeer" })).toBe(refusal);
	expect(await filtered({ NextHopType: "VpcPeer", RouteEntryType: "System" })).toBe(refusal);
	expect(await filtered({ NextHopId: "pcc-1", NextHopType: "VpcPeer", RouteEntryType: "Custom" })).toBe(200);
	expect(await filtered({ RouteEntryName: "r1" })).toBe(200);
	expect(await filtered({ RouteEntryId: "rte-1", RouteEntryType: "System" })).toBe(refusal);
});

test("weight, region and whether it is enabled are said of router interfaces", async () => {
	const hops = { "NextHopList.1.NextHopId": "ri-1", "NextHopList.1.Weight": "10", "NextHopList.2.NextHopId": "ri-2" };
	await ok(routes.create("", hops));
	const [entry] = await routes.list(TABLE_A);
	expect(entry.NextHops.NextHop).toEqual([
		{ NextHopId: "ri-1", NextHopType: "RouterInterface", Enabled: 1, Weight: 10, NextHopRegionId: HANGZHOU },
		{ NextHopId: "ri-2", NextHopType: "RouterInterface", Enabled: 1, Weight: 0, NextHopRegionId: HANGZHOU },
	]);
});

test("an unknown page of DescribeRouteEntryList is refused", async () => {
	const answer = await routes.send("DescribeRouteEntryList", { RouteTableId: TABLE_A, NextToken: "made-up" });
	expect(answer.body.Code).toBe("IllegalParam.NextToken");
});

test("DescribeRouteTableList lists the caller's tables of a region, and filters by what its page names", async () => {
	const tags = [{ Key: "tier", Value: "front" }];
	world().addRouteTable("vpc-hangzhou-b1", { id: "vtb-custom", name: "front", tags, vSwitchIds: ["vsw-1"] });
	const ids = async (filter: Readonly<Record<string, string>> = {}) =>
		(await ok(routes.send("DescribeRouteTableList", filter))).RouterTableList.RouterTableListType.map(
			(table: { RouteTableId: string }) => table.RouteTableId,
		);
	expect(await ids()).toEqual([TABLE_A, TABLE_B, "vtb-custom"]);
	expect(await ids({ VpcId: "vpc-hangzhou-b1" })).toEqual([TABLE_B, "vtb-custom"]);
	expect(await ids({ RouteTableType: "Custom" })).toEqual(["vtb-custom"]);
	expect(await ids({ RouteTableName: "front" })).toEqual(["vtb-custom"]);
	expect(await ids({ RouterId: "vrt-hangzhou-a1" })).toEqual([TABLE_A]);
	expect(await ids({ RouteTableId: TABLE_B })).toEqual([TABLE_B]);
	expect(await ids({ "Tag.1.Key": "tier", "Tag.1.Value": "front" })).toEqual(["vtb-custom"]);
	expect(await ids({ "Tag.1.Key": "tier", "Tag.1.Value": "back" })).toEqual([]);
	expect(await ids({ RouterType: "VBR" })).toEqual([]);
	expect(await ids({ PageSize: "2", PageNumber: "2" })).toEqual(["vtb-custom"]);
	const answer = await routes.send("DescribeRouteTableList", { RouteTableId: "vtb-custom" });
	expect(answer.body).toMatchObject({
		TotalCount: 1,
		RouterTableList: {
			RouterTableListType: [
				{
					RouteTableType: "Custom",
					AssociateType: "VSwitch",
					Status: "Available",
					VSwitchIds: { VSwitchId: ["vsw-1"] },
					Tags: { Tag: tags },
				},
			],
		},
	});
	expect(answer.text).toContain(`"OwnerId":${REQUESTER_UID},`);
});

test("nobody sees or changes the tables of another account", async () => {
	const listed = await ok(setup.accepter.vpc("DescribeRouteTableList", { RegionId: HANGZHOU }));
	expect(JSON.stringify(listed)).not.toContain("vpc-hangzhou-a1");
	const entry = world().addRouteEntry({
		routeTableId: TABLE_A,
		destinationCidrBlock: "10.9.0.0/16",
		...{ nextHopId: "i-1", nextHopType: "Instance" },
	});
	const read = await setup.accepter.vpc("DescribeRouteEntryList", { RegionId: HANGZHOU, RouteTableId: TABLE_A });
	expect(read.body.Code).toBe("InvalidRouteTable.NotFound");
	const removed = await setup.accepter.vpc("DeleteRouteEntry", { RegionId: HANGZHOU, RouteEntryId: entry.id });
	expect(removed.body.Code).toBe("InvalidRouteEntryId.NotFound");
});

test("both owners of a connection across accounts route to it, each in its own VPC", async () => {
	const NextHopId = await setup.createAccepted();
	const hop = { RegionId: HANGZHOU, NextHopType: "VpcPeer", NextHopId };
	const own = { ...hop, RouteTableId: "vtb-hangzhou-a1", DestinationCidrBlock: "172.16.0.0/16" };
	await ok(setup.requester.vpc("CreateRouteEntry", own));
	const theirs = { ...hop, RouteTableId: "vtb-hangzhou-a2", DestinationCidrBlock: "10.1.0.0/16" };
	await ok(setup.accepter.vpc("CreateRouteEntry", theirs));
	expect(world().routeEntries()).toMatchObject([{ vpcId: CROSS_ACCOUNT.VpcId }, { vpcId: "vpc-hangzhou-a2" }]);
});

test("DescribeVpcs filters by tag, IPv6, owner and default", async () => {
	world().changeVpc("vpc-hangzhou-a1", { tags: [{ Key: "env", Value: "prod" }] });
	const ids = async (filter: Readonly<Record<string, string>>) =>
		(await ok(routes.send("DescribeVpcs", filter))).Vpcs.Vpc.map((vpc: { VpcId: string }) => vpc.VpcId);
	expect(await ids({ "Tag.1.Key": "env", "Tag.1.Value": "prod" })).toEqual(["vpc-hangzhou-a1"]);
	expect(await ids({ EnableIpv6: "true" })).toEqual(["vpc-hangzhou-b1"]);
	expect(await ids({ VpcOwnerId: "1" })).toEqual([]);
	expect(await ids({ IsDefault: "true" })).toEqual([]);
});

test("a changed VPC shows its new ranges, also to the other owner of a connection", async () => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	const change = {
		secondaryCidrBlocks: ["10.101.0.0/16", "10.102.0.0/16"],
		ipv6CidrBlocks: ["2408:4005:3a1:100::/56"],
	};
	world().changeVpc("vpc-hangzhou-a1", change);
	const seen = await ok(setup.accepter.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }));
	expect(seen.Vpc).toMatchObject({
		Ipv4Cidrs: ["10.1.0.0/16", "10.101.0.0/16", "10.102.0.0/16"],
		Ipv6Cidrs: ["2408:4005:3a1:100::/56"],
	});
	expect(setup.emulator.accounts[0]?.vpcs[0]).toMatchObject(change);
});

test("a VPC that goes takes its tables and entries with it", async () => {
	const nextHopId = await routes.peering();
	world().addRouteEntry({ routeTableId: TABLE_A, destinationCidrBlock: "10.2.0.0/16", nextHopId });
	world().removeVpc("vpc-hangzhou-a1");
	expect(world().routeEntries()).toEqual([]);
	expect(await ok(routes.send("DescribeRouteTableList", { VpcId: "vpc-hangzhou-a1" }))).toMatchObject({
		TotalCount: 0,
	});
});

test("a new VPC brings its custom tables, tags and vSwitches along", async () => {
	const tags = [{ Key: "env", Value: "prod" }];
	world().addVpc(REQUESTER_UID, {
		...{ id: "vpc-new", regionId: HANGZHOU, cidrBlock: "10.9.0.0/16", tags },
		vSwitches: [{ id: "vsw-1", cidrBlock: "10.9.0.0/24" }],
		routeTables: [{ id: "vtb-front", name: "front", vSwitchIds: ["vsw-1"], tags }],
	});
	expect(world().routeTables("vpc-new")).toMatchObject([
		{ id: "vtb-new", type: "System", tags: [] },
		{ id: "vtb-front", type: "Custom", name: "front", vSwitchIds: ["vsw-1"], tags },
	]);
	const { Vpcs } = await ok(routes.send("DescribeVpcs", { VpcId: "vpc-new" }));
	expect(Vpcs.Vpc).toMatchObject([
		{
			Tags: { Tag: tags },
			VSwitchIds: { VSwitchId: ["vsw-1"] },
			RouterTableIds: { RouterTableIds: ["vtb-new", "vtb-front"] },
		},
	]);
});

test("the world refuses a table id twice, to remove a system table, and a destination that is none", () => {
	expect(() => world().addRouteTable("vpc-hangzhou-a1", { id: TABLE_B })).toThrow("has a route table vtb-hangzhou-b1");
	expect(() => world().removeRouteTable(TABLE_A)).toThrow("is a system route table");
	const entry = { routeTableId: TABLE_A, destinationCidrBlock: "10.2.0.0", nextHopId: "i-1", nextHopType: "Instance" };
	expect(() => world().addRouteEntry({ ...entry, destinationCidrBlock: "10.2/8" })).toThrow(
		"10.2/8 is not a CIDR block",
	);
	expect(world().addRouteEntry(entry).destinationCidrBlock).toBe("10.2.0.0/32");
});

test("DescribeRegions names the regions with their hosts", async () => {
	const { Regions } = await ok(setup.requester.vpc("DescribeRegions"));
	expect(Regions.Region).toMatchObject([
		{ RegionId: "ap-southeast-1", RegionEndpoint: "vpc.ap-southeast-1.aliyuncs.com" },
		{ RegionId: "cn-hangzhou" },
		{ RegionId: "cn-shanghai" },
	]);
});
