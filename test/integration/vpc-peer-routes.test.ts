import type { InitFailure } from "../../src/provider/init-failure";
import { unknownValue } from "../../src/schema/unknown";
import type { VpcPeerRoutesState } from "../../src/schema/vpc-peer-routes-state";
import { actionsOf, crossAccount, failureOf, ours, type ProviderOnEmulator } from "./support/provider-on-emulator";
import { type Kept, routesIn, routesOf, routesOnEmulator } from "./support/routes-on-emulator";

let world: ProviderOnEmulator;
let instanceId: string;
beforeEach(async () => {
	world = await routesOnEmulator();
	cloud().changeVpc("vpc-hangzhou-a1", { ipv6CidrBlocks: ["2408:4005:3a1:100::/56"] });
	instanceId = (await world.newProcess().up(ours)).id;
	world.emulator.clearRequests();
});
afterEach(() => world.emulator.close());

const cloud = () => world.emulator.world;
const newRoutes = (options: Parameters<ProviderOnEmulator["newProcess"]>[0] = {}) =>
	routesOf(world.newProcess(options).runtime);
/** A run that looks at the cloud in diff and, with a preview, in check. */
const looking = (isPreview = false) => {
	const { runtime } = world.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
	runtime.isPreview = isPreview;
	return routesOf(runtime);
};
const sideA = () => ({ instanceId, vpcId: "vpc-hangzhou-a1" });
const tableA = "vtb-hangzhou-a1";
const writes = () => actionsOf(world.emulator).filter((action) => /^(Create|Delete|Modify)Route/.test(action));
const toB = (routeTableId: string) => [
	`${routeTableId} 10.2.0.0/16 -> ${instanceId}`,
	`${routeTableId} 2408:4005:3a1:200::/56 -> ${instanceId}`,
];
/** One run: diff with the cloud in sight, then update if it says so. */
async function again(
	kept: Kept<VpcPeerRoutesState>,
	inputs: Record<string, unknown>,
): Promise<Kept<VpcPeerRoutesState>> {
	const process = looking();
	return (await process.diff(kept, inputs)).changes === true ? process.update(kept, inputs) : kept;
}

