import type { StackProgram } from "../support/stack-program";
import { accepter, connection, peering, route, routes } from "./declarations";
import { changesIn, cloudOfTests, living, routesIn, Stack } from "./stack";

/*
 * A replacement that the engine decides by itself (`--replace`, a taint, `replacementTrigger`, `replaceWith`): the provider
 * is asked for no difference, and the new one comes before the old one goes. It really makes anew, or keeps what there is
 * and says so, or is refused before anything changes. Issue 13, B.
 */

const cloud = cloudOfTests();
const hour = 3_600_000;

async function expectSettled(stack: Stack, program: StackProgram): Promise<void> {
	cloud().emulator.clearRequests();
	expect(new Set(Object.values(await stack.up(program)).flat())).toEqual(new Set(["same"]));
	expect(changesIn(cloud())).toEqual([]);
	expect(stack.engine.state.filter(({ isReplaced }) => isReplaced === true)).toEqual([]);
}

/** What a replacement must not touch, unless it makes all of it anew. */
function worldNow() {
	return { living: living(cloud()), routes: routesIn(cloud()) };
}

const whole = (options = {}): StackProgram => [
	connection("app", "ab", {}, options),
	routes("there", "app", "vpc-hangzhou-a1"),
	routes("back", "app", "vpc-hangzhou-b1", { destinations: ["10.1.0.0/16"] }),
	route("more", "app", { routeTableId: "vtb-hangzhou-b1", destinationCidrBlock: "10.101.0.0/16" }),
];
const alone = (options = {}): StackProgram => [connection("app", "ab", {}, options)];
const [app] = alone() as [ReturnType<typeof connection>];

/** How a person asks for a replacement, and the program with which the next run does it. */
const asked = {
	"--replace": { ask: () => undefined, options: { replace: ["app"] } },
	"a taint": { ask: (stack: Stack) => stack.taint(app), options: {} },
} as const;

const programs = { "without routes": alone, "with routes": whole } as const;

describe.each(Object.entries(asked))("%s of a VpcPeerConnection", (_how, { ask, options }) => {
	describe.each(Object.entries(programs))("%s", (_what, program) => {
		test.each([
			["young", 0],
			["old", 2 * hour],
		])("that is %s is never its end", async (age, ms) => {
			const stack = new Stack(cloud());
			await stack.up(program());
			const before = worldNow();
			const states = stack.engine.state;
			cloud().time.cloud.advance(ms);
			ask(stack);
			if (age === "old") {
				const preview = await stack.refusedPreview(program(), options);
				const text = await stack.refused(program(), options);
				for (const words of [preview, text]) {
					expect(words).toContain(stack.id(app));
					expect(words).toContain("deleteBeforeReplace: true");
					expect(words).toContain("pulumi state untaint");
				}
				expect(stack.engine.state.map(({ id }) => id)).toEqual(states.map(({ id }) => id));
			} else {
				await stack.up(program(), options);
				expect(stack.lines(stack.id(app), "not deleted", "deleteBeforeReplace: true")).not.toEqual([]);
				await expectSettled(stack, program());
			}
			expect(worldNow()).toEqual(before);
		});

		test.each([
			["young", 0],
			["old", 2 * hour],
		])("that is %s makes it anew with deleteBeforeReplace", async (_age, ms) => {
			const stack = new Stack(cloud());
			await stack.up(program());
			const [before] = living(cloud());
			const routesBefore = routesIn(cloud());
			cloud().time.cloud.advance(ms);
			ask(stack);
			await stack.preview(program({ deleteBeforeReplace: true }), options);
			await stack.up(program({ deleteBeforeReplace: true }), options);
			expect(living(cloud())).toEqual([stack.id(app)]);
			expect(stack.id(app)).not.toBe(before);
			const moved = routesBefore.map((one) => one.replace(before ?? "", stack.id(app)));
			expect(routesIn(cloud())).toEqual(moved);
			await expectSettled(stack, program({ deleteBeforeReplace: true }));
			await expectSettled(stack, program());
		});
	});

	test("can be taken back after the refusal, and the stack goes on", async () => {
		const stack = new Stack(cloud());
		await stack.up(whole());
		cloud().time.cloud.advance(2 * hour);
		const untainted = stack.engine.state;
		ask(stack);
		await stack.refused(whole(), options);
		stack.engine.write(untainted);
		await expectSettled(stack, whole());
	});

	test("with adopt keeps it and says so", async () => {
		const stack = new Stack(cloud());
		const adopting = [connection("app", "ab", { adopt: true })];
		await stack.up(adopting);
		const before = worldNow();
		cloud().time.cloud.advance(2 * hour);
		ask(stack);
		await stack.up(adopting, options);
		expect(stack.lines(stack.id(app), "not deleted")).not.toEqual([]);
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, adopting);
	});
});

