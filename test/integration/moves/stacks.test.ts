import type { StackProgram } from "../support/stack-program";
import { connection, peering, route, routes } from "./declarations";
import { changesIn, cloudOfTests, living, routesIn, Stack } from "./stack";

/*
 * Several stacks on one cloud, renamed, begun anew under an old name, and with resources that move from one to another.
 * Issue 13, C. A ClientToken comes from the stack's name, so a second stack of an old name asks for the same connection.
 */

const cloud = cloudOfTests();
const hour = 3_600_000;
const core = connection("core", "ab");
const program: StackProgram = [core, routes("there", "core", "vpc-hangzhou-a1")];

async function expectSettled(stack: Stack, of: StackProgram): Promise<void> {
	cloud().emulator.clearRequests();
	expect(new Set(Object.values(await stack.up(of)).flat())).toEqual(new Set(["same"]));
	expect(changesIn(cloud())).toEqual([]);
}

describe("A renamed stack", () => {
	test("goes on as before, with everything that it has", async () => {
		const stack = new Stack(cloud());
		await stack.up(program);
		const id = stack.id(core);
		stack.rename("production");
		await expectSettled(stack, program);
		await stack.up(program, { refresh: true });
		await stack.up([connection("core", "ab", { name: "core" }), ...program.slice(1)]);
		expect(living(cloud())).toEqual([id]);
		await stack.destroy();
		expect(living(cloud())).toEqual([]);
	});

	test("whose resource gets another name, with adopt, keeps its connection", async () => {
		const stack = new Stack(cloud());
		await stack.up([core]);
		const id = stack.id(core);
		stack.rename("production");
		const adopting = [connection("centre", "ab", { adopt: true })];
		await stack.up(adopting);
		expect(living(cloud())).toEqual([id]);
		await expectSettled(stack, adopting);
	});

	test("an hour and more after its create does not share its connection with a new stack of the old name", async () => {
		const production = new Stack(cloud());
		await production.up(program);
		const before = { living: living(cloud()), routes: routesIn(cloud()) };
		cloud().time.cloud.advance(2 * hour);
		production.rename("production");
		const dev = new Stack(cloud());
		const preview = await dev.refusedPreview(program);
		const text = await dev.refused(program);
		for (const words of [preview, text]) {
			expect(words).toContain(production.id(core));
			expect(words).toMatch(/aliases: \[\{ name: "[^"]+" \}\][\s\S]*adopt: true/);
		}
		await dev.destroy();
		expect({ living: living(cloud()), routes: routesIn(cloud()) }).toEqual(before);
		await expectSettled(production, program);
	});

	test("soon after its create, a new stack of the old name says whose the connection may be, at preview, too", async () => {
		const production = new Stack(cloud());
		await production.up([core]);
		const id = production.id(core);
		production.rename("production");
		const dev = new Stack(cloud());
		await dev.preview([core]);
		expect(dev.lines(id, "another stack")).not.toEqual([]);
		await dev.up([core]);
		const [line] = dev.lines(id, "another stack");
		expect(line?.level).toBe("warning");
	});

	test("whose old name's stack adopts its connection has said what a destroy does", async () => {
		const production = new Stack(cloud());
		await production.up([core]);
		const id = production.id(core);
		cloud().time.cloud.advance(2 * hour);
		production.rename("production");
		const dev = new Stack(cloud());
		const adopting = [connection("core", "ab", { adopt: true })];
		await dev.preview(adopting);
		expect(dev.lines(id, "adopts", "another stack")).not.toEqual([]);
		await dev.up(adopting);
		expect(dev.lines(id, "adopts", "another stack")).not.toEqual([]);
		await expectSettled(production, [core]);
		await expectSettled(dev, adopting);
		// Taken out of the program with its state kept, nothing is deleted: what the line advises.
		expect(living(cloud())).toEqual([id]);
	});
});

describe("Routes to a connection of somebody else, in a renamed stack and a new one of its old name", () => {
	const kinds = {
		VpcPeerRoutes: (instanceId: string) => routes("there", "", "vpc-hangzhou-a1", { instanceId }),
		VpcPeerRoute: (instanceId: string) =>
			route("there", "", { instanceId, routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" }),
	};

	test.each(Object.entries(kinds))(
		"%s: what the renamed one declares outlives the new one, or the new one says so",
		async (_kind, of) => {
			const network = new Stack(cloud(), "network");
			await network.up([core]);
			const ways = of(network.id(core));
			const production = new Stack(cloud());
			await production.up([ways]);
			const before = routesIn(cloud());
			cloud().time.cloud.advance(2 * hour);
			production.rename("production");
			const dev = new Stack(cloud());
			await dev.up([ways]).catch(() => undefined);
			const said = dev.said.map(({ text }) => text).join("\n");
			await dev.destroy();
			expect(routesIn(cloud()).length === 0 ? said : "kept").toMatch(/another stack|kept/);
			expect(before).toHaveLength(1);
		},
	);
});

describe.each([{}, { refresh: true }])("A renamed stack, run with %j", (options) => {
	const there = (range: string) => [
		core,
		route("there", "core", { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: range }),
	];

	test.each([0, 1])("and %d plain ups before, really deletes what left the program", async (ups) => {
		const stack = new Stack(cloud());
		await stack.up(program);
		stack.rename("production");
		for (let up = 1; up <= ups; up += 1) {
			await stack.up(program);
		}
		await stack.up([], options);
		expect([...living(cloud()), ...routesIn(cloud())]).toEqual([]);
		expect(stack.engine.state).toEqual([]);
	});

	test("really deletes what it replaces", async () => {
		const stack = new Stack(cloud());
		await stack.up(there("10.2.0.0/16"));
		stack.rename("production");
		await stack.up(there("10.2.0.0/17"), options);
		expect(routesIn(cloud())).toHaveLength(1);
		await stack.up([connection("core", "shanghai")], options);
		expect(living(cloud())).toEqual([stack.id(core)]);
		expect(routesIn(cloud())).toEqual([]);
	});

	test("keeps the routes of a set that gets another name with its connection", async () => {
		const stack = new Stack(cloud());
		await stack.up(program);
		const before = routesIn(cloud());
		stack.rename("production");
		const adopting = [connection("centre", "ab", { adopt: true }), routes("ways", "centre", "vpc-hangzhou-a1")];
		await stack.up(adopting, options);
		expect(routesIn(cloud())).toEqual(before);
		// What was handed over at the end of the run gets into the state with the next one.
		await stack.up(adopting);
		await expectSettled(stack, adopting);
	});
});

describe("A connection that `state move` takes to another stack", () => {
	async function movedAway(ms: number): Promise<[from: Stack, to: Stack, id: string]> {
		const [from, to] = [new Stack(cloud(), "network"), new Stack(cloud(), "apps")];
		await from.up([core]);
		await to.up([connection("other", "shanghai")]);
		const id = from.id(core);
		cloud().time.cloud.advance(ms);
		from.move(to, core);
		return [from, to, id];
	}

	test.each([0, 2 * hour])("is its own there, %d ms after its create", async (ms) => {
		const [from, to, id] = await movedAway(ms);
		const both = [connection("other", "shanghai"), core];
		await expectSettled(to, both);
		await from.up([]);
		expect(living(cloud())).toContain(id);
		await to.up([connection("other", "shanghai")]);
		expect(living(cloud())).not.toContain(id);
	});

	test("is refused to the source, which declares it still, an hour and more later", async () => {
		const [from, to, id] = await movedAway(2 * hour);
		const preview = await from.refusedPreview([core]);
		const text = await from.refused([core]);
		expect(preview).toContain(id);
		expect(text).toContain(id);
		await from.destroy();
		expect(living(cloud())).toContain(id);
		await expectSettled(to, [connection("other", "shanghai"), core]);
	});

	test("soon after its create the source shares it, and says so", async () => {
		const [from, , id] = await movedAway(0);
		await from.up([core]);
		expect(from.lines(id, "another stack")[0]?.level).toBe("warning");
	});

	test("with its routes, as a whole peering, has nothing to do there", async () => {
		const [from, to] = [new Stack(cloud(), "network"), new Stack(cloud(), "apps")];
		const net = peering("net", "partner");
		await from.up(net);
		const before = routesIn(cloud());
		from.move(to, ...net);
		await to.up(net);
		expect(routesIn(cloud())).toEqual(before);
		await expectSettled(to, net);
		expect(from.engine.state).toEqual([]);
		await to.destroy();
		expect([...living(cloud()), ...routesIn(cloud())]).toEqual([]);
	});
});

describe("Two stacks that declare the same connection", () => {
	test("under different names: the second is refused, whatever the age, and neither loses anything", async () => {
		const one = new Stack(cloud(), "one");
		await one.up(program);
		const two = new Stack(cloud(), "two");
		for (const ms of [0, 2 * hour]) {
			cloud().time.cloud.advance(ms);
			expect(await two.refused([core])).toContain(one.id(core));
			await two.destroy();
			await expectSettled(one, program);
		}
	});
});
