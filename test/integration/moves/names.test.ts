import type { DeclaredOptions, StackProgram } from "../support/stack-program";
import { accepter, connection, type Pair, peering, route, routes } from "./declarations";
import { changesIn, cloudOfTests, living, routesIn, Stack } from "./stack";

/*
 * What got another name, or another place, keeps what it stands for in the cloud: or the run is refused, and nothing is
 * changed. Issue 13, A.
 */

const cloud = cloudOfTests();
const hour = 3_600_000;

/** Whatever the text says besides, `aliases` comes first, with a line to paste, and `adopt` after it. */
function expectWaysOn(text: string, ...names: string[]): void {
	expect(text).toMatch(/aliases: \[\{ name: "[^"]+" \}\][\s\S]*adopt: true/);
	for (const name of names) {
		expect(text).toContain(name);
	}
}

/** The next plain up has nothing to do, and does nothing. */
async function expectSettled(stack: Stack, program: StackProgram): Promise<void> {
	cloud().emulator.clearRequests();
	const steps = await stack.up(program);
	expect(new Set(Object.values(steps).flat())).toEqual(new Set(["same"]));
	expect(changesIn(cloud())).toEqual([]);
}

/** The world as it is now, to be compared with later. */
function worldNow() {
	return { living: living(cloud()), routes: cloud().emulator.world.routeEntries() };
}

describe("A renamed VpcPeerConnection", () => {
	const app = connection("app", "ab", { name: "app" });
	const renamed = (args = {}, options = {}) => connection("application", "ab", { name: "app", ...args }, options);
	let stack: Stack;
	beforeEach(async () => {
		stack = new Stack(cloud());
		await stack.up([app]);
	});

	test("is refused, with `aliases` as the first way on and `adopt` as the second; the preview says so, too", async () => {
		const before = worldNow();
		// A young one may be what a broken-off create of the new name left: a preview can't tell.
		await stack.preview([renamed()]);
		expectWaysOn(
			stack
				.lines(stack.id(app), "exists")
				.map(({ text }) => text)
				.join("\n"),
			stack.id(app),
		);
		expectWaysOn(await stack.refused([renamed()]), stack.id(app));
		cloud().time.cloud.advance(2 * hour);
		expectWaysOn(await stack.refusedPreview([renamed()]), stack.id(app));
		expectWaysOn(await stack.refused([renamed()]), stack.id(app));
		expect(worldNow()).toEqual(before);
	});

	test("with an alias stays the same connection", async () => {
		const { id } = stack.entry(app);
		cloud().emulator.clearRequests();
		const program = [renamed({}, { aliases: [{ name: "app" }] })];
		await stack.up(program);
		expect(changesIn(cloud())).toEqual([]);
		expect(stack.engine.state.map((entry) => entry.id)).toEqual([id]);
		await expectSettled(stack, program);
		await expectSettled(stack, [renamed()]);
	});

	test("with adopt keeps its connection, and both resources' lines say so", async () => {
		const { id } = stack.entry(app);
		const program = [renamed({ adopt: true })];
		expect(await stack.up(program)).toEqual({ application: ["create"], app: ["delete"] });
		expect(living(cloud())).toEqual([id]);
		expect(stack.lines(`adopts ${id}`)).toHaveLength(1);
		expect(stack.lines(id, "not deleted", "application")).toHaveLength(1);
		expect(stack.lines(id, "not deleted", "application")[0]?.urn).toMatch(/::app$/);
		await expectSettled(stack, program);
	});

	test("with adopt keeps it where the old name goes in a later run: adopted with --target, then a plain up", async () => {
		const { id } = stack.entry(app);
		const program = [renamed({ adopt: true })];
		await stack.up(program, { targets: ["application"] });
		expect(stack.engine.state).toHaveLength(2);
		await stack.up(program);
		expect(living(cloud())).toEqual([id]);
		expect(stack.engine.state.map((entry) => entry.id)).toEqual([id]);
		await expectSettled(stack, program);
	});

	test("with adopt keeps it also when the plain up refreshes first", async () => {
		const { id } = stack.entry(app);
		const program = [renamed({ adopt: true })];
		await stack.up(program, { targets: ["application"] });
		await stack.up(program, { refresh: true });
		expect(living(cloud())).toEqual([id]);
		await expectSettled(stack, program);
	});

	test("beside the old one is refused: the program still declares that", async () => {
		const before = worldNow();
		const text = await stack.refused([app, renamed({ adopt: true })]);
		expect(text).toMatch(/VpcPeerConnection app(lication)?\b/);
		const reversed = await stack.refused([app, renamed({ adopt: true })], { order: "reversed" });
		expect(reversed).toMatch(/VpcPeerConnection app(lication)?\b/);
		expect(worldNow()).toEqual(before);
	});

	test("in two runs, the new name first, loses nothing when the old one leaves the program", async () => {
		const before = worldNow();
		await stack.refused([app, renamed({ adopt: true })]);
		await stack.up([renamed({ adopt: true })]);
		expect(worldNow()).toEqual(before);
	});

	test("can be renamed back after the refusal", async () => {
		await stack.refused([renamed()]);
		await expectSettled(stack, [app]);
	});

	test("and a whole destroy deletes it, under one name or two", async () => {
		await stack.up([renamed({ adopt: true })], { targets: ["application"] });
		await stack.destroy();
		expect(living(cloud())).toEqual([]);
		expect(stack.engine.state).toEqual([]);
	});
});

describe.each([{}, { refresh: true }])("A name that comes back, in an up with %j", (options) => {
	const named = (name: string, args = {}, alias?: string) =>
		connection(name, "ab", args, alias === undefined ? {} : { aliases: [{ name: alias }] });

	test("after its resource got another one by an alias: whoever has the connection keeps it", async () => {
		const stack = new Stack(cloud());
		await stack.up([named("data")]);
		const id = stack.id(named("data"));
		await stack.up([named("edge", {}, "data")]);
		const program = [named("data", { adopt: true })];
		await stack.up(program, options);
		expect(living(cloud())).toEqual([id]);
		await expectSettled(stack, program);
	});

	test("for another connection, while the one that had it leaves the program: that one goes", async () => {
		const stack = new Stack(cloud());
		await stack.up([named("data")]);
		await stack.up([named("edge", {}, "data")]);
		const program = [connection("data", "shanghai")];
		await stack.up(program, options);
		expect(living(cloud())).toEqual([stack.id(named("data"))]);
		await expectSettled(stack, program);
	});
});

describe("What left the program", () => {
	test.each([{}, { refresh: true }])("is really deleted by an up with %j", async (options) => {
		const stack = new Stack(cloud());
		const stays = connection("stays", "shanghai");
		await stack.up([stays, connection("goes", "ab"), routes("routes", "goes", "vpc-hangzhou-a1")]);
		await stack.up([stays], options);
		expect(living(cloud())).toEqual([stack.id(stays)]);
		expect(routesIn(cloud())).toEqual([]);
		expect(stack.engine.state).toHaveLength(1);
	});

	test("is really deleted by a destroy that refreshes first", async () => {
		const stack = new Stack(cloud());
		await stack.up([connection("app", "ab"), routes("routes", "app", "vpc-hangzhou-a1")]);
		await stack.destroy({ refresh: true });
		expect(living(cloud())).toEqual([]);
		expect(routesIn(cloud())).toEqual([]);
	});
});

describe("Two VpcPeerConnections that change places", () => {
	const [one, two] = [connection("one", "ab"), connection("two", "shanghai")];
	const swapped = (args = {}) => [connection("one", "shanghai", args), connection("two", "ab", args)];

	test("without adopt are refused, and nothing is lost", async () => {
		const stack = new Stack(cloud());
		await stack.up([one, two]);
		const before = worldNow();
		expectWaysOn(await stack.refused(swapped()));
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, [one, two]);
	});

	const first = { deleteBeforeReplace: true } as const;
	describe.each<[string, DeclaredOptions, DeclaredOptions]>([
		["the first", first, {}],
		["the second", {}, first],
		["both", first, first],
	])("with adopt, %s of them deleted before it is replaced", (_which, ofOne, ofTwo) => {
		test.each(["program", "reversed"] as const)("keep both connections (order: %s)", async (order) => {
			const stack = new Stack(cloud());
			const program = (one: Pair, two: Pair, args = {}) => [
				connection("one", one, args, ofOne),
				connection("two", two, args, ofTwo),
			];
			await stack.up(program("ab", "shanghai"));
			const before = living(cloud());
			await stack.up(program("shanghai", "ab", { adopt: true }), { order, ahead: true });
			expect(living(cloud())).toEqual(before);
			expect(stack.lines("is not deleted")).not.toEqual([]);
			await expectSettled(stack, program("shanghai", "ab", { adopt: true }));
		});
	});

	test("with adopt keep both connections", async () => {
		const stack = new Stack(cloud());
		await stack.up([one, two]);
		const before = worldNow();
		await stack.up(swapped({ adopt: true }));
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, swapped({ adopt: true }));
	});

	test("with aliases keep both connections", async () => {
		const stack = new Stack(cloud());
		await stack.up([one, two]);
		const before = worldNow();
		const program = [
			connection("first", "shanghai", {}, { aliases: [{ name: "two" }] }),
			connection("second", "ab", {}, { aliases: [{ name: "one" }] }),
		];
		await stack.up(program);
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, program);
	});
});

