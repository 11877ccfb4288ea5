import { ACCEPTER_UID, CROSS_ACCOUNT, INTER_REGION, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { DELETING_MS, ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const get = async (InstanceId: string) => ok(setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }));
const list = async (parameters: Readonly<Record<string, string>> = {}) =>
	ok(setup.requester.vpcPeer("ListVpcPeerConnections", parameters));
const ids = (body: { VpcPeerConnects: { InstanceId: string }[] }) => body.VpcPeerConnects.map((one) => one.InstanceId);

test("Get answers every documented field", async () => {
	setup.clock.set(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
	const { InstanceId } = await ok(
		setup.requester.vpcPeer("CreateVpcPeerConnection", {
			...CROSS_ACCOUNT,
			VpcId: "vpc-hangzhou-b1",
			AcceptingVpcId: "vpc-hangzhou-b2",
			Name: "hub",
			"Tag.1.Key": "team",
			"Tag.1.Value": "network",
		}),
	);
	setup.clock.advance(3000);
	expect(await get(InstanceId)).toEqual({
		RequestId: expect.any(String),
		InstanceId,
		Name: "hub",
		Description: "",
		Status: "Accepting",
		BizStatus: "Normal",
		OwnerId: Number(REQUESTER_UID),
		AcceptingOwnerUid: ACCEPTER_UID,
		RegionId: "cn-hangzhou",
		AcceptingRegionId: "cn-hangzhou",
		Vpc: { VpcId: "vpc-hangzhou-b1", Ipv4Cidrs: ["10.2.0.0/16"], Ipv6Cidrs: ["2408:4005:3a1:200::/56"] },
		AcceptingVpc: {
			VpcId: "vpc-hangzhou-b2",
			Ipv4Cidrs: ["172.17.0.0/16", "192.168.16.0/20", "192.168.32.0/20"],
			Ipv6Cidrs: ["2408:4005:3a2:200::/56"],
		},
		Bandwidth: -1,
		LinkType: "",
		GmtCreate: "2026-01-02T03:04:05Z",
		GmtModified: "2026-01-02T03:04:05Z",
		GmtExpired: "2026-01-09T03:04:05Z",
		ResourceGroupId: "rg-default-1",
		Tags: [{ Key: "team", Value: "network" }],
	});
});

test("GmtExpired is null unless the connection waits for acceptance or has expired", async () => {
	const InstanceId = await setup.createAccepted();
	expect((await get(InstanceId)).GmtExpired).toBeNull();
	setup.emulator.world.modifyConnection(InstanceId, { status: "Expired" });
	expect((await get(InstanceId)).GmtExpired).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

test("BizStatus turns FinancialLocked with the account, and then Modify and Accept are refused", async () => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	setup.emulator.world.setBizStatus(ACCEPTER_UID, "FinancialLocked");
	expect((await get(InstanceId)).BizStatus).toBe("FinancialLocked");
	const accept = await setup.accepter.vpcPeer("AcceptVpcPeerConnection", { InstanceId });
	expect(accept.body.Code).toBe("IncorrectBusinessStatus.VpcPeer");
	setup.emulator.world.modifyConnection(InstanceId, { status: "Activated" });
	const modify = await setup.requester.vpcPeer("ModifyVpcPeerConnection", { InstanceId, Name: "n" });
	expect(modify.body.Code).toBe("IncorrectBusinessStatus.VpcPeer");
});

test("Modify changes what is given and leaves the rest", async () => {
	const InstanceId = await setup.create({ ...INTER_REGION, Name: "old-name", Description: "old text" });
	setup.clock.advance(5000);
	const change = { InstanceId, Description: "new text", Bandwidth: "300", LinkType: "Platinum" };
	await ok(setup.requester.vpcPeer("ModifyVpcPeerConnection", change));
	const after = await get(InstanceId);
	expect(after).toMatchObject({ Name: "old-name", Description: "new text", Bandwidth: 300, LinkType: "Platinum" });
	expect(Date.parse(after.GmtModified) - Date.parse(after.GmtCreate)).toBe(8000);
});

const linkTypeCases: [name: string, parameters: Readonly<Record<string, string>>, arrange: () => void, code: string][] =
	[
		["inside one region", SAME_ACCOUNT, () => undefined, "OperationFailed.InterRegionLinkTypeNotSupported"],
		[
			"where the region has no link types",
			INTER_REGION,
			() => setup.emulator.world.setRegionLinkTypes("cn-shanghai", []),
			"OperationFailed.RegionIdNotSupportLinkType",
		],
		[
			"where the account is not enabled for it",
			INTER_REGION,
			() => setup.emulator.world.setLinkTypes(REQUESTER_UID, ["Gold"]),
			"OperationFailed.SpecificLinkTypeNotSupported",
		],
		[
			"where the charge type cannot bill it",
			INTER_REGION,
			() => setup.emulator.world.setCdt(REQUESTER_UID, { linkTypes: ["Gold"] }),
			"OperationFailed.ChargeTypeNotSupported",
		],
	];

test.each(linkTypeCases)("Modify refuses a link type %s", async (_name, parameters, arrange, code) => {
	const InstanceId = await setup.create(parameters);
	arrange();
	const answer = await setup.requester.vpcPeer("ModifyVpcPeerConnection", { InstanceId, LinkType: "Platinum" });
	expect(answer.body.Code).toBe(code);
});

test.each([
	["CDT of the accepter is closed", { intra: false }, "OperationFailed.CdtNotOpened"],
	["cross-border CDT of the accepter is closed", { crossBorder: false }, "OperationFailed.CrossBorderCdtNotOpened"],
])("Accept is refused when %s", async (_name, cdt, code) => {
	const InstanceId = await setup.create({
		...CROSS_ACCOUNT,
		AcceptingRegionId: "ap-southeast-1",
		AcceptingVpcId: "vpc-singapore-a2",
	});
	setup.emulator.world.setCdt(ACCEPTER_UID, cdt);
	expect((await setup.accepter.vpcPeer("AcceptVpcPeerConnection", { InstanceId })).body.Code).toBe(code);
	expect(await setup.status(InstanceId)).toBe("Accepting");
});

test("Accept sets the accepter's own resource group and tags", async () => {
	const InstanceId = await setup.create({ ...CROSS_ACCOUNT, "Tag.1.Key": "ours" });
	const foreign = await setup.accepter.vpcPeer("AcceptVpcPeerConnection", {
		InstanceId,
		ResourceGroupId: "rg-network-1",
	});
	expect(foreign.body.Code).toBe("OperationFailed.NotExist.ResourceGroup");
	const parameters = { InstanceId, ResourceGroupId: "rg-network-2", "Tag.1.Key": "theirs", "Tag.1.Value": "1" };
	await ok(setup.accepter.vpcPeer("AcceptVpcPeerConnection", parameters));
	expect(await get(InstanceId)).toMatchObject({ ResourceGroupId: "rg-default-1", Tags: [{ Key: "ours", Value: "" }] });
	const theirs = await ok(setup.accepter.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }));
	expect(theirs).toMatchObject({ ResourceGroupId: "rg-network-2", Tags: [{ Key: "theirs", Value: "1" }] });
});

