import { type Cloud, startCloud } from "./support/cloud";
import { programWith } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud({ transitions: { routing: 20 } });
});

beforeEach(() => {
	cloud.emulator.reset();
	const { world } = cloud.emulator;
	world.changeVpc("vpc-hangzhou-a1", { secondaryCidrBlocks: [], ipv6CidrBlocks: ["2408:4005:3a1:100::/56"] });
	world.addRouteTable("vpc-hangzhou-b1", { id: "vtb-front" });
	world.addRouteTable("vpc-hangzhou-b1", { id: "vtb-isolated", tags: [{ Key: "tier", Value: "isolated" }] });
});

/** A connection from one VPC to another, with routes there and back. */
function peeringProgram(acceptingVpcId = "vpc-hangzhou-b1"): Record<string, string> {
	return programWith(`
const { VpcPeerRoutes } = require("pulumi-alicloud-vpcpeer");
const { instanceId } = new VpcPeerConnection("peer", { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "${acceptingVpcId}" });
const there = new VpcPeerRoutes("there", { instanceId, vpcId: "vpc-hangzhou-a1" });
const routeTables = { excludedTags: { tier: "isolated" } };
const back = new VpcPeerRoutes("back", { instanceId, vpcId: "${acceptingVpcId}", routeTables });
exports.there = there.routes;
exports.back = back.routes;
`);
}

/** A connection, and one route to it. */
function routeProgram(args: Record<string, unknown> = {}): Record<string, string> {
	const route = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16", ...args };
	return programWith(`
const { VpcPeerRoute } = require("pulumi-alicloud-vpcpeer");
const { instanceId } = new VpcPeerConnection("peer", { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" });
const route = new VpcPeerRoute("route", { ...${JSON.stringify(route)}, instanceId });
exports.routeEntryId = route.routeEntryId;
`);
}

/** Each entry as `table destination`, sorted; all lead to the one connection. */
function routes(): string[] {
	const entries = cloud.emulator.world.routeEntries();
	expect(new Set(entries.map(({ nextHopId }) => nextHopId))).toEqual(new Set([cloud.onlyConnection.instanceId]));
	return entries.map(({ routeTableId, destinationCidrBlock }) => `${routeTableId} ${destinationCidrBlock}`).sort();
}

const [a4, a6, b4, b6] = ["10.1.0.0/16", "2408:4005:3a1:100::/56", "10.2.0.0/16", "2408:4005:3a1:200::/56"];
const everyRoute = [
	`vtb-front ${a4}`,
	`vtb-front ${a6}`,
	`vtb-hangzhou-a1 ${b4}`,
	`vtb-hangzhou-a1 ${b6}`,
	`vtb-hangzhou-b1 ${a4}`,
	`vtb-hangzhou-b1 ${a6}`,
];

function expectUnchanged(run: PulumiRun): void {
	expect(run.linesWith("unchanged")).toEqual([expect.stringMatching(/^\d+ unchanged$/)]);
}

test("routes there and back: every range, IPv6 too, in every table but the excluded one; then nothing, then none", async () => {
	const stack = await Stack.create({ program: peeringProgram(), cloud });
	await stack.preview();
	expect(cloud.mutations).toEqual([]);
	await stack.up();
	expect(routes()).toEqual(everyRoute);
	const { there } = await stack.outputs();
	expect(there).toMatchObject([
		{ routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: b4, status: "Available" },
		{ routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: b6, status: "Available" },
	]);
	cloud.emulator.clearRequests();
	expectUnchanged(await stack.up());
	await stack.refresh();
	expectUnchanged(await stack.up());
	expect(cloud.mutations).toEqual([]);
	await stack.destroy();
	expect(cloud.emulator.world.routeEntries()).toEqual([]);
	expect(cloud.emulator.world.connections()).toEqual([]);
});

