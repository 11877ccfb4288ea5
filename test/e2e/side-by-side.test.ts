import type { FaultScope, HoldRule } from "../../src/emulator";
import { type Cloud, startCloud } from "./support/cloud";
import { expectNoConnection, expectNothingToDo } from "./support/killed-run";
import { type Args, intraRegion, programOf } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";

const create = "CreateVpcPeerConnection";
const account = "1210123456123456";

/** Suspends this many requests, one by a rule of its own. */
function holds({ emulator }: Cloud, count: number, scope: FaultScope): HoldRule[] {
	return Array.from({ length: count }, () => emulator.faults.hold({ ...scope, times: 1 }));
}

describe("Four runs of four stacks on one account, under a rate limit that they share", () => {
	const rateLimit = { requestsPerSecond: 12, burst: 2 };
	const each = 3;
	let cloud: Cloud;
	let stacks: Stack[];

	beforeAll(async () => {
		// The cloud refuses creates of one VPC side by side, also those of two runs.
		cloud = await startCloud({ rateLimit, createConflictMs: 300 });
		const { world } = cloud.emulator;
		for (let index = 0; index < 4 * each; index += 1) {
			world.addVpc(account, {
				id: `vpc-spoke-${index}`,
				regionId: "cn-hangzhou",
				cidrBlock: `10.${index + 20}.0.0/16`,
			});
		}
		// The first two stacks have the same hub.
		const hubs = ["vpc-hangzhou-a1", "vpc-hangzhou-a1", "vpc-hangzhou-b1", "vpc-hub"];
		world.addVpc(account, { id: "vpc-hub", regionId: "cn-hangzhou", cidrBlock: "10.19.0.0/16" });
		stacks = await Promise.all(
			hubs.map((vpcId, index) => Stack.create({ cloud, program: programOf(spokesOf(index, vpcId)) })),
		);
	});

	/** The connections of a stack, from its hub to spokes of its own. */
	function spokesOf(stack: number, vpcId: string): Record<string, Args> {
		const spokes = Array.from({ length: each }, (_, index) => stack * each + index);
		return Object.fromEntries(
			spokes.map((spoke) => [`spoke${spoke}`, { vpcId, acceptingVpcId: `vpc-spoke-${spoke}`, name: `spoke${spoke}` }]),
		);
	}

	/** The same command in all stacks at once: none goes on before each has sent its first request. */
	async function together(...args: string[]): Promise<PulumiRun[]> {
		const starts = holds(cloud, stacks.length, { action: "GetCallerIdentity" });
		const runs = stacks.map((stack) => stack.must(...args, "--yes", "--skip-preview"));
		await Promise.race([Promise.all(starts.map(({ held }) => held)), Promise.all(runs)]);
		for (const start of starts) start.release();
		return Promise.all(runs);
	}

	const throttled = () => cloud.emulator.requests.filter(({ code }) => code === "Throttling.User");

	test("all end well: each connection is there once, and in the state of its stack", async () => {
		cloud.emulator.clearRequests();
		await together("up");
		expect(throttled().length).toBeGreaterThan(0);
		const connections = cloud.emulator.world.connections();
		expect(connections.map(({ status }) => status)).toEqual(new Array(4 * each).fill("Activated"));
		expect(connections.map(({ name }) => name).sort()).toEqual(
			Array.from({ length: 4 * each }, (_, index) => `spoke${index}`).sort(),
		);
		for (const [index, stack] of stacks.entries()) {
			const inState = (await stack.stateOfConnections()).map(({ id, outputs }) => `${outputs["name"]} ${id}`);
			const own = connections.filter(({ name }) => Object.keys(spokesOf(index, "")).includes(name ?? ""));
			expect(inState.sort()).toEqual(own.map(({ name, instanceId }) => `${name} ${instanceId}`).sort());
		}
		process.stderr.write(`four ups: ${cloud.emulator.requests.length} requests, ${throttled().length} throttled\n`);
	});

	test("a further up of each has nothing to do", async () => {
		for (const stack of stacks) await expectNothingToDo(cloud, stack);
	});

	test("four destroys at once leave nothing", async () => {
		cloud.emulator.clearRequests();
		await Promise.all(stacks.map((stack) => stack.destroy()));
		for (const stack of stacks) await expectNoConnection(cloud, stack);
	});
});

describe("Two programs that want the same pair", () => {
	test("one wins; the other names its connection and the two ways on, and leaves nothing half-made", async () => {
		const cloud = await startCloud();
		const stacks = [
			await Stack.create({ cloud, program: programOf({ ours: intraRegion }) }),
			await Stack.create({ cloud, program: programOf({ theirs: intraRegion }) }),
		];
		// Both have seen that there is no connection of the pair, and ask for it.
		const creates = holds(cloud, 2, { action: create });
		const runs = stacks.map((stack) => stack.run("up", "--yes", "--skip-preview"));
		await Promise.all(creates.map(({ held }) => held));
		for (const one of creates) one.release();
		const ended = await Promise.all(runs);
		expect(ended.map(({ code }) => code === 0).sort()).toEqual([false, true]);
		const winner = stacks[ended.findIndex(({ code }) => code === 0)] as Stack;
		const loser = stacks[ended.findIndex(({ code }) => code !== 0)] as Stack;

		const { instanceId } = cloud.onlyConnection;
		const [line] = ended.flatMap((run) => run.linesWith(`error: ${create}`));
		expect(line).toContain("(ResourceAlreadyExist.VpcPeer, HTTP ");
		expect(line).toMatch(
			new RegExp(`It is ${instanceId}: (Creating|Activated), from vpc-hangzhou-a1 to vpc-hangzhou-b1, created `),
		);
		expect(line).toContain(
			`Otherwise adopt: true takes it over, or \`npx pulumi-alicloud-vpcpeer import-file ${instanceId} --name <name of this resource>\` imports it; if nothing needs it, delete it.`,
		);
		expect(ended.map(String).join("")).not.toMatch(/\n\s+at /);
		expect(await winner.stateOfConnections()).toMatchObject([{ id: instanceId }]);
		await expectNothingToDo(cloud, winner);

		expect(await loser.stateOfConnections()).toEqual([]);
		await loser.destroy();
		expect(cloud.onlyConnection.instanceId).toBe(instanceId);
		await expectNoPendingOperations(loser);
	});
});

async function expectNoPendingOperations(stack: Stack): Promise<void> {
	expect((await stack.exportState()).deployment.pending_operations ?? []).toEqual([]);
}
