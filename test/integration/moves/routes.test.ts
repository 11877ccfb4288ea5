import type { StackProgram } from "../support/stack-program";
import { connection, route, routes } from "./declarations";
import { changesIn, cloudOfTests, routesIn, Stack } from "./stack";

/* Routes that change: what comes is made before what it replaces goes, and a range may change hands. Issue 13, D and F. */

const cloud = cloudOfTests();
const table = "vtb-hangzhou-a1";
const app = connection("app", "ab");
const other = connection("other", "shanghai");

async function expectSettled(stack: Stack, of: StackProgram): Promise<void> {
	cloud().emulator.clearRequests();
	expect(new Set(Object.values(await stack.up(of)).flat())).toEqual(new Set(["same"]));
	expect(changesIn(cloud())).toEqual([]);
}

test.each(["at once", "in a later run", "while nothing else changes"] as const)(
	"A VpcPeerRoute that leaves the program leaves its entry to the VpcPeerRoutes that wants it, %s",
	async (when) => {
		const stack = new Stack(cloud());
		const place = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" };
		const one = route("one", "app", place);
		const all = routes("all", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16"] });
		await stack.up([app, one]);
		const entries = () => cloud().emulator.world.routeEntries();
		const [before] = entries();
		if (when !== "at once") await stack.up([app, one, all]);
		if (when === "while nothing else changes") await stack.up([app, one, all]);
		await stack.up([app, all]);
		expect(entries()).toMatchObject([{ id: before?.id, destinationCidrBlock: "10.2.0.0/16" }]);
		// The engine deletes last, so what was handed over gets into the state with the next run, whose preview names it.
		await stack.preview([app, all]);
		expect(stack.lines("has 10.2.0.0/16 in vtb-hangzhou-a1, which another resource handed over")).toHaveLength(1);
		expect(await stack.up([app, all])).toMatchObject({ app: ["same"], all: ["update"] });
		expect(stack.entry(all).outs).toMatchObject({ routes: [{ routeEntryId: before?.id }], leftAlone: [] });
		await expectSettled(stack, [app, all]);
		// From now on it is the set's own, and goes with it.
		await stack.destroy();
		expect(entries()).toEqual([]);
	},
);

describe("Changed destinations", () => {
	const to = (...destinations: string[]): StackProgram => [
		app,
		routes("there", "app", "vpc-hangzhou-a1", { destinations }),
	];
	const [all, halves] = [["10.2.0.0/16"], ["10.2.0.0/17", "10.2.128.0/17"]];

	/** Each fault with what takes it away again. */
	const faults = {
		"a quota": () => {
			const { world } = cloud().emulator;
			world.setQuota({ routeEntriesPerTable: 1 });
			return () => world.setQuota({ routeEntriesPerTable: 200 });
		},
		"an error of the second half": () => {
			const fault = { kind: "error", httpStatus: 400, code: "OperationDenied.Anything" } as const;
			const rule = cloud().emulator.faults.add({ ...fault, action: "CreateRouteEntry", skip: 1, times: 1 });
			return () => rule.remove();
		},
		"a service that stays broken": () => {
			const fault = { kind: "error", httpStatus: 500, code: "InternalError" } as const;
			const times = Number.POSITIVE_INFINITY;
			const rule = cloud().emulator.faults.add({ ...fault, action: "CreateRouteEntry", skip: 1, times });
			return () => rule.remove();
		},
	};

	test.each(Object.entries(faults))(
		"that meet %s half-way leave traffic flowing, and go on in the next up",
		async (_what, meet) => {
			const stack = new Stack(cloud());
			await stack.up(to(...all));
			const [before] = routesIn(cloud());
			const mend = meet();
			await stack.refused(to(...halves));
			expect(routesIn(cloud())).toContain(before);
			expect(changesIn(cloud())).not.toContain("DeleteRouteEntry");
			mend();
			await stack.up(to(...halves));
			expect(routesIn(cloud())).toEqual(halves.map((range) => `${table} ${range} -> ${stack.id(app)}`));
			await expectSettled(stack, to(...halves));
		},
	);

	test("and back leave no moment without a route", async () => {
		const stack = new Stack(cloud());
		await stack.up(to(...halves));
		cloud().emulator.clearRequests();
		await stack.up(to(...all));
		expect(changesIn(cloud())).toEqual(["CreateRouteEntry", "DeleteRouteEntry", "DeleteRouteEntry"]);
		await expectSettled(stack, to(...all));
	});
});

describe("A range that passes from one peering of a stack to another", () => {
	const wide = "10.0.0.0/8";
	const programs = (holder: "app" | "other"): StackProgram => [
		app,
		other,
		routes("to-app", "app", "vpc-hangzhou-a1", {
			destinations: holder === "app" ? ["10.2.0.0/16", wide] : ["10.2.0.0/16"],
		}),
		routes("to-other", "other", "vpc-hangzhou-a1", {
			destinations: holder === "other" ? ["10.3.0.0/16", wide] : ["10.3.0.0/16"],
		}),
	];

	test.each([
		["app", "program"],
		["app", "reversed"],
		["other", "program"],
		["other", "reversed"],
	] as const)("passes in one up, from %s, in order: %s", async (from, order) => {
		const to = from === "app" ? "other" : "app";
		const stack = new Stack(cloud());
		await stack.up(programs(from));
		const preview = await stack.preview(programs(to), { order });
		expect(preview).toMatchObject({ "to-app": "update", "to-other": "update" });
		// The engine asks about both before either is changed.
		await stack.up(programs(to), { order, ahead: true });
		expect(routesIn(cloud())).toContain(`${table} ${wide} -> ${stack.id(to === "app" ? app : other)}`);
		expect(routesIn(cloud())).toHaveLength(3);
		await expectSettled(stack, programs(to));
	});

	test("asked about one after another (--parallel 1), the one that wants it first: refused, and nothing is lost", async () => {
		const stack = new Stack(cloud());
		await stack.up(programs("app"));
		const before = routesIn(cloud());
		expect(await stack.refused(programs("other"), { order: "reversed" })).toContain(wide);
		expect(routesIn(cloud())).toEqual(before);
		await stack.up(programs("other"), { order: "program" });
		await expectSettled(stack, programs("other"));
	});

	test("where it was all that the first one had, and that leaves the program, passes in the two runs that are advised", async () => {
		const stack = new Stack(cloud());
		const wanted = (args = {}) => [
			app,
			other,
			routes("to-other", "other", "vpc-hangzhou-a1", { destinations: [wide], ...args }),
		];
		await stack.up([app, other, routes("to-app", "app", "vpc-hangzhou-a1", { destinations: [wide] })]);
		const before = routesIn(cloud());
		await stack.preview(wanted());
		expect(stack.lines(wide, 'conflicts: "leaveAlone"')).not.toEqual([]);
		const text = await stack.refused(wanted());
		expect(text).toContain(wide);
		expect(text).toContain('conflicts: "leaveAlone"');
		expect(routesIn(cloud())).toEqual(before);
		await stack.up(wanted({ conflicts: "leaveAlone" }));
		await stack.up(wanted());
		expect(routesIn(cloud())).toEqual([`${table} ${wide} -> ${stack.id(other)}`]);
		await expectSettled(stack, wanted());
	});
});

describe("Routes that are there already, of somebody else", () => {
	const set = routes("all", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16"] });

	test("of another stack are named at preview and at up, and made when they are gone", async () => {
		const [first, second] = [new Stack(cloud(), "first"), new Stack(cloud(), "second")];
		await first.up([app, set]);
		const known = { instanceId: first.id(app) };
		const shared = routes("mine", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16"], ...known });
		await second.preview([shared]);
		expect(second.lines("10.2.0.0/16", table, "another stack made this route")).toHaveLength(1);
		await second.up([shared]);
		expect(second.lines("10.2.0.0/16", table, "another stack made this route")).not.toEqual([]);
		await first.up([app]);
		expect(routesIn(cloud())).toEqual([]);
		await second.up([shared]);
		expect(routesIn(cloud())).toEqual([`${table} 10.2.0.0/16 -> ${first.id(app)}`]);
		await expectSettled(second, [shared]);
	});
});

describe("Bad input", () => {
	test.each([
		["a list of destinations", { destinations: ["10.2.0.0/16"] }],
		["selected tables", { destinations: ["10.2.0.0/16"], routeTables: { ids: [table] } }],
		["the ranges of the other VPC", {}],
	])(
		"two VpcPeerRoutes for the same routes (%s) are refused at preview and at up, and change nothing",
		async (_what, args) => {
			const stack = new Stack(cloud());
			const named = (name: string, more = {}) => routes(name, "app", "vpc-hangzhou-a1", { ...args, ...more });
			await stack.up([app, named("one")]);
			const before = routesIn(cloud());
			const program = [app, named("one"), named("two")];
			expect(await stack.refusedPreview(program)).toMatch(/VpcPeerRoutes (one|two)/);
			expect(await stack.refused(program)).toMatch(/VpcPeerRoutes (one|two)/);
			expect(routesIn(cloud())).toEqual(before);
			// Who asks for it makes do with the routes of others.
			await stack.up([app, named("one"), named("two", { conflicts: "leaveAlone" })]);
			expect(routesIn(cloud())).toEqual(before);
		},
	);

	test("two VpcPeerRoutes that want one range are refused, and change nothing", async () => {
		const stack = new Stack(cloud());
		const program = (...destinations: string[]) => [
			app,
			other,
			routes("to-app", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16", ...destinations] }),
			routes("to-other", "other", "vpc-hangzhou-a1", { destinations: ["10.3.0.0/16", ...destinations] }),
		];
		await stack.up(program());
		const before = routesIn(cloud());
		expect(await stack.refused(program("10.0.0.0/8"))).toContain("10.0.0.0/8");
		expect(before.filter((one) => !routesIn(cloud()).includes(one))).toEqual([]);
		await stack.up(program());
		expect(routesIn(cloud())).toEqual(before);
	});

	test("a VpcPeerRoute for a range of a VpcPeerRoutes that stays: refused, and the preview says why it may be", async () => {
		const stack = new Stack(cloud());
		const set = routes("all", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16"] });
		await stack.up([app, set]);
		const before = routesIn(cloud());
		const program = [app, set, route("one", "app", { routeTableId: table, destinationCidrBlock: "10.2.0.0/16" })];
		const words = await stack.preview(program).then(
			() => stack.lines("VpcPeerRoutes all of this program made it").join(),
			(error: Error) => error.message,
		);
		expect(words).toContain("VpcPeerRoutes all of this program");
		expect(await stack.refused(program)).toContain("VpcPeerRoutes all of this program");
		expect(routesIn(cloud())).toEqual(before);
	});

	test("two VpcPeerRoute for one place are refused at preview and at up, and change nothing", async () => {
		const args = { routeTableId: table, destinationCidrBlock: "10.2.0.0/16" };
		const stack = new Stack(cloud());
		await stack.up([app, route("one", "app", args)]);
		const before = routesIn(cloud());
		const program = [app, route("one", "app", args), route("two", "app", args)];
		expect(await stack.refusedPreview(program)).toMatch(/VpcPeerRoute (one|two)/);
		expect(await stack.refused(program)).toMatch(/VpcPeerRoute (one|two)/);
		await stack.up([app, route("one", "app", args)]);
		expect(routesIn(cloud())).toEqual(before);
	});
});
