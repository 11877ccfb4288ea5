import { REQUESTER_UID } from "./support/client";
import { HANGZHOU, ROUTING_MS, type RouteErrorCode, routesOf, TABLE_A, TABLE_B } from "./support/routes";
import { ok, setupEmulator } from "./support/setup";
import type { ApiAnswer } from "./support/signed-request";

// Every code of route tables and entries, each provoked by the condition it stands for. A code without a scenario does
// not compile.

type Scenario = readonly [httpStatus: number, provoke: () => Promise<ApiAnswer>];

const setup = setupEmulator();
const world = () => setup.emulator.world;
const routes = routesOf(setup);

/** An entry to a peering connection, Available. */
async function madeEntry(parameters: Readonly<Record<string, string>> = {}) {
	const peering = await routes.peering();
	const { RouteEntryId } = await ok(routes.create(peering, parameters));
	setup.clock.advance(ROUTING_MS);
	return { peering, id: RouteEntryId as string };
}

const remove = (parameters: Readonly<Record<string, string>>) => routes.send("DeleteRouteEntry", parameters);

const list = { id: "pl-1", regionId: HANGZHOU, cidrBlocks: ["10.2.0.0/16"] };
const toList = { DestinationCidrBlock: list.id };

const scenarios = {
	"InvalidRouteTable.NotFound": [400, () => routes.send("DescribeRouteEntryList", { RouteTableId: "vtb-unknown" })],
	"InvalidRouteTableId.NotFound": [404, () => routes.create("pcc-1", { RouteTableId: "vtb-hangzhou-a2" })],
	"OperationFailed.FilterParamUnderWrongRouteType": [
		400,
		() =>
			routes.send("DescribeRouteEntryList", {
				RouteTableId: TABLE_A,
				RouteEntryType: "System",
				RouteEntryId: "rte-1",
			}),
	],
	"OperationDenied.UseGatewayRouteEntryQueryInterface": [
		400,
		() => {
			world().addRouteTable("vpc-hangzhou-a1", { id: "vtb-gateway", associateType: "Gateway" });
			return routes.send("DescribeRouteEntryList", { RouteTableId: "vtb-gateway" });
		},
	],
	"OperationDenied.GatewayRouteTableNotPermitted": [
		400,
		async () => {
			world().addRouteTable("vpc-hangzhou-a1", { id: "vtb-gateway", associateType: "Gateway" });
			return routes.create(await routes.peering(), { RouteTableId: "vtb-gateway" });
		},
	],
	TaskConflict: [
		400,
		async () => {
			const peering = await routes.peering();
			await ok(routes.create(peering));
			world().addRouteTable("vpc-hangzhou-a1", { id: "vtb-other" });
			return routes.create(peering, { RouteTableId: "vtb-other" });
		},
	],
	IncorrectRouteEntryStatus: [
		400,
		async () => {
			const { RouteEntryId } = await ok(routes.create(await routes.peering()));
			return remove({ RouteEntryId });
		},
	],
	IncorrectVpcStatus: [
		400,
		async () => {
			const peering = await routes.peering();
			world().setVpcStatus("vpc-hangzhou-a1", "Pending");
			return routes.create(peering);
		},
	],
	"IncorrectStatus.RouteTableStatus": [
		400,
		async () => {
			const peering = await routes.peering();
			world().changeRouteTable(TABLE_A, { status: "Pending" });
			return routes.create(peering);
		},
	],
	"InvalidCidrBlock.Malformed": [400, () => routes.create("pcc-1", { DestinationCidrBlock: "10.2.0.1/16" })],
	InvalidCidrBlock: [
		400,
		async () => {
			world().changeVpc("vpc-hangzhou-a1", { vSwitches: [{ id: "vsw-1", cidrBlock: "10.1.0.0/20" }] });
			return routes.create(await routes.peering(), { DestinationCidrBlock: "10.1.1.0/24" });
		},
	],
	"InvalidCIDRBlock.Duplicate": [400, async () => routes.create((await madeEntry()).peering)],
	"Duplicated.VpcNextHop": [
		400,
		() =>
			routes.create("", {
				"NextHopList.1.NextHopId": "ri-1",
				"NextHopList.2.NextHopId": "ri-1",
			}),
	],
	"ResourceNotFound.PrefixList": [400, async () => routes.create(await routes.peering(), toList)],
	"ResourceAlreadyAssociated.PrefixList": [
		400,
		async () => {
			world().addPrefixList(REQUESTER_UID, list);
			return routes.create((await madeEntry(toList)).peering, toList);
		},
	],
	"OperationFailed.CidrConflictWithPrefixList": [
		400,
		async () => {
			world().addPrefixList(REQUESTER_UID, list);
			return routes.create((await madeEntry(toList)).peering, { DestinationCidrBlock: "10.2.0.0/16" });
		},
	],
	"RouteConflict.AlreadyExist": [
		400,
		async () => {
			world().addPrefixList(REQUESTER_UID, list);
			return routes.create((await madeEntry()).peering, toList);
		},
	],
	"UnsupportedFeature.CreatePrefixListEcmpRouteEntry": [
		400,
		() => {
			world().addPrefixList(REQUESTER_UID, list);
			return routes.create("", { ...toList, "NextHopList.1.NextHopId": "ri-1" });
		},
	],
	QuotaExceeded: [
		400,
		async () => {
			world().setQuota({ routeEntriesPerTable: 1 });
			const { peering } = await madeEntry();
			return routes.create(peering, { DestinationCidrBlock: "10.9.0.0/16" });
		},
	],
	InvalidNextHop: [
		400,
		async () => {
			await madeEntry();
			return remove({ RouteTableId: TABLE_A, DestinationCidrBlock: "10.2.0.0/16", NextHopId: "pcc-other" });
		},
	],
	"InvalidNextHop.NotFound": [400, () => routes.create("")],
	InvalidNextHopType: [400, () => routes.create("pcc-1", { NextHopType: "Nowhere" })],
	"UnsupportedFeature.VpcPeerIpv6": [
		400,
		async () => {
			world().setPeeringIpv6(HANGZHOU, false);
			const parameters = { RouteTableId: TABLE_B, DestinationCidrBlock: "2408:4005:3a1:100::/56" };
			return routes.create(await routes.peering(), parameters);
		},
	],
	"OperationDenied.VpcIpv6NotEnabled": [
		400,
		async () => routes.create(await routes.peering(), { DestinationCidrBlock: "2408:4005:3a1:200::/56" }),
	],
	"InvalidRouteEntry.NotFound": [
		400,
		() => remove({ RouteTableId: TABLE_A, DestinationCidrBlock: "10.9.0.0/16", NextHopId: "pcc-1" }),
	],
	"InvalidRouteEntryId.NotFound": [400, () => remove({ RouteEntryId: "rte-unknown" })],
	"ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock": [
		400,
		() => remove({ RouteEntryId: "rte-1", RouteTableId: TABLE_A }),
	],
	OperationDenied: [
		400,
		() => remove({ RouteTableId: TABLE_A, DestinationCidrBlock: "100.64.0.0/10", NextHopId: "pcc-1" }),
	],
} as const satisfies Record<RouteErrorCode, Scenario>;

