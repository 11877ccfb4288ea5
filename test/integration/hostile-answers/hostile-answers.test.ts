import { beginningAtRest, inputsOf, type LifecycleStep } from "../crash-points/lifecycle-step";
import { steps } from "../crash-points/steps";
import { assertClean } from "../support/clean-error";
import { answering, type HostileCloud, hostileCloud } from "../support/hostile-cloud";
import { type Change, uselessAnswers, wrongValues } from "../support/nonsense-answers";
import { Simulation } from "../support/simulation";
import type { SmallEngine } from "../support/small-engine";

/*
 * Every operation of every step of every kind is answered with nonsense, once or always. The step ends well, or with an error
 * that a person can read; and once the nonsense is over, the next run makes everything as it should be: nothing was lost,
 * made twice or taken for a fact.
 */

let simulation: Simulation;
let cloud: HostileCloud;
beforeAll(async () => {
	const transitions = { creating: 1, updating: 1, deleting: 1, routing: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0, rateLimit: "none" });
	cloud = await hostileCloud(simulation.emulator);
	simulation.endpoint = cloud.url;
});
afterAll(async () => {
	await cloud.close();
	await simulation.emulator.close();
});

const answers: Readonly<Record<string, Change>> = { ...uselessAnswers, ...wrongValues };

function run(step: LifecycleStep, engine: SmallEngine): Promise<unknown> {
	return step.work(engine, step.kind.process(simulation), simulation);
}

/** The default timeout of an operation, and two operations of which a step may consist. */
const longestStepMs = 2 * 11 * 60_000;

/** Runs a step while answers are nonsense; whether it ended well. */
async function runDisturbed(step: LifecycleStep, engine: SmallEngine, action: string, change: Change, times: number) {
	cloud.disturb = answering(action, change, times);
	const began = simulation.time.cloud.now();
	try {
		await run(step, engine);
		return true;
	} catch (error) {
		assertClean(error);
		return false;
	} finally {
		cloud.disturb = () => undefined;
		expect(simulation.time.cloud.now() - began).toBeLessThan(longestStepMs);
		simulation.time.cloud.advance(1_000);
	}
}

/** The cloud holds what was asked for and nothing else, the state knows it, and nothing is left to do. */
async function assertWhole({ kind, ends, program }: LifecycleStep, engine: SmallEngine): Promise<void> {
	expect(kind.inCloud(simulation)).toEqual(ends.map((one) => expect.objectContaining(one)));
	if (program === undefined) {
		expect(engine.state).toEqual({ toDelete: [] });
		return;
	}
	const { handlers } = kind.process(simulation);
	await engine.refresh(handlers);
	expect(engine.state).toMatchObject({ current: kind.known(simulation), toDelete: [] });
	expect(await engine.preview(handlers, inputsOf(program, simulation))).toBe("same");
}

async function withstands(step: LifecycleStep, action: string, change: Change, times: number): Promise<boolean> {
	const engine = await beginningAtRest(simulation, step);
	const held = idsIn(engine);
	const ended = await runDisturbed(step, engine, action, change, times);
	if (!ended) {
		// What the state had and lives, it has still.
		expect(held.filter((id) => isAlive(id) && !idsIn(engine).includes(id))).toEqual([]);
	}
	await runUntilWell(step, engine);
	await assertWhole(step, engine);
	return ended;
}

function idsIn({ state }: SmallEngine): string[] {
	return [state.current, ...state.toDelete].flatMap((one) => (one === undefined ? [] : [one.id]));
}

function isAlive(id: string): boolean {
	const { world } = simulation.emulator;
	return world.findConnection(id) !== undefined || world.routeEntries().some((entry) => entry.id === id);
}

/** A person does what the message says; what an earlier run could not see, one more run may have to find out. */
async function runUntilWell(step: LifecycleStep, engine: SmallEngine): Promise<void> {
	const error = await run(step, engine).then(
		() => undefined,
		(failure: Error) => failure,
	);
	if (error !== undefined) {
		assertClean(error);
		expect(error.message).toContain("Run `pulumi up` again");
		await run(step, engine);
	}
	simulation.time.cloud.advance(1_000);
}

/** Every one with `VPCPEER_HOSTILE=all`; else one in four, other ones for each step and operation: all take minutes. */
function answersFor(step: LifecycleStep, action: string): (readonly [string, Change, number])[] {
	const all = Object.entries(answers).flatMap(([what, change]) =>
		[1, Number.POSITIVE_INFINITY].map((times) => [what, change, times] as const),
	);
	const first = Object.values(steps).indexOf(step) + action.length;
	return process.env["VPCPEER_HOSTILE"] === "all" ? all : all.filter((_, index) => (index + first) % 4 === 0);
}

const counts = { cases: 0, endedWell: 0 };

test.each(Object.entries<LifecycleStep>(steps))(
	"%s: whichever operation is answered with whatever nonsense",
	async (_name, step) => {
		const engine = await beginningAtRest(simulation, step);
		await run(step, engine);
		const actions = [...new Set(simulation.emulator.requests.map(({ action }) => action))];
		for (const action of actions) {
			for (const [what, change, times] of answersFor(step, action)) {
				const ended = await withstands(step, action, change, times).catch((error) => {
					const how = times === 1 ? "once" : "always";
					throw new Error(`${action} answered ${how} with ${what}:\n${error.message}`, { cause: error });
				});
				counts.cases += 1;
				counts.endedWell += ended ? 1 : 0;
			}
		}
	},
	300_000,
);

test("all operations of all steps were answered with nonsense", () => {
	expect(counts.cases).toBeGreaterThan(1_000);
	process.stderr.write(
		`hostile answers: ${counts.cases} in ${Object.keys(steps).length} steps, ${counts.endedWell} ended well\n`,
	);
});