describe("Two peerings with routes that change places", () => {
	const both = (one: "ab" | "singapore", two: "ab" | "singapore", args = {}) =>
		[
			["one", one],
			["two", two],
		].flatMap(([name = "", pair]) => [
			connection(name, pair as "ab", args),
			routes(`${name}-ways`, name, pair === "ab" ? "vpc-hangzhou-a1" : "vpc-hangzhou-b1", {
				destinations: [pair === "ab" ? "10.2.0.0/16" : "10.5.0.0/16"],
			}),
		]);

	test.each([
		["program", false],
		["reversed", false],
		["program", true],
	] as const)("with adopt keep connections and routes (%s, ahead: %s)", async (order, ahead) => {
		const stack = new Stack(cloud());
		await stack.up(both("ab", "singapore"));
		const before = { living: living(cloud()), routes: routesIn(cloud()) };
		const program = both("singapore", "ab", { adopt: true });
		await stack.up(program, { order, ahead });
		expect({ living: living(cloud()), routes: routesIn(cloud()) }).toEqual(before);
		await expectSettled(stack, program);
	});
});

describe("A list of connections by their position, with one put in front", () => {
	const listed = (pairs: readonly ("ab" | "shanghai" | "singapore")[], args = {}) =>
		pairs.map((pair, index) => connection(`peering-${index}`, pair, args));

	test("without adopt is refused, and loses nothing", async () => {
		const stack = new Stack(cloud());
		await stack.up(listed(["ab", "shanghai"]));
		const before = worldNow();
		expectWaysOn(await stack.refused(listed(["singapore", "ab", "shanghai"])));
		expect(before.living.filter((id) => !living(cloud()).includes(id))).toEqual([]);
	});

	test.each(["program", "reversed"] as const)("with adopt keeps those that were there, in order: %s", async (order) => {
		const stack = new Stack(cloud());
		await stack.up(listed(["ab", "shanghai"]));
		const before = worldNow();
		const program = listed(["singapore", "ab", "shanghai"], { adopt: true });
		await stack.up(program, { order });
		expect(living(cloud())).toEqual(expect.arrayContaining(before.living));
		expect(living(cloud())).toHaveLength(3);
		await expectSettled(stack, program);
	});
});

