import { type Cloud, startCloud } from "./support/cloud";
import { declares, expectSettled, longAgoMs, networkIn, pairText, urnIn, withRoutes } from "./support/moves";
import { Stack } from "./support/stack";

/* Replacements that the engine decides by itself, with the real engine. What each does: docs/reliability.md. */

describe("A connection with routes, one move after another", () => {
	let cloud: Cloud;
	let stack: Stack;
	let before: ReturnType<typeof networkIn>;
	let instanceId: string;

	beforeAll(async () => {
		cloud = await startCloud();
		stack = await Stack.create({ cloud, program: withRoutes("app", { options: 'replacementTrigger: "1"' }) });
		await stack.up();
		before = networkIn(cloud);
		({ instanceId } = cloud.onlyConnection);
	});

	test("`up --replace` soon after its create keeps it, and says so with the way to force it", async () => {
		const up = await stack.up("--replace", await urnIn(stack, "app"));
		expect(up.text).toMatch(new RegExp(`${instanceId} is not deleted.*deleteBeforeReplace: true`));
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("a changed replacementTrigger keeps it, and says so", async () => {
		stack.write(withRoutes("app", { options: 'replacementTrigger: "2"' }));
		cloud.emulator.clock.advance(longAgoMs);
		const up = await stack.up();
		expect(up.text).toMatch(new RegExp(`${instanceId} is not deleted.*deleteBeforeReplace: true`));
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("`up --replace` and a taint are refused an hour and more after its create, at preview, too: nothing is changed", async () => {
		const urn = await urnIn(stack, "app");
		cloud.emulator.clearRequests();
		const runs = [await stack.mustFail("preview", "--replace", urn), await stack.failingUp("--replace", urn)];
		await stack.must("state", "taint", urn, "--yes");
		runs.push(await stack.failingUp());
		for (const run of runs) {
			expect(run.text).toContain(instanceId);
			expect(run.text).toContain("deleteBeforeReplace: true");
			expect(run.text).toContain("pulumi state untaint");
		}
		await stack.must("state", "untaint", urn, "--yes");
		expect(cloud.mutations).toEqual([]);
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("its VpcPeerRoutes, replaced, have the same routes", async () => {
		await stack.up("--replace", await urnIn(stack, "there"));
		expect(networkIn(cloud)).toEqual(before);
		await expectSettled(cloud, stack);
	});

	test("with deleteBeforeReplace it is made anew, and its routes follow", async () => {
		const options = 'replacementTrigger: "2", deleteBeforeReplace: true';
		stack.write(withRoutes("app", { options }));
		const urn = await urnIn(stack, "app");
		await stack.preview("--replace", urn);
		await stack.up("--replace", urn);
		expect(cloud.onlyConnection.instanceId).not.toBe(instanceId);
		const hops = cloud.emulator.world.routeEntries().map(({ nextHopId }) => nextHopId);
		expect(hops).toEqual(before.entries.map(() => cloud.onlyConnection.instanceId));
		await expectSettled(cloud, stack);
	});

	test("a taint with deleteBeforeReplace makes it anew, too", async () => {
		const [old] = networkIn(cloud).connections;
		await stack.must("state", "taint", await urnIn(stack, "app"), "--yes");
		await stack.up();
		expect(networkIn(cloud).connections).not.toContain(old);
		expect(networkIn(cloud).entries).toHaveLength(before.entries.length);
		await expectSettled(cloud, stack);
	});
});

test("replaceOnChanges does not end a connection that is changed", async () => {
	const cloud = await startCloud();
	const program = (name: string) =>
		withRoutes("app", { args: `name: "${name}"`, options: 'replaceOnChanges: ["name"]' });
	const stack = await Stack.create({ cloud, program: program("one") });
	await stack.up();
	const { entries } = networkIn(cloud);
	const { instanceId } = cloud.onlyConnection;
	stack.write(program("two"));
	await stack.up();
	// The engine replaces only what the provider calls a difference: a name is changed in place.
	expect(cloud.onlyConnection).toMatchObject({ instanceId, name: "two", status: "Activated" });
	expect(networkIn(cloud).entries).toHaveLength(entries.length);
	await expectSettled(cloud, stack);
});

test("replaceWith another connection keeps it, and says so", async () => {
	const cloud = await startCloud();
	const program = (acceptingVpcId: string, acceptingRegionId: string) =>
		declares(`const other = new VpcPeerConnection("other", ${JSON.stringify({ vpcId: "vpc-hangzhou-b1", acceptingVpcId, acceptingRegionId })});
const app = new VpcPeerConnection("app", { ${pairText} }, { replaceWith: [other] });
new VpcPeerRoutes("there", { instanceId: app.instanceId, vpcId: "vpc-hangzhou-a1" });`);
	const stack = await Stack.create({ cloud, program: program("vpc-singapore-a1", "ap-southeast-1") });
	await stack.up();
	const app = cloud.emulator.world.connections().find(({ vpcId }) => vpcId === "vpc-hangzhou-a1")?.instanceId ?? "";
	const { entries } = networkIn(cloud);
	stack.write(program("vpc-shanghai-b1", "cn-shanghai"));
	const up = await stack.up();
	expect(up.text).toContain(`${app} is not deleted`);
	expect(networkIn(cloud).connections).toHaveLength(2);
	expect(networkIn(cloud).connections).toContain(`${app} Activated`);
	expect(networkIn(cloud).entries).toEqual(entries);
	await expectSettled(cloud, stack);
});
