import type { ProviderProcess, Simulation } from "../support/simulation";
import { type Bag, SmallEngine } from "../support/small-engine";

/** A kind of resource, and what tells whether the cloud and the state are whole. */
export interface KindUnderTest {
	/** A provider process for it, with the credentials that it needs. */
	readonly process: (simulation: Simulation) => ProviderProcess;
	/** All that the cloud holds of what resources of this kind make or could touch, in a fixed order. */
	readonly inCloud: (simulation: Simulation) => readonly object[];
	/** What the state must know of it when all is made. */
	readonly known: (simulation: Simulation) => { readonly id: string; readonly outs: Bag };
}

/** The inputs of a resource; where ids are in them that each run makes anew, with the cloud as it is. */
export type Program = Bag | ((simulation: Simulation) => Bag);

/** What a run of the engine does in a step. */
export type StepWork = (engine: SmallEngine, process: ProviderProcess, simulation: Simulation) => Promise<unknown>;

export type Before = (simulation: Simulation, engine: SmallEngine) => Promise<void>;

/** A step of a resource's life that is killed at every point. */
export interface LifecycleStep {
	readonly kind: KindUnderTest;
	/** The requests that change something, undisturbed: each of them must be among the points. */
	readonly changes: readonly string[];
	/** How many requests it sends at least, those that only look included: what is enumerated must not shrink unseen. */
	readonly requests: number;
	/** Brings the world to where the step begins. */
	readonly before?: Before;
	readonly work: StepWork;
	/** What the cloud must hold in the end, and nothing else: of each only what matters. */
	readonly ends: readonly object[];
	/** The program after the step, for the run that must find nothing to do; undefined where the resource is gone. */
	readonly program: Program | undefined;
}

/** The rows of a kind, with their names. */
export type StepsOf = Readonly<Record<string, Omit<LifecycleStep, "kind">>>;

/** The inputs that a program gives now. */
export function inputsOf(program: Program, simulation: Simulation): Bag {
	return typeof program === "function" ? program(simulation) : program;
}

/** A run of `pulumi up`. */
export const up =
	(program: Program): StepWork =>
	(engine, { handlers }, simulation) =>
		engine.up(handlers, inputsOf(program, simulation));

/** A run of `pulumi up --refresh`. */
export const refreshedUp =
	(program: Program): StepWork =>
	async (engine, { handlers }, simulation) => {
		await engine.refresh(handlers);
		await engine.up(handlers, inputsOf(program, simulation));
	};

/** A run of `pulumi refresh`. */
export const refresh: StepWork = (engine, { handlers }) => engine.refresh(handlers);

/** A run of `pulumi destroy`. */
export const destroy: StepWork = (engine, { handlers }) => engine.destroy(handlers);

/** The program was run before. */
export const having =
	(kind: KindUnderTest, program: Program): Before =>
	async (simulation, engine) => {
		await engine.up(kind.process(simulation).handlers, inputsOf(program, simulation));
	};

/** The world in which a step begins, and an engine that knows what is its own. */
export async function beginning(simulation: Simulation, { before }: LifecycleStep): Promise<SmallEngine> {
	simulation.emulator.reset();
	const engine = new SmallEngine();
	await before?.(simulation, engine);
	return engine;
}

/** The same when what was under way has ended. */
export async function beginningAtRest(simulation: Simulation, step: LifecycleStep): Promise<SmallEngine> {
	const engine = await beginning(simulation, step);
	simulation.time.cloud.advance(1_000);
	simulation.emulator.clearRequests();
	return engine;
}

/** A connection that another program made. */
export async function connectionMade(simulation: Simulation, inputs: Bag): Promise<void> {
	await new SmallEngine().up(simulation.process().handlers, inputs);
}

/** The id of the one connection there is. */
export function instanceIdIn({ connections }: Simulation): string {
	return connections[0]?.instanceId ?? "";
}