describe("the routes of one side", () => {
	it("cover every range of the other VPC in every table, and go again", async () => {
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-custom" });
		cloud().changeVpc("vpc-hangzhou-b1", { secondaryCidrBlocks: ["10.102.0.0/16"] });
		const made = await newRoutes().up(sideA());
		expect(routesIn(world)).toEqual(
			[tableA, "vtb-custom"].flatMap((table) => [`${table} 10.102.0.0/16 -> ${instanceId}`, ...toB(table)]).sort(),
		);
		expect(made.id).toBe(`${instanceId}:vpc-hangzhou-a1`);
		expect(made.outs).toMatchObject({ ownerId: "1210123456123456", leftAlone: [], pending: [] });
		expect(made.outs.routes).toHaveLength(6);
		expect(made.outs.routes[0]).toEqual({
			...{ routeTableId: "vtb-custom", destinationCidrBlock: "10.102.0.0/16", status: "Available" },
			routeEntryId: expect.stringMatching(/^rte-/),
		});
		await newRoutes().delete(made);
		expect(routesIn(world)).toEqual([]);
	});

	it("lead from the accepter's VPC to the requester's, too", async () => {
		cloud().changeVpc("vpc-hangzhou-a1", { secondaryCidrBlocks: [] });
		await newRoutes().up({ instanceId, vpcId: "vpc-hangzhou-b1" });
		expect(routesIn(world)).toEqual([
			`vtb-hangzhou-b1 10.1.0.0/16 -> ${instanceId}`,
			`vtb-hangzhou-b1 2408:4005:3a1:100::/56 -> ${instanceId}`,
		]);
	});

	it("leave IPv6 out where it is turned off, or where the VPC has none, saying so", async () => {
		const made = await newRoutes().up({ ...sideA(), ipv6: false });
		expect(routesIn(world)).toEqual([`${tableA} 10.2.0.0/16 -> ${instanceId}`]);
		expect(made.outs.leftAlone).toEqual([]);
		await newRoutes().delete(made);
		cloud().changeVpc("vpc-hangzhou-a1", { ipv6CidrBlocks: [] });
		const without = await newRoutes().up(sideA());
		expect(routesIn(world)).toEqual([`${tableA} 10.2.0.0/16 -> ${instanceId}`]);
		expect(without.outs.leftAlone).toEqual([
			{
				routeTableId: tableA,
				destinationCidrBlock: "2408:4005:3a1:200::/56",
				reason: "vpc-hangzhou-a1 has no IPv6 range",
			},
		]);
	});

	it("lead where a list says, if the other VPC has something there", async () => {
		await newRoutes().up({ ...sideA(), destinations: ["10.2.128.0/17", "10.2.0.0/24"] });
		expect(routesIn(world)).toEqual([
			`${tableA} 10.2.0.0/24 -> ${instanceId}`,
			`${tableA} 10.2.128.0/17 -> ${instanceId}`,
		]);
		const elsewhere = { ...sideA(), vpcId: "vpc-hangzhou-b1", destinations: ["10.77.0.0/16"] };
		const failure = await failureOf(newRoutes().up(elsewhere));
		expect(failure.message).toContain("destinations: the other VPC, vpc-hangzhou-a1, has nothing in 10.77.0.0/16");
	});

	const front = [{ Key: "tier", Value: "front" }];
	it.each([
		["by id", { ids: ["vtb-front"] }, ["vtb-front"]],
		["by tag", { tags: { tier: "front" } }, ["vtb-front"]],
		["but one", { excludedIds: ["vtb-front"] }, ["vtb-back", tableA]],
		["but those with a tag", { excludedTags: { tier: "front" } }, ["vtb-back", tableA]],
		["by tag but one", { tags: { tier: "front" }, excludedIds: ["vtb-back"] }, ["vtb-front"]],
	])("stand in the tables chosen %s", async (_name, routeTables, expected) => {
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-front", tags: front });
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-back" });
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-gateway", associateType: "Gateway" });
		const made = await newRoutes().up({ ...sideA(), ipv6: false, routeTables });
		expect(made.outs.routes.map(({ routeTableId }) => routeTableId)).toEqual(expected);
	});

	it.each([
		[
			"a table of another VPC",
			{ ids: ["vtb-hangzhou-b1"] },
			"routeTables.ids: vtb-hangzhou-b1: no route table of vpc-hangzhou-a1",
		],
		["a gateway's table", { ids: ["vtb-gateway"] }, "routeTables.ids: vtb-gateway: bound to a gateway"],
		["no table at all", { tags: { tier: "none" } }, "routeTables: selects none of the route tables of vpc-hangzhou-a1"],
	])("refuse %s", async (_name, routeTables, message) => {
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-gateway", associateType: "Gateway" });
		expect((await failureOf(newRoutes().up({ ...sideA(), routeTables }))).message).toContain(message);
		expect(await looking(true).check({ ...sideA(), routeTables })).toMatchObject([{ property: "routeTables" }]);
	});
});

describe("routes that somebody else made", () => {
	it("stop everything before anything is made when they lead elsewhere", async () => {
		const other = cloud().addRouteEntry({
			...{ routeTableId: tableA, destinationCidrBlock: "2408:4005:3a1:200::/56" },
			...{ nextHopId: "i-1", nextHopType: "Instance" },
		});
		const failure = await failureOf(newRoutes().up(sideA()));
		expect(failure.message).toBe(
			`${tableA} routes 2408:4005:3a1:200::/56 to i-1 (Instance) already (${other.id}). It is not overwritten with a route to ${instanceId}: delete that entry, or set conflicts: "leaveAlone" to make the other routes, then run again.`,
		);
		expect((failure as InitFailure).id).toBeUndefined();
		expect(writes()).toEqual([]);
		expect(await looking(true).check(sideA())).toMatchObject([
			{ reason: expect.stringContaining("to i-1 (Instance) already") },
		]);
	});

	it("are left alone where the program says so, and named", async () => {
		const other = cloud().addRouteEntry({
			...{ routeTableId: tableA, destinationCidrBlock: "10.2.0.0/16" },
			...{ nextHopId: "i-1", nextHopType: "Instance" },
		});
		const made = await newRoutes().up({ ...sideA(), conflicts: "leaveAlone" });
		expect(made.outs.routes).toMatchObject([{ destinationCidrBlock: "2408:4005:3a1:200::/56" }]);
		expect(made.outs.leftAlone).toEqual([
			{
				...{ routeTableId: tableA, destinationCidrBlock: "10.2.0.0/16", nextHopId: "i-1" },
				reason: "the table routes it to i-1 (Instance)",
			},
		]);
		await newRoutes().delete(made);
		expect(cloud().routeEntries()).toEqual([other]);
	});

	it("serve as they are when they lead to the connection, and outlive the resource", async () => {
		const theirs = cloud().addRouteEntry({
			...{ routeTableId: tableA, destinationCidrBlock: "10.2.0.0/16", nextHopId: instanceId },
		});
		const made = await newRoutes().up(sideA());
		expect(made.outs.routes).toHaveLength(1);
		expect(made.outs.leftAlone).toMatchObject([
			{ nextHopId: instanceId, reason: expect.stringContaining("somebody else") },
		]);
		await newRoutes().delete(made);
		expect(cloud().routeEntries()).toEqual([theirs]);
	});
});

