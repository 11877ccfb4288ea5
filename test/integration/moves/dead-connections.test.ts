import type { StackProgram } from "../support/stack-program";
import { accepter, connection, peering, routes, secondAccount } from "./declarations";
import { cloudOfTests, living, Stack } from "./stack";

/* A connection that is gone, and a run that meets it: it says so, with the id and what helps. Issue 13, G. */

const cloud = cloudOfTests();

/** The words that each run has to say of a dead connection. */
const words = (id: string) => [id, "pulumi up --refresh"];

const warnings = (stack: Stack, id: string) => stack.lines(...words(id)).filter(({ level }) => level === "warning");

describe("A whole peering whose connection the other account dropped", () => {
	const program = peering("net", "partner");
	const [net] = program as [StackProgram[number]];

	test("is warned of by a preview and by a plain up; a refresh makes it anew", async () => {
		const stack = new Stack(cloud());
		await stack.up(program);
		const id = stack.id(net);
		cloud().emulator.world.dropConnection(id);
		await stack.preview(program);
		expect(warnings(stack, id)).not.toEqual([]);
		await stack.up(program).catch(() => undefined);
		expect(warnings(stack, id)).not.toEqual([]);
		await stack.up(program, { refresh: true });
		expect(living(cloud())).toEqual([stack.id(net)]);
		expect(stack.id(net)).not.toBe(id);
		expect(cloud().emulator.world.routeEntries()).toHaveLength(3);
	});
});

describe.each(["Rejected", "Expired"] as const)(
	"A connection that waits for the other account, and is %s",
	(status) => {
		const peer = connection("peer", "partner");
		const program = [peer, routes("there", "peer", "vpc-hangzhou-a1", { whileAccepting: "postpone" })];

		test("is warned of by a preview and by a plain up; a refresh makes it anew", async () => {
			const stack = new Stack(cloud());
			await stack.up(program);
			const id = stack.id(peer);
			cloud().emulator.world.modifyConnection(id, { status });
			await stack.preview(program);
			expect(warnings(stack, id)).not.toEqual([]);
			await stack.up(program).catch(() => undefined);
			expect(warnings(stack, id)).not.toEqual([]);
			await stack.up(program, { refresh: true });
			expect(living(cloud())).toEqual([stack.id(peer)]);
			expect(stack.id(peer)).not.toBe(id);
		});
	},
);

test.each([0, 1, 2])(
	"A connection that somebody deleted is warned of, too, where look %s at it shows it as it was",
	async (skip) => {
		const stack = new Stack(cloud());
		const app = connection("app", "ab");
		await stack.up([app]);
		const id = stack.id(app);
		cloud().emulator.world.dropConnection(id);
		cloud().emulator.faults.add({ action: "GetVpcPeerConnectionAttribute", kind: "old", skip, times: 1 });
		await stack.up([app]);
		expect(warnings(stack, id)).not.toEqual([]);
	},
);

test("An accepter that leaves does not say that a connection stays which is gone", async () => {
	const stack = new Stack(cloud());
	const peer = connection("peer", "partner");
	await stack.up([peer, accepter("yes", "peer")]);
	const id = stack.id(peer);
	cloud().emulator.world.dropConnection(id);
	await stack.destroy({ targets: ["yes"] });
	expect(
		stack
			.lines(id)
			.map(({ text }) => text)
			.join("\n"),
	).not.toMatch(/stays|is kept/);
	expect(stack.lines(id)).not.toEqual([]);
});

test("What waits for somebody else is not said of a connection that the program accepts by itself", async () => {
	const stack = new Stack(cloud());
	await stack.up(peering("net", "partner"));
	// No such line, or one that says that the program does it.
	expect(stack.lines(`account ${secondAccount} must accept`).filter(({ text }) => !text.includes("Accepter"))).toEqual(
		[],
	);
});

test.each([0, 1, 2])(
	"A route that somebody deleted is made again by a plain up, also where it finds no route tables at first (%s answers)",
	async (times) => {
		const stack = new Stack(cloud());
		const program = [connection("app", "ab"), routes("there", "app", "vpc-hangzhou-a1")];
		await stack.up(program);
		const [route] = cloud().emulator.world.routeEntries();
		cloud().emulator.world.removeRouteEntry(route?.id ?? "");
		cloud().emulator.faults.add({ action: "DescribeRouteTableList", kind: "stale", times });
		await stack.up(program);
		expect(cloud().emulator.world.routeEntries()).toMatchObject([
			{ destinationCidrBlock: route?.destinationCidrBlock, nextHopId: route?.nextHopId },
		]);
	},
);

describe("One answer out of date", () => {
	const app = connection("app", "ab");
	const program = [app, routes("there", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16"] })];

	test.each([
		["stale", "DescribeRouteEntryList", "refresh"],
		["stale", "GetVpcPeerConnectionAttribute", "refresh"],
		["stale", "DescribeRouteEntryList", "up"],
		["stale", "GetVpcPeerConnectionAttribute", "up"],
		["stale", "DescribeRouteTableList", "refresh"],
	] as const)("(%s, %s) at a %s drops nothing from the state, and makes nothing twice", async (kind, action, run) => {
		const stack = new Stack(cloud());
		await stack.up(program);
		const before = stack.engine.state.map(({ id }) => id);
		for (let skip = 0; skip < 3; skip += 1) {
			const rule = cloud().emulator.faults.add({ kind, action, skip, times: 1 });
			await (run === "up" ? stack.up(program) : stack.refresh());
			rule.remove();
			expect(stack.engine.state.map(({ id }) => id)).toEqual(before);
			expect(stack.lines("pulumi up --refresh")).toEqual([]);
		}
	});
});
