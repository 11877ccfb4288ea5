import { Simulation } from "../support/simulation";
import type { SmallEngine } from "../support/small-engine";
import { type CrashPoint, changesAmong, crashPoints, killedAt, requestNames, requestsOf, type Work } from "./crash";
import { beginning, inputsOf, type LifecycleStep } from "./lifecycle-step";
import { steps } from "./steps";

let simulation: Simulation;
beforeAll(async () => {
	// Every change takes a moment: a look right after it always sees it under way, one after a pause never does.
	const transitions = { creating: 1, updating: 1, deleting: 1, routing: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

function workOf({ work }: LifecycleStep): Work {
	return (engine, process) => work(engine, process, simulation);
}

/** What must hold after every point: the cloud holds what was asked for and nothing else, and the state knows it. */
async function assertWhole(step: LifecycleStep, engine: SmallEngine): Promise<void> {
	const { kind, ends, program } = step;
	const held = kind.inCloud(simulation);
	expect(held).toEqual(ends.map((one) => expect.objectContaining(one)));
	if (program === undefined) {
		expect(engine.state).toEqual({ toDelete: [] });
		return;
	}
	expect(engine.state).toMatchObject({ current: kind.known(simulation), toDelete: [] });
	expect(engine.state.current?.initErrors).toBeUndefined();
	const { handlers } = kind.process(simulation);
	const inputs = inputsOf(program, simulation);
	simulation.emulator.clearRequests();
	await engine.refresh(handlers);
	expect(await engine.preview(handlers, inputs)).toBe("same");
	expect(await engine.up(handlers, inputs)).toBe("same");
	expect(changesAmong(requestNames(simulation))).toEqual([]);
	expect(kind.inCloud(simulation)).toEqual(held);
}

/** Kills a run of the step at one point, and lets the next one finish. */
async function survives(step: LifecycleStep, point: CrashPoint): Promise<void> {
	const killed = await killedAt(simulation, await beginning(simulation, step), workOf(step), point, step.kind.process);
	await workOf(step)(killed.engine, step.kind.process(simulation));
	await killed.arrive();
	// What arrived late has ended, too, before anything is looked at.
	simulation.time.cloud.advance(1_000);
	await assertWhole(step, killed.engine);
}

/** As many as there were when this was written, less a few: a quicker provider may send fewer requests. */
const fewestPoints = 740;

let points = 0;

test.each(Object.entries<LifecycleStep>(steps))(
	"%s: killed at any point, the next run ends whole and the one after it has nothing to do",
	async (_name, step) => {
		const engine = await beginning(simulation, step);
		const requests = await requestsOf(simulation, engine, workOf(step), step.kind.process);
		await assertWhole(step, engine);
		expect(changesAmong(requests)).toEqual(step.changes);
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