describe("the next run", () => {
	it("changes nothing where nothing changed", async () => {
		const made = await newRoutes().up(sideA());
		world.emulator.clearRequests();
		await expect(looking().diff(made, sideA())).resolves.toMatchObject({ changes: false, replaces: [] });
		expect(actionsOf(world.emulator).sort()).toEqual([
			"DescribeRouteEntryList",
			"DescribeRouteTableList",
			"GetVpcPeerConnectionAttribute",
		]);
	});

	it("brings back a route that was deleted by hand, and only it", async () => {
		const made = await newRoutes().up(sideA());
		const [first, second] = made.outs.routes;
		cloud().removeRouteEntry(first?.routeEntryId ?? "");
		world.emulator.clearRequests();
		const repaired = await again(made, sideA());
		expect(writes()).toEqual(["CreateRouteEntry"]);
		expect(routesIn(world)).toEqual(toB(tableA));
		expect(repaired.outs.routes).toContainEqual(second);
	});

	it("adds and removes only what changed ranges make different", async () => {
		const made = await newRoutes().up(sideA());
		cloud().changeVpc("vpc-hangzhou-b1", { secondaryCidrBlocks: ["10.102.0.0/16"], ipv6CidrBlocks: [] });
		world.emulator.clearRequests();
		await again(made, sideA());
		// The new one first: should it fail, the old one still carries the traffic.
		expect(writes()).toEqual(["CreateRouteEntry", "DeleteRouteEntry"]);
		expect(routesIn(world)).toEqual([
			`${tableA} 10.102.0.0/16 -> ${instanceId}`,
			`${tableA} 10.2.0.0/16 -> ${instanceId}`,
		]);
	});

	it("fills a table that came, and clears one that the program excludes", async () => {
		const made = await newRoutes().up(sideA());
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-custom" });
		const both = await again(made, sideA());
		expect(routesIn(world)).toEqual([...toB("vtb-custom"), ...toB(tableA)].sort());
		await again(both, { ...sideA(), routeTables: { excludedIds: [tableA] } });
		expect(routesIn(world)).toEqual(toB("vtb-custom"));
	});

	it("says in a preview what it would do", async () => {
		const made = await newRoutes().up(sideA());
		cloud().changeVpc("vpc-hangzhou-b1", { secondaryCidrBlocks: ["10.102.0.0/16"] });
		await looking(true).diff(made, sideA());
		expect(world.said.at(-1)).toBe(`the routes of vpc-hangzhou-a1 to ${instanceId}: add 10.102.0.0/16 to ${tableA}`);
	});

	it("does what a refresh found, also where previews may not look", async () => {
		const made = await newRoutes().up(sideA());
		cloud().removeRouteEntry(made.outs.routes[0]?.routeEntryId ?? "");
		const { id = "", props } = await newRoutes().read(made);
		expect(props).toMatchObject({ pending: [`add 10.2.0.0/16 to ${tableA}`] });
		expect(props?.routes).toHaveLength(1);
		const refreshed = { id, outs: props as VpcPeerRoutesState };
		await expect(newRoutes().diff(refreshed, sideA())).resolves.toMatchObject({ changes: true, replaces: [] });
		const done = await newRoutes().update(refreshed, sideA());
		expect(done.outs.pending).toEqual([]);
		expect(routesIn(world)).toEqual(toB(tableA));
	});

	it("names a route that somebody led elsewhere, and does not take it back", async () => {
		const made = await newRoutes().up(sideA());
		cloud().modifyRouteEntry(made.outs.routes[0]?.routeEntryId ?? "", { nextHopId: "i-1", nextHopType: "Instance" });
		const failure = await failureOf(looking().diff(made, sideA()));
		expect(failure.message).toContain("routes 10.2.0.0/16 to i-1 (Instance) already");
		await newRoutes().delete(made);
		expect(routesIn(world)).toEqual([`${tableA} 10.2.0.0/16 -> i-1`]);
	});

	it("replaces for another connection, the new routes first", async () => {
		const made = await newRoutes().up(sideA());
		const difference = await newRoutes().diff(made, { ...sideA(), instanceId: "pcc-other" });
		expect(difference).toMatchObject({ changes: true, replaces: ["instanceId"], deleteBeforeReplace: false });
	});

	it("takes a changed order of destinations for no change", async () => {
		const listed = { ...sideA(), destinations: ["10.2.128.0/17", "10.2.0.0/24"] };
		const made = await newRoutes().up(listed);
		const turned = { ...listed, destinations: ["10.2.0.0/24", "10.2.128.0/17"] };
		await expect(newRoutes().diff(made, turned)).resolves.toMatchObject({ changes: false });
	});
});

