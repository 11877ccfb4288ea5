import { isDead } from "../../../src/schema/status";
import { requestNames, requestsOf } from "../crash-points/crash";
import { beginningAtRest, inputsOf, type LifecycleStep, refreshedUp } from "../crash-points/lifecycle-step";
import { steps } from "../crash-points/steps";
import { Simulation } from "../support/simulation";
import type { SmallEngine } from "../support/small-engine";
import { furtherSteps } from "./further-steps";

/** Answers out of date, in a row, from a step's n-th look by one operation on. */
interface Lag {
	readonly action: string;
	/** Which of the operation's requests is the first. */
	readonly skip: number;
	readonly kind: "stale" | "old";
	readonly times: 1 | 2;
}

let simulation: Simulation;
beforeAll(async () => {
	const transitions = { creating: 1, updating: 1, deleting: 1, routing: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

/** Everything that a step had an effect on: what it sent and the cloud took, and which things are there after it. */
interface Effects {
	/** The requests that changed something, by name. */
	readonly changes: readonly string[];
	/** How many of the things that lived before the step live after it, too. */
	readonly kept: number;
	/** How many live. */
	readonly there: number;
}

/** Where nothing tells that an answer is out of date, and why what it leads to can be borne. */
const borne: readonly (Partial<Lag> & { readonly step: RegExp; readonly because: string })[] = [
	{
		step: /^VpcPeerConnection: .* rejected$/,
		kind: "stale",
		because: "a rejected request that is not seen stays behind: nothing goes through it, and it is in nobody's way",
	},
	{
		step: /^VpcPeerRoute: create again what somebody deleted by hand$/,
		kind: "old",
		because: "what is as the state says is no surprise: what others did is seen by the next refresh",
	},
	{
		step: /^VpcPeerRoutes: create of two routes in each of two tables$/,
		kind: "old",
		action: "DescribeRouteTableList",
		because: "a table of which nobody knew is not missed: it gets its routes from the next run",
	},
];

function isBorne(name: string, lag: Lag): boolean {
	return borne.some(
		({ step, kind = lag.kind, action = lag.action }) => step.test(name) && kind === lag.kind && action === lag.action,
	);
}

async function effectsOf(step: LifecycleStep, engine: SmallEngine): Promise<Effects> {
	const before = livingIn(step);
	simulation.emulator.clearRequests();
	await step.work(engine, step.kind.process(simulation), simulation);
	const changes = simulation.emulator.requests
		.filter(({ action, httpStatus }) => httpStatus === 200 && !isLook(action))
		.map(({ action }) => action);
	simulation.emulator.faults.clear();
	simulation.time.cloud.advance(1_000);
	const after = livingIn(step);
	return { changes: changes.sort(), kept: before.filter((id) => after.includes(id)).length, there: after.length };
}

/** The ids of all that lives. */
function livingIn({ kind }: LifecycleStep): string[] {
	const things = kind.inCloud(simulation) as readonly { instanceId?: string; id?: string; status?: string }[];
	return things.filter(({ status }) => !isDead(status)).map(({ instanceId, id }) => instanceId ?? id ?? "");
}

/** The operations that are answered out of date. */
const outdated = [
	"GetVpcPeerConnectionAttribute",
	"ListVpcPeerConnections",
	"DescribeRouteEntryList",
	"DescribeRouteTableList",
];

function isLook(action: string): boolean {
	return /^(Get|List|Describe)/.test(action);
}

/** The cloud holds what was asked for, the state knows it, and the next preview finds nothing to do. */
async function assertWhole({ kind, ends, program }: LifecycleStep, engine: SmallEngine): Promise<void> {
	expect(kind.inCloud(simulation)).toEqual(ends.map((one) => expect.objectContaining(one)));
	if (program === undefined) {
		expect(engine.state).toEqual({ toDelete: [] });
		return;
	}
	expect(engine.state).toMatchObject({ current: kind.known(simulation), toDelete: [] });
	expect(engine.state.current?.initErrors).toBeUndefined();
	const { handlers } = kind.process(simulation);
	expect(await engine.preview(handlers, inputsOf(program, simulation))).toBe("same");
	await engine.refresh(handlers);
	expect(await engine.preview(handlers, inputsOf(program, simulation))).toBe("same");
}

/** Every look of a step, as those of one operation are counted. */
function lagsOf(requests: readonly string[]): Lag[] {
	return requests
		.filter((name) => outdated.includes(name))
		.flatMap((action, index, looks) => {
			const skip = looks.slice(0, index).filter((other) => other === action).length;
			return (["stale", "old"] as const).flatMap((kind) =>
				([1, 2] as const).map((times) => ({ action, skip, kind, times })),
			);
		});
}

async function withstands(name: string, step: LifecycleStep, lag: Lag, undisturbed: Effects): Promise<void> {
	const engine = await beginningAtRest(simulation, step);
	simulation.emulator.faults.add(lag);
	const effects = await effectsOf(step, engine);
	if (!isBorne(name, lag)) {
		expect(effects).toEqual(undisturbed);
		return assertWhole(step, engine);
	}
	expect(effects.kept).toBeGreaterThanOrEqual(undisturbed.kept);
	for (const { instanceId, status } of simulation.connections) {
		if (isDead(status)) {
			simulation.emulator.world.dropConnection(instanceId);
		}
	}
	if (step.program !== undefined) {
		await refreshedUp(step.program)(engine, step.kind.process(simulation), simulation);
	}
	await assertWhole(step, engine);
}

/** As many as there were when this was written, less a few: a quicker provider may look less often. */
const fewestLags = 880;

let lags = 0;

test.each(Object.entries<LifecycleStep>({ ...steps, ...furtherSteps }))(
	"%s: whichever look is answered out of date, once or twice, the step does what it does without",
	async (name, step) => {
		const requests = await requestsOf(
			simulation,
			await beginningAtRest(simulation, step),
			(engine, process) => step.work(engine, process, simulation),
			step.kind.process,
		);
		const undisturbed = await effectsOf(step, await beginningAtRest(simulation, step));
		for (const lag of lagsOf(requests)) {
			await withstands(name, step, lag, undisturbed).catch((error) => {
				const words = `${lag.times} ${lag.kind} from ${lag.action} ${lag.skip + 1} on (${requestNames(simulation).join(" ")})`;
				throw new Error(`${words}:\n${error.message}`, { cause: error });
			});
			lags += 1;
		}
	},
	180_000,
);

test("all looks were answered out of date", () => {
	expect(lags).toBeGreaterThanOrEqual(fewestLags);
	process.stderr.write(`answers out of date: ${lags} in ${Object.keys({ ...steps, ...furtherSteps }).length} steps\n`);
});
