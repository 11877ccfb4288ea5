import type { ProviderProcess, Simulation } from "../support/simulation";
import type { SmallEngine } from "../support/small-engine";

/** What a run of the engine does, that may be killed on its way. */
export type Work<Engine = SmallEngine, Process = ProviderProcess> = (
	engine: Engine,
	process: Process,
) => Promise<unknown>;

/** An engine of which a run can be killed. */
interface Killable<Engine> {
	afterKill(): Engine;
	afterKillBeforeLastWrite(): Engine;
}

/**
 * Where a run is killed, seen from one of its requests:
 *
 * - `before`: before the request is carried out; it is lost.
 * - `late`: before the request is carried out; it is carried out when the next run is through.
 * - `after`: when it was carried out, before the answer arrives.
 *
 * After the answer to a request is before the next one. After the answer to the last there is `end`: the handler has
 * returned, and the engine is killed before it has written so.
 */
export type CrashPoint =
	| { readonly moment: "before" | "late" | "after"; readonly request: number }
	| { readonly moment: "end" };

/** All points of a run of so many requests. */
export function crashPoints(requests: number): CrashPoint[] {
	const numbers = Array.from({ length: requests }, (_, index) => index + 1);
	const each = numbers.flatMap((request) =>
		(["before", "late", "after"] as const).map((moment): CrashPoint => ({ moment, request })),
	);
	return [...each, { moment: "end" }];
}

/** A killed run. */
export interface Killed<Engine = SmallEngine> {
	/** What the next run starts with. */
	readonly engine: Engine;
	/** Lets a late request arrive, and be carried out. */
	arrive(): Promise<void>;
}

/** Starts the provider process that work is done with. */
export type Start<Process = ProviderProcess> = (simulation: Simulation) => Process;

const ofConnections: Start = (simulation) => simulation.process();

/** The names of the requests that the work sends when nobody disturbs it. */
export async function requestsOf(
	simulation: Simulation,
	engine: SmallEngine,
	work: Work,
	start: Start = ofConnections,
): Promise<string[]> {
	simulation.emulator.clearRequests();
	await work(engine, start(simulation));
	return requestNames(simulation);
}

/** The requests on record, by name; a dry run, which changes nothing, is none of the operation that it tries. */
export function requestNames({ emulator }: Simulation): string[] {
	return emulator.requests.map(({ action, parameters }) =>
		parameters["DryRun"] === "true" ? `${dryRunOf} ${action}` : action,
	);
}

/** Marks a dry run. */
const dryRunOf = "DryRun of";

/** The requests that do more than look. */
export function changesAmong(names: readonly string[]): string[] {
	return names.filter((name) => !new RegExp(`^(Get|List|Describe|${dryRunOf})`).test(name));
}

/** Runs the work and kills its process at a point, or at its end where it does not come to this point. */
export function killedAt(
	simulation: Simulation,
	engine: SmallEngine,
	work: Work,
	point: CrashPoint,
	start: Start = ofConnections,
): Promise<Killed> {
	return killedRun(simulation, engine, work, point, start(simulation));
}

/** The same with an engine and a process of any kind. */
export async function killedRun<Engine extends Killable<Engine>, Process extends { kill(): void }>(
	simulation: Simulation,
	engine: Engine,
	work: Work<Engine, Process>,
	point: CrashPoint,
	process: Process,
): Promise<Killed<Engine>> {
	if (point.moment === "end") {
		await work(engine, process);
		process.kill();
		return { engine: engine.afterKillBeforeLastWrite(), arrive: async () => undefined };
	}
	simulation.emulator.clearRequests();
	const trap = setTrap(simulation, point);
	const end = await Promise.race([work(engine, process).then(() => "ended"), trap.reached.then(() => "killed")]);
	process.kill();
	trap.others.remove();
	if (end === "ended") {
		// Beside other work a run may need a look fewer than the one that was counted: then it is killed at its end.
		simulation.emulator.faults.clear();
		return { engine: engine.afterKillBeforeLastWrite(), arrive: async () => undefined };
	}
	return { engine: engine.afterKill(), arrive: trap.arrive };
}

function setTrap({ emulator }: Simulation, { moment, request }: Exclude<CrashPoint, { moment: "end" }>) {
	const scope = { action: "*", skip: request - 1, times: 1 };
	const isTrapped = ({ httpStatus }: { httpStatus: number }) => httpStatus === 0;
	if (moment === "late") {
		const hold = emulator.faults.hold({ ...scope, loseAnswer: true });
		return { reached: hold.held, others: silence(), arrive };

		async function arrive(): Promise<void> {
			const seen = emulator.requests.length;
			hold.release();
			await emulator.waitForRequest((record) => emulator.requests.indexOf(record) >= seen);
		}
	}
	emulator.faults.add({ ...scope, kind: "hang", afterEffect: moment === "after" });
	const reached = emulator.waitForRequest(isTrapped).then(() => undefined);
	return { reached, others: silence(), arrive: async () => undefined };

	/** Requests beside the trapped one, and any after it, come from a process that is dead. */
	function silence() {
		return emulator.faults.add({ ...scope, times: Number.POSITIVE_INFINITY, kind: "hang" });
	}
}