describe("what is gone", () => {
	it("is reported gone when the VPC, or the connection with its routes, is not there", async () => {
		const made = await newRoutes().up(sideA());
		cloud().dropConnection(instanceId);
		expect(await newRoutes().read(made)).toEqual({});
		cloud().removeVpc("vpc-hangzhou-a1");
		expect(await newRoutes().read(made)).toEqual({});
		await newRoutes().delete(made);
	});

	it("is not reported gone to credentials that can't see it", async () => {
		const made = await newRoutes().up(sideA());
		const failure = await failureOf(newRoutes({ accountIndex: 1 }).read(made));
		expect(failure.message).toContain("Use credentials of account 1210123456123456");
		await expect(newRoutes({ accountIndex: 1 }).delete(made)).rejects.toThrow("which can't see it");
		expect(routesIn(world)).toEqual(toB(tableA));
	});
});

describe("a run that breaks off", () => {
	const failing = {
		action: "CreateRouteEntry",
		kind: "error",
		httpStatus: 400,
		code: "QuotaExceeded",
		skip: 1,
	} as const;

	it("keeps what was made, says what is left, and goes on in the next", async () => {
		world.emulator.faults.add(failing);
		const kept = (await failureOf(newRoutes().up(sideA()))) as InitFailure;
		expect(kept.message).toContain("QuotaExceeded");
		const outs = kept.properties as VpcPeerRoutesState;
		expect(outs.routes).toMatchObject([{ destinationCidrBlock: "10.2.0.0/16", status: "Available" }]);
		expect(outs.pending).toEqual([`add 2408:4005:3a1:200::/56 to ${tableA}`]);
		world.emulator.clearRequests();
		const done = await newRoutes().update({ id: kept.id, outs }, sideA());
		expect(writes()).toEqual(["CreateRouteEntry"]);
		expect(done.outs).toMatchObject({ pending: [] });
		expect(routesIn(world)).toEqual(toB(tableA));
	});

	it("leaves nothing in the state when it fails before the first route", async () => {
		world.emulator.faults.add({ ...failing, skip: 0 });
		const failure = (await failureOf(newRoutes().up(sideA()))) as InitFailure;
		expect(failure.id).toBeUndefined();
		expect(routesIn(world)).toEqual([]);
	});

	it("is found again by its mark after a crash that left no state, and the routes are its own", async () => {
		await newRoutes().up(sideA());
		world.emulator.clearRequests();
		const made = await newRoutes().up(sideA());
		expect(writes()).toEqual([]);
		expect(made.outs.routes).toHaveLength(2);
		expect(made.outs.leftAlone).toEqual([]);
		await newRoutes().delete(made);
		expect(routesIn(world)).toEqual([]);
	});

	it("is no other resource's: the mark names the resource", async () => {
		const first = await newRoutes().up(sideA());
		const second = await newRoutes().up(sideA(), "organization/urn:pulumi:other::program::type::routes");
		expect(second.outs.routes).toEqual([]);
		expect(second.outs.leftAlone).toHaveLength(2);
		await newRoutes().delete(second);
		expect(routesIn(world)).toEqual(toB(tableA));
		await newRoutes().delete(first);
		expect(routesIn(world)).toEqual([]);
	});

	it.each(["drop-after", "truncate"] as const)("makes each route once when an answer is lost (%s)", async (kind) => {
		world.emulator.faults.add({ action: "CreateRouteEntry", kind, times: 2 });
		const made = await newRoutes().up(sideA());
		expect(made.outs.routes).toHaveLength(2);
		expect(routesIn(world)).toEqual(toB(tableA));
	});
});