describe("A changed replacementTrigger", () => {
	test.each([
		["young", 0],
		["old", 2 * hour],
	])("of a connection that is %s keeps it whole, and says so", async (_age, ms) => {
		const stack = new Stack(cloud());
		await stack.up(whole({ replacementTrigger: "1" }));
		const before = worldNow();
		cloud().time.cloud.advance(ms);
		await stack.preview(whole({ replacementTrigger: "2" }));
		await stack.up(whole({ replacementTrigger: "2" }));
		expect(worldNow()).toEqual(before);
		expect(stack.lines(stack.id(app), "not deleted", "deleteBeforeReplace: true")).not.toEqual([]);
		await expectSettled(stack, whole({ replacementTrigger: "2" }));
	});

	test("with deleteBeforeReplace makes it anew", async () => {
		const stack = new Stack(cloud());
		await stack.up(whole({ replacementTrigger: "1" }));
		const [before] = living(cloud());
		const program = whole({ replacementTrigger: "2", deleteBeforeReplace: true });
		await stack.up(program);
		expect(living(cloud())).toEqual([stack.id(app)]);
		expect(stack.id(app)).not.toBe(before);
		await expectSettled(stack, program);
	});
});

describe("replaceWith", () => {
	test("another connection keeps what is not different, and says so", async () => {
		const stack = new Stack(cloud());
		const program = (pair: "shanghai" | "singapore") => [
			connection("other", pair),
			connection("app", "ab", {}, { replaceWith: ["other"] }),
			routes("there", "app", "vpc-hangzhou-a1", { destinations: ["10.2.0.0/16"] }),
		];
		await stack.up(program("shanghai"));
		const id = stack.id(app);
		const routesBefore = routesIn(cloud());
		await stack.up(program("singapore"));
		expect(stack.id(app)).toBe(id);
		expect(living(cloud())).toHaveLength(2);
		expect(living(cloud())).toContain(id);
		expect(routesIn(cloud())).toEqual(routesBefore);
		expect(stack.lines(id, "not deleted")).not.toEqual([]);
		await expectSettled(stack, program("singapore"));
	});
});

describe("Other kinds, replaced by the engine", () => {
	const peer = connection("peer", "partner");
	const kinds = {
		VpcPeerRoutes: routes("it", "app", "vpc-hangzhou-b1"),
		VpcPeerRoute: route("it", "app", { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" }),
	};

	test.each(
		Object.entries(kinds).flatMap(([kind, it]) =>
			[0, 2 * hour].flatMap((ms) => [[kind, "--replace", it, ms] as const, [kind, "a taint", it, ms] as const]),
		),
	)("%s, %s: its routes are there afterwards, and the stack is settled", async (_kind, how, it, ms) => {
		const stack = new Stack(cloud());
		await stack.up([app, it]);
		const before = worldNow();
		cloud().time.cloud.advance(ms);
		if (how === "a taint") {
			stack.taint(it);
		}
		await stack.up([app, it], { replace: how === "a taint" ? [] : ["it"] });
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, [app, it]);
	});

	test.each(["keep", "delete"])("VpcPeerConnectionAccepter with onDelete %s keeps the connection", async (onDelete) => {
		const stack = new Stack(cloud());
		const program = [peer, accepter("yes", "peer", { onDelete }), routes("there", "yes", "vpc-hangzhou-a1")];
		await stack.up(program);
		const before = worldNow();
		cloud().time.cloud.advance(2 * hour);
		await stack.up(program, { replace: ["yes"] });
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, program);
	});

	test("a whole peering, all of it at once: refused or kept, and whole", async () => {
		const stack = new Stack(cloud());
		const program = peering("net", "partner");
		await stack.up(program);
		const before = worldNow();
		await stack.up(program, { replace: program.map(({ name }) => name) });
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, program);
		cloud().time.cloud.advance(2 * hour);
		await stack.refused(program, { replace: program.map(({ name }) => name) });
		expect(worldNow()).toEqual(before);
		await expectSettled(stack, program);
	});
});

describe("A replacement whose old half waits for its delete", () => {
	/** app changes its pair, and the run ends between the create and the delete. */
	async function halfDone(): Promise<Stack> {
		const stack = new Stack(cloud());
		await stack.up(alone());
		cloud().emulator.world.denyAction("1210123456123456", "vpc:DeleteVpcPeerConnection");
		await stack.refused([connection("app", "shanghai")]);
		cloud().emulator.world.allowAction("1210123456123456", "vpc:DeleteVpcPeerConnection");
		expect(living(cloud())).toHaveLength(2);
		expect(stack.engine.state.map(({ isReplaced = false }) => isReplaced)).toEqual([false, true]);
		return stack;
	}

	test.each([{}, { refresh: true }])("is deleted by the next up with %j", async (options) => {
		const stack = await halfDone();
		await stack.up([connection("app", "shanghai")], options);
		expect(living(cloud())).toEqual([stack.id(app)]);
		await expectSettled(stack, [connection("app", "shanghai")]);
	});

	test("is deleted by a destroy", async () => {
		const stack = await halfDone();
		await stack.destroy();
		expect(living(cloud())).toEqual([]);
	});

	test("is had again where the program goes back soon", async () => {
		const stack = await halfDone();
		await stack.up(alone());
		expect(living(cloud())).toEqual([stack.id(app)]);
		await expectSettled(stack, alone());
	});

	test("is not taken for a remainder where the program goes back a day later; with adopt it is had again", async () => {
		const stack = await halfDone();
		cloud().time.cloud.advance(24 * hour);
		const before = worldNow();
		expect(await stack.refused(alone())).toMatch(/aliases[\s\S]*adopt: true/);
		expect(worldNow()).toEqual(before);
		const adopting = [connection("app", "ab", { adopt: true })];
		await stack.up(adopting);
		expect(living(cloud())).toEqual([stack.id(app)]);
		await expectSettled(stack, adopting);
	});
});
