import { type Cloud, startCloud } from "./support/cloud";
import { expectSettled, expectWaysOn, longAgoMs, networkIn, urnIn, withRoutes } from "./support/moves";
import { Stack } from "./support/stack";

/* Stacks that are renamed, begun anew under an old name, and that hand resources over, with the real engine. */

describe("A stack that is renamed, and a new one of its old name", () => {
	let cloud: Cloud;
	let stack: Stack;
	let before: ReturnType<typeof networkIn>;

	beforeAll(async () => {
		cloud = await startCloud();
		stack = await Stack.create({ cloud, program: withRoutes("core") });
		await stack.up();
		before = networkIn(cloud);
	});

	test("the renamed one goes on as before", async () => {
		await stack.must("stack", "rename", "production");
		await expectSettled(cloud, stack);
		expect(networkIn(cloud)).toEqual(before);
	});

	test("the new one does not share the connection: refused at preview and at up, and its destroy leaves everything", async () => {
		cloud.emulator.clock.advance(longAgoMs);
		await stack.must("stack", "init", "dev");
		const { instanceId } = cloud.onlyConnection;
		expectWaysOn(await stack.mustFail("preview"), instanceId);
		expectWaysOn(await stack.failingUp(), instanceId);
		await stack.destroy();
		expect(networkIn(cloud)).toEqual(before);
		await stack.must("stack", "select", "production");
		await expectSettled(cloud, stack);
	});

	test("with `state move` the new one gets it; the old one is refused what it still declares", async () => {
		const urn = await urnIn(stack, "core");
		await stack.must("state", "move", "--source", "production", "--dest", "dev", "--include-parents", "--yes", urn);
		expectWaysOn(await stack.failingUp(), cloud.onlyConnection.instanceId);
		expect(networkIn(cloud)).toEqual(before);
	});

	test("the renamed stack really deletes what leaves its program, also in an up that refreshes", async () => {
		await stack.must("stack", "select", "production");
		stack.write({ "index.js": "" });
		await stack.up("--refresh");
		expect(networkIn(cloud)).toEqual({ ...before, entries: [] });
	});

	test("what was moved is deleted by the stack that has it", async () => {
		await stack.must("stack", "select", "dev");
		await stack.destroy();
		expect(networkIn(cloud)).toEqual({ connections: [], entries: [] });
	});
});

test("Soon after the create a new stack of the old name says that another stack may hold the connection", async () => {
	const cloud = await startCloud();
	const stack = await Stack.create({ cloud, program: withRoutes("core") });
	await stack.up();
	const { instanceId } = cloud.onlyConnection;
	await stack.must("stack", "rename", "production");
	await stack.must("stack", "init", "dev");
	for (const run of [await stack.preview(), await stack.up()]) {
		const lines = run.linesWith(instanceId).filter((line) => line.includes("warning:"));
		expect(lines.join("\n")).toContain("another stack");
	}
});