describe("A renamed VpcPeering", () => {
	test("between accounts is refused, and loses neither connection nor routes", async () => {
		const stack = new Stack(cloud());
		await stack.up(peering("net", "partner"));
		const before = worldNow();
		expectWaysOn(await stack.refused(peering("network", "partner")));
		expect(worldNow()).toEqual(before);
	});

	test.each(["ab", "partner"] as const)("with adopt (%s) keeps connection and routes", async (pair) => {
		const stack = new Stack(cloud());
		await stack.up(peering("net", pair));
		const before = worldNow();
		cloud().emulator.clearRequests();
		const program = peering("network", pair, { adopt: true });
		await stack.up(program);
		const after = worldNow();
		expect(after.living).toEqual(before.living);
		expect(after.routes.map(({ id }) => id)).toEqual(before.routes.map(({ id }) => id));
		expect(changesIn(cloud()).filter((action) => /^(Delete|Create)/.test(action))).toEqual([]);
		await expectSettled(stack, program);
	});

	test("with an alias has nothing to do", async () => {
		const stack = new Stack(cloud());
		await stack.up(peering("net", "partner"));
		const before = worldNow();
		const program = peering("network", "partner", { alias: "net" });
		await expectSettled(stack, program);
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, peering("network", "partner"));
		await stack.destroy();
		expect(worldNow()).toEqual({ living: [], routes: [] });
	});
});

