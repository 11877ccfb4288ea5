import { accepter, connection, routes } from "./declarations";
import { changesIn, cloudOfTests, living, routesIn, Stack } from "./stack";

/* What a program must not say: a clear error, or a clear word, and nothing is destroyed. Issue 13, "Bad input". */

const cloud = cloudOfTests();
const hour = 3_600_000;

describe("Two resources of one stack that declare the same connection", () => {
	test.each([
		["plain", {}, {}],
		["the other way round", {}, { vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-hangzhou-a1" }],
		["adopted", {}, { adopt: true }],
		["both adopted", { adopt: true }, { adopt: true }],
	])("(%s) are refused at preview and at up, by their names, and nothing is made", async (_how, one, two) => {
		for (const order of ["program", "reversed"] as const) {
			const stack = new Stack(cloud());
			const program = [connection("one", "ab", one), connection("two", "ab", two)];
			expect(await stack.refusedPreview(program, { order })).toMatch(/\b(one|two)\b/);
			expect(await stack.refused(program, { order, ahead: true })).toMatch(/VpcPeerConnection (one|two)/);
			expect(living(cloud())).toEqual([]);
		}
	});

	test.each([[{}], [{ adopt: true }]])("of which one was there before (%j) change nothing", async (args) => {
		const stack = new Stack(cloud());
		const one = connection("one", "ab");
		await stack.up([one]);
		const before = living(cloud());
		cloud().time.cloud.advance(2 * hour);
		for (const order of ["program", "reversed"] as const) {
			await stack.refused([one, connection("two", "ab", args)], { order });
			expect(living(cloud())).toEqual(before);
		}
		cloud().emulator.clearRequests();
		await stack.up([one]);
		expect(changesIn(cloud())).toEqual([]);
	});

	test("and accept it twice are refused by their names, and the connection stays", async () => {
		const stack = new Stack(cloud());
		const peer = connection("peer", "partner");
		await stack.up([peer, accepter("one", "peer", { onDelete: "delete" })]);
		const before = living(cloud());
		const program = [peer, accepter("one", "peer", { onDelete: "delete" }), accepter("two", "peer")];
		expect(await stack.refusedPreview(program)).toMatch(/VpcPeerConnectionAccepter (one|two)/);
		expect(await stack.refused(program)).toMatch(/VpcPeerConnectionAccepter (one|two)/);
		await stack.up([peer, accepter("one", "peer", { onDelete: "delete" })]);
		expect(living(cloud())).toEqual(before);
	});
});

test("An alias that points at a resource of another kind finds nothing: refused, and nothing is destroyed", async () => {
	const stack = new Stack(cloud());
	const app = connection("app", "ab");
	await stack.up([app, routes("there", "app", "vpc-hangzhou-a1")]);
	const before = [...living(cloud()), ...routesIn(cloud())];
	cloud().time.cloud.advance(2 * hour);
	const aliased = connection("application", "ab", {}, { aliases: [{ name: "there", kind: "VpcPeerRoutes" }] });
	const text = await stack.refused([aliased, routes("ways", "application", "vpc-hangzhou-a1")]);
	expect(text).toMatch(/VpcPeerRoutes|aliases/);
	expect([...living(cloud()), ...routesIn(cloud())]).toEqual(before);
});

test("A connection that another stack holds is adopted with a clear word, and is whole in both", async () => {
	const theirs = new Stack(cloud(), "theirs");
	const app = connection("app", "ab", { name: "app" });
	await theirs.up([app]);
	const mine = new Stack(cloud(), "mine");
	const adopting = [connection("mine", "ab", { name: "app", adopt: true })];
	await mine.preview(adopting);
	expect(mine.lines(theirs.id(app), "another stack")).not.toEqual([]);
	await mine.up(adopting);
	expect(mine.lines(theirs.id(app), "another stack")).not.toEqual([]);
	expect(living(cloud())).toEqual([theirs.id(app)]);
	cloud().emulator.clearRequests();
	await theirs.up([app]);
	expect(changesIn(cloud())).toEqual([]);
});

describe("A replaced resource whose old state is of another shape", () => {
	const app = connection("app", "ab");

	/** The state as a release wrote it that did not know of this shape, or one that knows a later one. */
	function withShape(stack: Stack, shape: number | undefined): void {
		stack.engine.write(
			stack.engine.state.map((entry) => ({
				...entry,
				outs: { ...entry.outs, __state: shape === undefined ? undefined : { shape, given: [] } },
			})),
		);
	}

	test.each([0, 99, undefined])("(%s) is a clear error, and nothing is destroyed", async (shape) => {
		const stack = new Stack(cloud());
		await stack.up([app]);
		const before = living(cloud());
		withShape(stack, shape);
		for (const options of [{}, { replace: ["app"] }, { refresh: true }]) {
			const text = await stack.up([app], options).then(
				() => "",
				(error: Error) => error.message,
			);
			expect(living(cloud())).toEqual(before);
			expect(text === "" || text.includes(before[0] ?? "")).toBe(true);
		}
	});
});
