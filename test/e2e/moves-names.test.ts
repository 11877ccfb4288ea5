import { type Cloud, startCloud } from "./support/cloud";
import { declares, expectSettled, expectWaysOn, longAgoMs, networkIn, pairText, withRoutes } from "./support/moves";
import { betweenAccounts, partner, secondAccount } from "./support/peering-programs";
import { Stack } from "./support/stack";

/* What gets another name keeps what it stands for, with the real engine. */

describe("A connection with routes", () => {
	let cloud: Cloud;
	let stack: Stack;
	let before: ReturnType<typeof networkIn>;

	beforeAll(async () => {
		cloud = await startCloud();
		stack = await Stack.create({ cloud, program: withRoutes("app") });
		await stack.up();
		before = networkIn(cloud);
		cloud.emulator.clock.advance(longAgoMs);
	});

	test("under another name is refused at preview and at up, with the ways on", async () => {
		stack.write(withRoutes("application"));
		const { instanceId } = cloud.onlyConnection;
		expectWaysOn(await stack.mustFail("preview"), instanceId);
		expectWaysOn(await stack.failingUp(), instanceId);
		expect(networkIn(cloud)).toEqual(before);
	});

	test("with the alias that the refusal names has nothing to do", async () => {
		stack.write(withRoutes("application", { options: 'aliases: [{ name: "app" }]' }));
		await expectSettled(cloud, stack);
		expect(networkIn(cloud)).toEqual(before);
	});

	// With --target the engine (3.259) may write a state that it takes for broken where routes depend on what is not targeted;
	// the move itself is a row of test/integration/moves/names.test.ts.

	test("adopted under a third name in an up that refreshes stays, too", async () => {
		stack.write(withRoutes("edge", { args: "adopt: true" }));
		await stack.up("--refresh");
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("whose VpcPeerRoutes get another name loses none of them", async () => {
		const { "index.js": text = "" } = withRoutes("edge", { args: "adopt: true" });
		stack.write({ "index.js": text.replace('"there"', '"ways"') });
		cloud.emulator.clearRequests();
		const preview = await stack.preview();
		expect(preview.text).toMatch(/the routes of vpc-hangzhou-a1 to pcc-\w+: /);
		await stack.up();
		expect(networkIn(cloud)).toEqual(before);
		expect(cloud.mutations.filter((action) => /^(Create|Delete)/.test(action))).toEqual([]);
		await expectSettled(cloud, stack);
	});

	test("that leaves the program goes, also in an up that refreshes", async () => {
		stack.write(declares(""));
		await stack.up("--refresh");
		expect(networkIn(cloud)).toEqual({ connections: [], entries: [] });
	});
});

describe("A list of connections by position", () => {
	const vpcs = {
		b: 'vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1"',
		shanghai: 'vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-shanghai-a1", acceptingRegionId: "cn-shanghai"',
		singapore: 'vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-singapore-a1", acceptingRegionId: "ap-southeast-1"',
	};
	const listed = (names: readonly (keyof typeof vpcs)[], args = "") =>
		declares(
			names.map((name, index) => `new VpcPeerConnection("peer-${index}", { ${vpcs[name]}, ${args} });`).join("\n"),
		);

	test("with one put in front is refused, and with adopt keeps all that were there", async () => {
		const cloud = await startCloud();
		const stack = await Stack.create({ cloud, program: listed(["b", "shanghai"]) });
		await stack.up();
		const before = networkIn(cloud).connections;
		stack.write(listed(["singapore", "b", "shanghai"]));
		expectWaysOn(await stack.failingUp(), "pcc-");
		expect(networkIn(cloud).connections).toEqual(expect.arrayContaining(before));
		stack.write(listed(["singapore", "b", "shanghai"], "adopt: true"));
		await stack.up();
		expect(networkIn(cloud).connections).toEqual(expect.arrayContaining(before));
		expect(networkIn(cloud).connections).toHaveLength(3);
		await expectSettled(cloud, stack);
	});
});

describe("A whole VpcPeering of two accounts", () => {
	const named = (name: string, { args = {}, options = "{}" } = {}) =>
		declares(`new VpcPeering("${name}", ${JSON.stringify({ ...betweenAccounts, ...args })}, ${options});`);
	let cloud: Cloud;
	let stack: Stack;
	let before: ReturnType<typeof networkIn>;

	beforeAll(async () => {
		cloud = await startCloud();
		stack = await Stack.create({ cloud, program: named("net") });
		await stack.up();
		before = networkIn(cloud);
		cloud.emulator.clock.advance(longAgoMs);
	});

	test("under another name is refused with the ways on; with adopt, as it says, it keeps everything", async () => {
		stack.write(named("network"));
		expectWaysOn(await stack.failingUp(), cloud.onlyConnection.instanceId);
		expect(networkIn(cloud)).toEqual(before);
		stack.write(named("network", { args: { adopt: true } }));
		await stack.up();
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("with an alias has nothing to do", async () => {
		stack.write(named("core", { args: { adopt: true }, options: '{ aliases: [{ name: "network" }] }' }));
		await expectSettled(cloud, stack);
		expect(networkIn(cloud)).toEqual(before);
	});

	test("with an alias has nothing to do either after a run that failed for want of it, which has put the new name into the state", async () => {
		stack.write(named("edge"));
		expectWaysOn(await stack.failingUp(), cloud.onlyConnection.instanceId);
		stack.write(named("edge", { options: '{ aliases: [{ name: "core" }] }' }));
		cloud.emulator.clearRequests();
		await stack.up();
		expect(cloud.mutations).toEqual([]);
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("whose connection the partner dropped is warned of at preview and at up, and a refresh makes it anew", async () => {
		const { instanceId } = cloud.onlyConnection;
		cloud.emulator.world.dropConnection(instanceId);
		for (const run of [await stack.preview(), await stack.run("up", "--yes", "--skip-preview")]) {
			const [line = ""] = run.linesWith(instanceId).filter((one) => one.includes("warning:"));
			expect(line).toContain("pulumi up --refresh");
		}
		await stack.up("--refresh");
		expect(cloud.onlyConnection.instanceId).not.toBe(instanceId);
		expect(networkIn(cloud).entries).toHaveLength(before.entries.length);
		await expectSettled(cloud, stack);
	});
});

test('A renamed accepter with onDelete: "delete" keeps the connection', async () => {
	const cloud = await startCloud();
	const program = (name: string) =>
		declares(`const peer = new VpcPeerConnection("peer", { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-a2", acceptingAliUid: "${secondAccount}" });
new VpcPeerConnectionAccepter("${name}", { instanceId: peer.instanceId, onDelete: "delete", assumeRole: ${JSON.stringify(partner)} });`);
	const stack = await Stack.create({ cloud, program: program("yes") });
	await stack.up();
	const before = networkIn(cloud);
	stack.write(program("indeed"));
	const up = await stack.up();
	expect(up.text).toMatch(/is not deleted: .*indeed/);
	expect(networkIn(cloud)).toEqual(before);
	await expectSettled(cloud, stack);
});

test("Two of one program that declare the same connection are refused before anything is made", async () => {
	const cloud = await startCloud();
	const program = declares(`new VpcPeerConnection("one", { ${pairText} });
new VpcPeerConnection("two", { ${pairText}, adopt: true });`);
	const stack = await Stack.create({ cloud, program });
	expect((await stack.mustFail("preview")).text).toMatch(/VpcPeerConnection (one|two)/);
	expect((await stack.failingUp()).text).toMatch(/VpcPeerConnection (one|two)/);
	expect(networkIn(cloud).connections.length).toBeLessThanOrEqual(1);
});