describe("A renamed VpcPeerConnectionAccepter", () => {
	const peer = connection("peer", "partner");
	test.each([["delete"], ["keep"]])("with onDelete %s keeps the connection", async (onDelete) => {
		const stack = new Stack(cloud());
		await stack.up([peer, accepter("yes", "peer", { onDelete })]);
		const before = worldNow();
		const program = [peer, accepter("indeed", "peer", { onDelete })];
		await stack.up(program);
		expect(worldNow()).toEqual(before);
		expect(cloud().connections.map(({ status }) => status)).toEqual(["Activated"]);
		await expectSettled(stack, program);
	});

	test("with onDelete delete keeps it also when the old name goes in a later run", async () => {
		const stack = new Stack(cloud());
		await stack.up([peer, accepter("yes", "peer", { onDelete: "delete" })]);
		const before = worldNow();
		const program = [peer, accepter("indeed", "peer", { onDelete: "delete" })];
		await stack.up(program, { targets: ["indeed"] });
		await stack.up(program);
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, program);
	});
});

describe("Renamed routes", () => {
	const app = connection("app", "ab");

	test.each(["program", "reversed"] as const)("of a VpcPeerRoutes never go, not for one up (%s)", async (order) => {
		const stack = new Stack(cloud());
		await stack.up([app, routes("routes", "app", "vpc-hangzhou-b1")]);
		const before = worldNow();
		cloud().emulator.clearRequests();
		const program = [app, routes("ways", "app", "vpc-hangzhou-b1")];
		const preview = await stack.preview(program);
		expect(preview).toMatchObject({ ways: "create", routes: "delete" });
		const said = stack.lines("the routes of vpc-hangzhou-b1");
		expect(said).not.toEqual([]);
		await stack.up(program, { order });
		const after = worldNow();
		expect(after.routes.map(({ id }) => id)).toEqual(before.routes.map(({ id }) => id));
		expect(changesIn(cloud()).filter((action) => /^(Delete|Create)/.test(action))).toEqual([]);
		const { leftAlone } = stack.entry(routes("ways", "app", "")).outs as { leftAlone: unknown[] };
		expect(leftAlone).toEqual([]);
		await expectSettled(stack, program);
		await stack.destroy();
		expect(routesIn(cloud())).toEqual([]);
	});

	test.each([0, 1, 2, 3])(
		"of either kind stay where the list of entries lacks them at look %s: the create meets them, and takes them over",
		async (skip) => {
			const place = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" };
			for (const [old, renamed] of [
				[routes("routes", "app", "vpc-hangzhou-b1"), routes("ways", "app", "vpc-hangzhou-b1")],
				[route("one", "app", place), route("two", "app", place)],
			] as const) {
				const stack = new Stack(cloud());
				await stack.up([app, old]);
				const before = worldNow();
				cloud().emulator.faults.add({ action: "DescribeRouteEntryList", kind: "stale", skip, times: 1 });
				await stack.up([app, renamed]);
				cloud().emulator.faults.clear();
				expect(worldNow().routes.map(({ id }) => id)).toEqual(before.routes.map(({ id }) => id));
				await expectSettled(stack, [app, renamed]);
				await stack.destroy();
				expect(routesIn(cloud())).toEqual([]);
			}
		},
	);

	test("of a VpcPeerRoutes stay also when the old name goes in a later run", async () => {
		const stack = new Stack(cloud());
		await stack.up([app, routes("routes", "app", "vpc-hangzhou-b1")]);
		const before = worldNow();
		const program = [app, routes("ways", "app", "vpc-hangzhou-b1")];
		await stack.up(program, { targets: ["ways"] });
		await stack.up(program);
		expect(worldNow().routes.map(({ id }) => id)).toEqual(before.routes.map(({ id }) => id));
		await expectSettled(stack, program);
	});

	test("of a VpcPeerRoute stay, in one run and in two", async () => {
		const args = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" };
		const stack = new Stack(cloud());
		await stack.up([app, route("one", "app", args)]);
		const before = worldNow();
		await stack.up([app, route("two", "app", args)]);
		await stack.up([app, route("three", "app", args)], { targets: ["three"] });
		await stack.up([app, route("three", "app", args)]);
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, [app, route("three", "app", args)]);
	});
});