test.each(["Accept", "Reject"])("the requester cannot %s its own request", async (verb) => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	const answer = await setup.requester.vpcPeer(`${verb}VpcPeerConnection`, { InstanceId });
	expect(answer.body.Code).toBe("ResourceNotFound.InstanceId");
	expect(await setup.status(InstanceId)).toBe("Accepting");
});

test("both owners see one connection; a third account sees nothing of it", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	for (const verb of ["Get", "Modify", "Accept", "Reject", "Delete"]) {
		const action = verb === "Get" ? "GetVpcPeerConnectionAttribute" : `${verb}VpcPeerConnection`;
		const answer = await setup.accepter.vpcPeer(action, { InstanceId });
		expect(`${verb} ${answer.body.Code}`).toBe(`${verb} ResourceNotFound.InstanceId`);
	}
	expect((await ok(setup.accepter.vpcPeer("ListVpcPeerConnections"))).TotalCount).toBe(0);
	const shared = await setup.create(CROSS_ACCOUNT);
	const theirs = await ok(setup.accepter.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: shared }));
	expect(theirs).toMatchObject({ OwnerId: Number(REQUESTER_UID), AcceptingOwnerUid: ACCEPTER_UID });
});

test("the accepter may modify and delete the connection too", async () => {
	const InstanceId = await setup.createAccepted();
	await ok(setup.accepter.vpcPeer("ModifyVpcPeerConnection", { InstanceId, Name: "by-accepter" }));
	expect((await get(InstanceId)).Name).toBe("by-accepter");
	setup.clock.advance(1000);
	await ok(setup.accepter.vpcPeer("DeleteVpcPeerConnection", { InstanceId }));
	setup.clock.advance(DELETING_MS);
	expect(setup.emulator.world.connections()).toEqual([]);
});

test("Delete with Force takes the routes of both sides along", async () => {
	const nextHopId = await setup.createAccepted();
	const { world } = setup.emulator;
	const own = world.addRouteEntry({ vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "172.16.0.0/16", nextHopId });
	world.addRouteEntry({ vpcId: "vpc-hangzhou-a2", destinationCidrBlock: "10.1.0.0/16", nextHopId });
	const refused = await setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: nextHopId, Force: "false" });
	expect(refused.body).toMatchObject({
		Code: "OperationDenied.RouteEntryExist",
		Message: expect.stringContaining(own.id),
	});
	await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: nextHopId, Force: "true" }));
	expect(world.routeEntries()).toEqual([]);
});

