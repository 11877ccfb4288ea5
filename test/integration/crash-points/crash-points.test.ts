import { Simulation } from "../support/simulation";
import { SmallEngine } from "../support/small-engine";
import { type CrashPoint, crashPoints, killedAt, requestsOf } from "./crash";
import { type LifecycleStep, steps } from "./steps";

let simulation: Simulation;
beforeAll(async () => {
	// Every change takes a moment: a look right after it always sees it under way, one after a pause never does.
	const transitions = { creating: 1, updating: 1, deleting: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

async function beginning({ before }: LifecycleStep): Promise<SmallEngine> {
	simulation.emulator.reset();
	const engine = new SmallEngine();
	await before?.(simulation, engine);
	return engine;
}

/** What must hold after every point: the cloud holds what was asked for and nothing else, and the state knows it. */
async function assertWhole(step: LifecycleStep, engine: SmallEngine): Promise<void> {
	const { connections } = simulation;
	if (step.ends === undefined || step.program === undefined) {
		expect(connections).toEqual([]);
		expect(engine.state).toEqual({ toDelete: [] });
		return;
	}
	expect(connections).toEqual([expect.objectContaining(step.ends)]);
	const instanceId = connections[0]?.instanceId;
	expect(engine.state).toMatchObject({ current: { id: instanceId, outs: { instanceId } }, toDelete: [] });
	expect(engine.state.current?.initErrors).toBeUndefined();
	const { handlers } = simulation.process();
	await engine.refresh(handlers);
	expect(await engine.preview(handlers, step.program)).toBe("same");
	expect(await engine.up(handlers, step.program)).toBe("same");
	expect(simulation.connections.map((one) => one.instanceId)).toEqual([instanceId]);
}

/** Kills a run of the step at one point, and lets the next one finish. */
async function survives(step: LifecycleStep, point: CrashPoint): Promise<void> {
	const killed = await killedAt(simulation, await beginning(step), step.work, point);
	await step.work(killed.engine, simulation.process());
	await killed.arrive();
	// What arrived late has ended, too, before anything is looked at.
	simulation.time.cloud.advance(1_000);
	await assertWhole(step, killed.engine);
}

/** As many as there were when this was written, less a few: a quicker provider may send fewer requests. */
const fewestPoints = 260;

let points = 0;

test.each(Object.entries<LifecycleStep>(steps))(
	"%s: killed at any point, the next run ends whole and the one after it has nothing to do",
	async (_name, step) => {
		const engine = await beginning(step);
		const requests = await requestsOf(simulation, engine, step.work);
		await assertWhole(step, engine);
		expect(requests.filter((action) => !/^(Get|List)/.test(action))).toEqual(step.changes);
		expect(requests.length).toBeGreaterThanOrEqual(step.requests);
		for (const point of crashPoints(requests.length)) {
			await survives(step, point).catch((error) => {
				throw new Error(`Killed ${nameOf(point, requests)}:\n${error.message}`, { cause: error });
			});
			points += 1;
		}
	},
	180_000,
);

test("all points were tried", () => {
	expect(points).toBeGreaterThanOrEqual(fewestPoints);
	process.stderr.write(`crash points: ${points} in ${Object.keys(steps).length} steps\n`);
});

function nameOf(point: CrashPoint, requests: readonly string[]): string {
	if (point.moment === "end") {
		return "when the last handler has returned";
	}
	const request = `request ${point.request} (${requests[point.request - 1]})`;
	const places = {
		before: `before ${request} is carried out`,
		late: `before ${request}, which is carried out after the next run`,
		after: `before the answer to ${request} arrives`,
	};
	return places[point.moment];
}