test("a route that is deleted by hand comes back with a plain up, and only it; so does a range that is added", async () => {
	const stack = await Stack.create({ program: peeringProgram(), cloud });
	await stack.up();
	const { world } = cloud.emulator;
	const lost = world.routeEntries().find((entry) => entry.routeTableId === "vtb-front");
	world.removeRouteEntry(lost?.id ?? "");
	cloud.emulator.clearRequests();
	const preview = await stack.preview();
	expect(preview.lines).toContainEqual(expect.stringContaining(`add ${lost?.destinationCidrBlock} to vtb-front`));
	await stack.up();
	expect(cloud.mutations).toEqual(["CreateRouteEntry"]);
	expect(routes()).toEqual(everyRoute);

	world.changeVpc("vpc-hangzhou-b1", { secondaryCidrBlocks: ["10.102.0.0/16"], ipv6CidrBlocks: [] });
	cloud.emulator.clearRequests();
	await stack.up();
	expect(cloud.mutations.sort()).toEqual([
		"CreateRouteEntry",
		"DeleteRouteEntry",
		"DeleteRouteEntry",
		"DeleteRouteEntry",
	]);
	expect(routes()).toEqual([
		`vtb-front ${a4}`,
		"vtb-hangzhou-a1 10.102.0.0/16",
		`vtb-hangzhou-a1 ${b4}`,
		`vtb-hangzhou-b1 ${a4}`,
	]);
	cloud.emulator.clearRequests();
	expectUnchanged(await stack.up());
});

test("another connection takes the routes along", async () => {
	const stack = await Stack.create({ program: peeringProgram(), cloud });
	await stack.up();
	stack.write(peeringProgram("vpc-hangzhou-c1"));
	cloud.emulator.world.addVpc("1210123456123456", {
		...{ id: "vpc-hangzhou-c1", regionId: "cn-hangzhou", cidrBlock: "10.6.0.0/16" },
	});
	await stack.up();
	expect(routes()).toEqual(["vtb-hangzhou-a1 10.6.0.0/16", `vtb-hangzhou-c1 ${a4}`]);
	cloud.emulator.clearRequests();
	expectUnchanged(await stack.up());
	await stack.destroy();
	expect(cloud.emulator.world.routeEntries()).toEqual([]);
});

test("killed in the middle, the next up makes what is missing, and the routes are all its own", async () => {
	const stack = await Stack.create({ program: peeringProgram(), cloud });
	const hold = cloud.emulator.faults.hold({ action: "CreateRouteEntry", skip: 3 });
	const up = stack.start("up", "--yes", "--skip-preview");
	await hold.held;
	up.kill();
	expect((await up.ended).code).toBeNull();
	await stack.must("cancel", "--yes");
	hold.release();
	expect(cloud.emulator.world.routeEntries().length).toBeGreaterThanOrEqual(3);
	await stack.up();
	expect(routes()).toEqual(everyRoute);
	cloud.emulator.clearRequests();
	expectUnchanged(await stack.up());
	await stack.destroy();
	expect(cloud.emulator.world.routeEntries()).toEqual([]);
});

test("a route that leads elsewhere stops the preview with its next hop's name, and stays as it is", async () => {
	const stack = await Stack.create({ program: routeProgram(), cloud });
	const { world } = cloud.emulator;
	const other = world.addRouteEntry({
		...{ routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" },
		...{ nextHopId: "i-1", nextHopType: "Instance" },
	});
	const failed = await stack.failingUp();
	const [reason] = failed.linesWith("routes 10.2.0.0/16 to i-1 (Instance) already");
	expect(reason).toContain(`(${other.id}). It is not overwritten with a route to pcc-`);
	expect(failed.lines.filter((line) => /^\s+at /.test(line))).toEqual([]);
	const preview = await stack.mustFail("preview");
	expect(preview.linesWith("routes 10.2.0.0/16 to i-1 (Instance) already").length).toBeGreaterThan(0);
	expect(world.routeEntries()).toEqual([other]);
	world.removeRouteEntry(other.id);
	await stack.up();
	expect(routes()).toEqual([`vtb-hangzhou-a1 ${b4}`]);
});

test("a single route: made, renamed in place, made anew after somebody deleted it, destroyed", async () => {
	const stack = await Stack.create({ program: routeProgram({ name: "one" }), cloud });
	await stack.up();
	const { routeEntryId } = await stack.outputs();
	stack.write(routeProgram({ name: "two", description: "renamed" }));
	expect(await stack.previewSteps()).toEqual({ route: ["update"] });
	await stack.up();
	const { world } = cloud.emulator;
	expect(world.routeEntries()).toMatchObject([{ id: routeEntryId, name: "two", description: "renamed" }]);
	world.removeRouteEntry(String(routeEntryId));
	await stack.refresh();
	await stack.up();
	expect(routes()).toEqual([`vtb-hangzhou-a1 ${b4}`]);
	await stack.destroy();
	expect(world.routeEntries()).toEqual([]);
	expect(world.connections()).toEqual([]);
});
