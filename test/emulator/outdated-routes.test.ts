import { emulatorControl } from "../../src/emulator/testing";
import { HANGZHOU, ROUTING_MS, routesOf, TABLE_A } from "./support/routes";
import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const routes = routesOf(setup);
const world = () => setup.emulator.world;
const faults = () => setup.emulator.faults;

const CUSTOM_TABLE = "vtb-custom";

beforeEach(() => setup.clock.set(Date.UTC(2026, 0, 1)));

async function tables(parameters: Readonly<Record<string, string>> = {}): Promise<string[]> {
	const wanted = { VpcId: "vpc-hangzhou-a1", ...parameters };
	const { RouterTableList } = await ok(routes.send("DescribeRouteTableList", wanted));
	return RouterTableList.RouterTableListType.map((table: { RouteTableId: string }) => table.RouteTableId);
}

/** An entry that is Available, with the name "first". */
async function available(): Promise<string> {
	const { RouteEntryId } = await ok(routes.create(await routes.peering(), { RouteEntryName: "first" }));
	routes.settle();
	return RouteEntryId;
}

const texts = (list: { RouteEntryName: string; Status: string }[]) =>
	list.map(({ RouteEntryName, Status }) => `${RouteEntryName} ${Status}`);

describe("stale", () => {
	const stale = { action: "*", kind: "stale" } as const;

	test("lists no custom entry, and the system entries all the same", async () => {
		await available();
		faults().add({ ...stale, times: 2 });
		expect(await routes.list(TABLE_A)).toEqual([]);
		expect((await routes.list(TABLE_A, { RouteEntryType: "System" })).length).toBeGreaterThan(0);
		expect(await routes.list(TABLE_A)).toHaveLength(1);
	});

	test("lists no table", async () => {
		faults().add(stale);
		expect(await tables()).toEqual([]);
		expect(await tables()).toEqual([TABLE_A]);
	});

	test("hides nothing from what changes routes", async () => {
		const RouteEntryId = await available();
		faults().add({ ...stale, times: 9 });
		await ok(routes.send("DeleteRouteEntry", { RouteEntryId }));
		expect(world().routeEntries()).toMatchObject([{ status: "Deleting" }]);
	});
});

describe("old", () => {
	const old = { action: "*", kind: "old" } as const;

	test("does not list an entry that is new", async () => {
		await available();
		faults().add(old);
		expect(await routes.list(TABLE_A)).toEqual([]);
		expect(await routes.list(TABLE_A)).toHaveLength(1);
	});

	test("shows an entry as it was before it was modified", async () => {
		const RouteEntryId = await available();
		await ok(routes.send("ModifyRouteEntry", { RouteEntryId, RouteEntryName: "second" }));
		faults().add(old);
		expect(texts(await routes.list(TABLE_A))).toEqual(["first Available"]);
		expect(texts(await routes.list(TABLE_A))).toEqual(["second Modifying"]);
	});

	test("is not led astray by a change that was refused", async () => {
		const RouteEntryId = await available();
		await ok(routes.send("ModifyRouteEntry", { RouteEntryId, RouteEntryName: "second" }));
		const refused = await routes.send("ModifyRouteEntry", { RouteEntryId, RouteEntryName: "third" });
		expect(refused.body.Code).toBe("IncorrectRouteEntryStatus");
		faults().add(old);
		expect(texts(await routes.list(TABLE_A))).toEqual(["first Available"]);
	});

	const ends = {
		DeleteRouteEntry: (RouteEntryId: string) => ok(routes.send("DeleteRouteEntry", { RouteEntryId })),
		"the deletion of its connection by force": () => {
			const InstanceId = world().connections()[0]?.instanceId ?? "";
			return ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId, Force: "true" }));
		},
		"somebody's hand": async (id: string) => world().removeRouteEntry(id),
	} as const;

	test.each(Object.entries(ends))("still lists an entry that was ended by %s", async (_by, end) => {
		const RouteEntryId = await available();
		await end(RouteEntryId);
		setup.clock.advance(ROUTING_MS);
		expect(await routes.list(TABLE_A)).toEqual([]);
		faults().add(old);
		expect(await routes.list(TABLE_A)).toMatchObject([{ RouteEntryId, Status: "Available", RouteEntryName: "first" }]);
	});

	test("takes changes behind everybody's back in", async () => {
		const id = await available();
		world().modifyRouteEntry(id, { name: "by hand", nextHopId: "i-1", nextHopType: "Instance" });
		faults().add(old);
		expect(texts(await routes.list(TABLE_A))).toEqual(["first Available"]);
		world().removeRouteEntry(id);
		faults().add(old);
		expect(texts(await routes.list(TABLE_A))).toEqual(["by hand Available"]);
	});

	test("lists the system table, not a custom one that is new, and one that is gone", async () => {
		world().addRouteTable("vpc-hangzhou-a1", { id: CUSTOM_TABLE, name: "first" });
		faults().add(old);
		expect(await tables()).toEqual([TABLE_A]);
		world().changeRouteTable(CUSTOM_TABLE, { name: "second" });
		faults().add(old);
		expect(await tables({ RouteTableName: "first" })).toEqual([CUSTOM_TABLE]);
		expect(await tables({ RouteTableName: "second" })).toEqual([CUSTOM_TABLE]);
		world().removeRouteTable(CUSTOM_TABLE);
		faults().add(old);
		expect(await tables({ RouteTableName: "second" })).toEqual([CUSTOM_TABLE]);
		expect(await tables()).toEqual([TABLE_A]);
	});

	test("shows tables to their owner only", async () => {
		world().addRouteTable("vpc-hangzhou-a2", { id: CUSTOM_TABLE });
		world().removeRouteTable(CUSTOM_TABLE);
		faults().add({ ...old, times: 2 });
		expect(await tables({ VpcId: "vpc-hangzhou-a2" })).toEqual([]);
		const theirs = await ok(setup.accepter.vpc("DescribeRouteTableList", { RegionId: HANGZHOU }));
		expect(JSON.stringify(theirs)).toContain(CUSTOM_TABLE);
	});

	test("is forgotten by a reset", async () => {
		world().removeRouteEntry(await available());
		setup.emulator.reset();
		faults().add(old);
		expect(await routes.list(TABLE_A)).toEqual([]);
	});

	test("knows a request that was answered by the other account, too", async () => {
		const InstanceId = await setup.create();
		world().acceptConnection(InstanceId);
		faults().add(old);
		const read = () => setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
		expect((await read()).body.Status).toBe("Accepting");
		expect((await read()).body.Status).toBe("Updating");
	});
});

test.each(["stale", "old"] as const)("%s can be set for route lists over HTTP", async (kind) => {
	await available();
	const control = emulatorControl(setup.emulator.url);
	const rule = { kind, action: "DescribeRouteEntryList", times: 1 };
	expect(await control.addFault(rule)).toMatchObject({ rule, hits: 0 });
	expect(await tables()).toEqual([TABLE_A]);
	expect(await routes.list(TABLE_A)).toEqual([]);
	expect(faults().rules[0]?.hits).toBe(1);
});
