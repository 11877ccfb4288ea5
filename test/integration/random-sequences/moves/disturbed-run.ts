import { killedRun } from "../../crash-points/crash";
import { withReviews } from "../../moves/stack";
import type { Simulation } from "../../support/simulation";
import type { StackEngine, Step } from "../../support/stack-engine";
import type { Said, StackProcess } from "../../support/stack-process";
import { mayEnd, ruleOf } from "../disturbances";
import type { MovesRun } from "./commands";
import { guarded } from "./guard";
import { aliveIn } from "./living";
import { assertGoodReason } from "./refusals";

/** What a run does. */
export type MovesWork = (engine: StackEngine, process: StackProcess) => Promise<unknown>;

/** How a run ended. */
export interface RunEnd {
	/** What the next run starts with. */
	readonly engine: StackEngine;
	/** What the run did, or asked for. */
	readonly steps: readonly Step[];
	readonly said: readonly Said[];
	/** `good`: without an error; `refused`: with one for a good reason; `broken`: killed, or ended by a disturbance. */
	readonly end: "good" | "refused" | "broken";
}

/** A request that is not answered is given up soon, on a real clock. */
const environment = { ...withReviews, CLIENT_CONNECT_TIMEOUT: "200", CLIENT_READ_TIMEOUT: "200" };

/** A provider process of these stories. */
export function processOf(simulation: Simulation): StackProcess {
	return simulation.stackProcess({ environment });
}

/** Runs something of the engine's under faults, or kills it; whatever was begun has come to its end then. */
export async function disturbedRun(
	simulation: Simulation,
	engine: StackEngine,
	run: MovesRun,
	work: MovesWork,
): Promise<RunEnd> {
	const { emulator, time } = simulation;
	emulator.clearRequests();
	const end = await (run.kill === undefined
		? runUnderFaults(simulation, engine, run, work)
		: runToKill(simulation, engine, run.kill, work));
	emulator.faults.clear();
	await emulator.reachable();
	time.cloud.advance(1_000);
	return end;
}

async function runUnderFaults(
	simulation: Simulation,
	engine: StackEngine,
	{ faults }: MovesRun,
	work: MovesWork,
): Promise<RunEnd> {
	const { emulator } = simulation;
	for (const fault of faults) {
		emulator.faults.add(ruleOf(fault));
	}
	const process = processOf(simulation);
	const ended = { engine, said: process.said };
	try {
		await work(engine, faults.length === 0 ? guarded(process, emulator.world) : process);
		return { ...ended, steps: engine.steps, end: "good" };
	} catch (error) {
		const isBroken = mayEnd(faults, (error as Error).message);
		if (!isBroken) {
			assertGoodReason(error as Error, aliveIn(simulation));
		}
		return { ...ended, steps: engine.steps, end: isBroken ? "broken" : "refused" };
	}
}

/** A run may end before it comes to the point; then nothing was killed. */
async function runToKill(
	simulation: Simulation,
	before: StackEngine,
	point: NonNullable<MovesRun["kill"]>,
	work: MovesWork,
): Promise<RunEnd> {
	const engine = before.afterKill();
	const process = processOf(simulation);
	const ended = { said: process.said, end: "broken" as const };
	try {
		const killed = await killedRun(simulation, engine, work, point, process);
		await killed.arrive();
		return { ...ended, engine: killed.engine, steps: engine.steps };
	} catch (error) {
		assertGoodReason(error as Error, aliveIn(simulation));
		return { ...ended, engine, steps: engine.steps };
	}
}