test("Delete goes through once the last route is removed", async () => {
	const nextHopId = await setup.create(SAME_ACCOUNT);
	const { world } = setup.emulator;
	const { id } = world.addRouteEntry({ vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16", nextHopId });
	world.removeRouteEntry(id);
	await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: nextHopId }));
});

test("Delete refuses a connection that a service manages", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	setup.emulator.world.setManagedService(InstanceId, "SWAS");
	expect((await get(InstanceId)).ManagedService).toBe("SWAS");
	const answer = await setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId });
	expect(answer.body.Code).toBe("OperationDenied.ServiceManagedInstance");
});

describe("List", () => {
	let inRegion = "";
	let between = "";
	let across = "";

	beforeEach(async () => {
		inRegion = await setup.create({ ...SAME_ACCOUNT, Name: "one", "Tag.1.Key": "team", "Tag.1.Value": "a" });
		between = await setup.create({ ...INTER_REGION, Name: "two", ResourceGroupId: "rg-network-1" });
		across = await setup.create({ ...CROSS_ACCOUNT, Name: "two", "Tag.1.Key": "team", "Tag.1.Value": "b" });
	});

	test("answers what Get answers, oldest first", async () => {
		const body = await list();
		expect(ids(body)).toEqual([inRegion, between, across]);
		expect(body).toMatchObject({ TotalCount: 3, MaxResults: 20 });
		expect(body).not.toHaveProperty("NextToken");
		const { RequestId: _left, ...fields } = await get(across);
		expect(body.VpcPeerConnects[2]).toEqual(fields);
	});

	test.each([
		["InstanceId", () => ({ InstanceId: between }), () => [between]],
		["Name", () => ({ Name: "two" }), () => [between, across]],
		["one VPC, as either end", () => ({ VpcId: "vpc-hangzhou-b1" }), () => [inRegion]],
		["two VPCs", () => ({ VpcId: "vpc-hangzhou-a2,vpc-hangzhou-a1" }), () => [across]],
		["two VPCs that are not joined", () => ({ VpcId: "vpc-hangzhou-b1,vpc-hangzhou-a2" }), () => []],
		["one VPC, numbered as the CLI does", () => ({ "VpcId.1": "vpc-hangzhou-b1" }), () => [inRegion]],
		["two VPCs, numbered", () => ({ "VpcId.1": "vpc-hangzhou-a2", "VpcId.2": "vpc-hangzhou-a1" }), () => [across]],
		["a VPC that has none, numbered", () => ({ "VpcId.1": "vpc-singapore-a1" }), () => []],
		["resource group", () => ({ ResourceGroupId: "rg-network-1" }), () => [between]],
		["tag", () => ({ "Tags.1.Key": "team", "Tags.1.Value": "b" }), () => [across]],
		["region of the requester", () => ({ RegionId: "cn-hangzhou" }), () => [inRegion, between, across]],
		["region of an own accepting end", () => ({ RegionId: "cn-shanghai" }), () => [between]],
		["region without any", () => ({ RegionId: "eu-west-1" }), () => []],
		["several at once", () => ({ Name: "two", "Tags.1.Key": "team", "Tags.1.Value": "a" }), () => []],
	])("filters by %s", async (_name, filter, expected) => {
		const body = await list(filter());
		expect(ids(body)).toEqual(expected());
		expect(body.TotalCount).toBe(expected().length);
	});

	test("goes from page to page until there is no token any more", async () => {
		const first = await list({ MaxResults: "2" });
		expect(first).toMatchObject({ TotalCount: 3, MaxResults: 2, NextToken: expect.stringMatching(/./) });
		const second = await list({ MaxResults: "2", NextToken: first.NextToken });
		expect([...ids(first), ...ids(second)]).toEqual([inRegion, between, across]);
		expect(second).not.toHaveProperty("NextToken");
	});

	test("shows connections that are being deleted", async () => {
		await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: between }));
		expect((await list({ InstanceId: between })).VpcPeerConnects).toMatchObject([{ Status: "Deleting" }]);
	});

	test("shows the accepter its own", async () => {
		const body = await ok(setup.accepter.vpcPeer("ListVpcPeerConnections"));
		expect(body.VpcPeerConnects).toMatchObject([{ InstanceId: across, Tags: [], ResourceGroupId: "rg-default-2" }]);
	});

	test.each([
		[{ MaxResults: "0" }, "IllegalParam.MaxResults"],
		[{ MaxResults: "101" }, "IllegalParam.MaxResults"],
		[{ NextToken: "made-up" }, "IllegalParam.NextToken"],
		[{ VpcId: "vpc-1,vpc-2,vpc-3" }, "IllegalParam.VpcId"],
		[{ "VpcId.1": "vpc-1", "VpcId.2": "vpc-2", "VpcId.3": "vpc-3" }, "IllegalParam.VpcId"],
	])("refuses %j", async (parameters, code) => {
		expect((await setup.requester.vpcPeer("ListVpcPeerConnections", parameters)).body.Code).toBe(code);
	});
});