describe("wrong places", () => {
	it.each([
		["a VPC that the connection does not join", { vpcId: "vpc-shanghai-a1" }, "vpcId is vpc-shanghai-a1, but"],
		["another region", { regionId: "cn-shanghai" }, "sees no route table of vpc-hangzhou-a1 in cn-shanghai"],
		["a connection that is not there", { instanceId: "pcc-unknown" }, "these credentials see no such connection"],
	])("refuses %s", async (_name, change, message) => {
		const failure = await failureOf(newRoutes().up({ ...sideA(), ...change }));
		expect(failure.message).toContain(message);
		expect(writes()).toEqual([]);
	});

	it("names the account whose credentials are needed", async () => {
		const across = await world.newProcess().up(crossAccount);
		cloud().modifyConnection(across.id, { status: "Activated" });
		const theirs = { instanceId: across.id, vpcId: "vpc-hangzhou-a2" };
		const failure = await failureOf(newRoutes().up(theirs));
		expect(failure.message).toContain(
			"account 1210123456123456 sees no route table of vpc-hangzhou-a2 in cn-hangzhou, which belongs to account 253460731706911258",
		);
		const made = await newRoutes({ accountIndex: 1 }).up(theirs);
		expect(made.outs.routes).toMatchObject([
			{ destinationCidrBlock: "10.1.0.0/16" },
			{ destinationCidrBlock: "10.101.0.0/16" },
		]);
	});

	it("takes members of a list that are not known yet", async () => {
		const unknown = { destinations: [unknownValue, "10.2.0.0/24"], routeTables: { ids: [unknownValue] } };
		expect(await looking(true).check({ ...sideA(), ...unknown })).toEqual([]);
		const made = await newRoutes().up(sideA());
		await expect(looking(true).diff(made, { ...sideA(), ...unknown })).resolves.toMatchObject({
			changes: true,
			replaces: [],
		});
	});

	it.each([
		["destinations that are no list", { destinations: "all" }, "destinations", "must be"],
		["an empty list", { destinations: [] }, "destinations", "must be"],
		[
			"a destination that is none",
			{ destinations: ["10.2.0.0/16", "ten"] },
			"destinations",
			"destinations[1] must be a CIDR block",
		],
		["a table's id that is none", { routeTables: { ids: ["rtb-1"] } }, "routeTables", "routeTables.ids[0] must be"],
		["a member that does not exist", { routeTables: { id: "vtb-1" } }, "routeTables", "routeTables.id does not exist"],
		["another word about conflicts", { conflicts: "overwrite" }, "conflicts", "must be error or leaveAlone"],
	])("names the property of %s", async (_name, change, property, reason) => {
		const failures = await newRoutes().check({ ...sideA(), ...change });
		expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
	});
});

describe("routes to a connection that nobody has accepted yet", () => {
	const wanted = () => ({ instanceId, vpcId: "vpc-hangzhou-a1", whileAccepting: "postpone" });
	beforeEach(async () => {
		instanceId = (await world.newProcess().up(crossAccount)).id;
		world.emulator.clearRequests();
	});

	it("are postponed where the program says so, and made by the first run after the acceptance", async () => {
		const made = await newRoutes().up(wanted());
		expect(made.outs).toMatchObject({ routes: [], pending: [], leftAlone: [] });
		expect(world.said).toContainEqual(
			expect.stringMatching(
				new RegExp(
					`^the routes of vpc-hangzhou-a1 to ${instanceId} are postponed: account 253460731706911258 must accept .*\\. Then run \`pulumi up\` again\\.$`,
				),
			),
		);
		expect(writes()).toEqual([]);
		await expect(looking().diff(made, wanted())).resolves.toMatchObject({ changes: false });

		cloud().modifyConnection(instanceId, { status: "Activated" });
		await expect(looking().diff(made, wanted())).resolves.toMatchObject({ changes: true, replaces: [] });
		const after = await newRoutes().update(made, wanted());
		expect(after.outs.routes.map(({ destinationCidrBlock }) => destinationCidrBlock)).toEqual(["172.16.0.0/16"]);
		expect(writes()).toEqual(["CreateRouteEntry"]);
	});

	it("are nothing to repair at a refresh", async () => {
		const made = await newRoutes().up(wanted());
		const { props } = await newRoutes().read(made);
		expect(props).toMatchObject({ routes: [], pending: [] });
	});
});