test.each(Object.entries<Scenario>(scenarios))("%s", async (code, [httpStatus, provoke]) => {
	const { status, body } = await provoke();
	expect({ status, code: body.Code }).toEqual({ status: httpStatus, code });
	expect(body).toMatchObject({
		Message: expect.not.stringMatching(/%s|^$/),
		Recommend: expect.stringContaining("source: "),
	});
});

test.each([
	["the same next hop", (peering: string) => ({ NextHopId: peering })],
	["another next hop", () => ({ NextHopId: "i-1", NextHopType: "Instance" })],
])("a destination that the table has is refused by one code, with %s", async (_name, hop) => {
	const { peering } = await madeEntry();
	expect((await routes.create(peering, hop(peering))).body.Code).toBe("InvalidCIDRBlock.Duplicate");
});

test.each(["100.64.0.0/10", "10.1.0.0/20"])("the destination of a system route, %s, is refused", async (taken) => {
	world().changeVpc("vpc-hangzhou-a1", { vSwitches: [{ id: "vsw-1", cidrBlock: "10.1.0.0/20" }] });
	const answer = await routes.create(await routes.peering(), { DestinationCidrBlock: taken });
	expect(answer.body.Code).toBe("InvalidCidrBlock");
});

test("a connection that is not Activated takes no route", async () => {
	const peering = await routes.peering();
	world().modifyConnection(peering, { status: "Updating" });
	expect((await routes.create(peering)).body.Code).toBe("IncorrectStatus.VpcPeer");
	world().modifyConnection(peering, { status: "Activated" });
	expect((await routes.create(peering)).status).toBe(200);
});

test.each([
	["that does not exist", () => "pcc-unknown"],
	[
		"of two other VPCs",
		async () => {
			world().addVpc(REQUESTER_UID, { id: "vpc-c", regionId: HANGZHOU, cidrBlock: "10.7.0.0/16" });
			world().addVpc(REQUESTER_UID, { id: "vpc-d", regionId: HANGZHOU, cidrBlock: "10.8.0.0/16" });
			return setup.create({
				...{ RegionId: HANGZHOU, VpcId: "vpc-c", AcceptingVpcId: "vpc-d" },
				...{ AcceptingAliUid: REQUESTER_UID, AcceptingRegionId: HANGZHOU },
			});
		},
	],
])("a connection %s is no next hop", async (_name, peering) => {
	expect((await routes.create(await peering())).body.Code).toBe("ResourceNotFound.VpcPeer");
});

test.each([
	["CreateRouteEntry", () => routes.create("pcc-1")],
	["DeleteRouteEntry", () => remove({ RouteEntryId: "rte-1" })],
	["ModifyRouteEntry", () => routes.send("ModifyRouteEntry", { RouteEntryId: "rte-1" })],
	["DescribeRouteEntryList", () => routes.send("DescribeRouteEntryList", { RouteTableId: TABLE_A })],
	["DescribeRouteTableList", () => routes.send("DescribeRouteTableList", {})],
	["ListPrefixLists", () => routes.send("ListPrefixLists", {})],
	["GetVpcPrefixListEntries", () => routes.send("GetVpcPrefixListEntries", { PrefixListId: "pl-1" })],
])("RAM can deny %s", async (action, call) => {
	world().denyAction(REQUESTER_UID, `vpc:${action}`);
	const { status, body } = await call();
	expect({ status, code: body.Code }).toEqual({ status: 403, code: "Forbidden.NoPermission" });
});
