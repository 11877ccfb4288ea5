import { isDead } from "../../../src/schema/status";
import { Simulation } from "../support/simulation";
import type { Bag } from "../support/small-engine";
import { type RunOptions, StackEngine, type Step } from "../support/stack-engine";
import type { Said, StackProcess } from "../support/stack-process";
import { type Declared, type StackProgram, urnOf } from "../support/stack-program";
import { type Entry, entryOf, moved } from "../support/stack-state";

/** The time of a simulation costs nothing, so the reviews of a run may have as much as they want. */
export const withReviews = { ALICLOUD_VPCPEER_PREFLIGHT: "100h" };

/** A stack on the cloud of a simulation, driven by runs of which each has a provider process of its own. */
export class Stack {
	engine: StackEngine;
	/** What the last run said. */
	said: readonly Said[] = [];
	private readonly simulation: Simulation;

	constructor(simulation: Simulation, name = "dev", state: StackEngine["state"] = []) {
		this.simulation = simulation;
		this.engine = new StackEngine(name, state);
	}

	/** An up that has to succeed; resolves with what it did, by the resources' names. */
	async up(program: StackProgram, options: RunOptions = {}): Promise<Record<string, Step["op"][]>> {
		await this.engine.up(this.process(), program, options);
		return this.steps;
	}

	/** An up that has to fail; resolves with the error's words. */
	refused(program: StackProgram, options: RunOptions = {}): Promise<string> {
		return messageOf(this.engine.up(this.process(), program, options));
	}

	/** A preview that has to succeed; resolves with what it announces, by the resources' names. */
	async preview(program: StackProgram, options: RunOptions = {}): Promise<Record<string, Step["op"]>> {
		const steps = await this.engine.preview(this.process(), program, options);
		return Object.fromEntries(Object.entries(steps).map(([urn, op]) => [nameIn(urn), op]));
	}

	/** A preview that has to fail. */
	refusedPreview(program: StackProgram, options: RunOptions = {}): Promise<string> {
		return messageOf(this.engine.preview(this.process(), program, options));
	}

	refresh(): Promise<void> {
		return this.engine.refresh(this.process());
	}

	async destroy(options: Pick<RunOptions, "targets" | "refresh"> = {}): Promise<void> {
		await this.engine.destroy(this.process(), options);
	}

	/** `pulumi stack rename`. */
	rename(name: string): void {
		this.engine = this.engine.renamed(name);
	}

	/** `pulumi state taint`. */
	taint(declared: Declared): void {
		this.engine.taint(urnOf(this.engine.stack, declared));
	}

	/** `pulumi state move` of resources to another stack. */
	move(to: Stack, ...resources: readonly Declared[]): void {
		const urns = resources.map((declared) => urnOf(this.engine.stack, declared));
		const states = moved(this.engine.state, to.engine.state, urns, to.engine.stack);
		this.engine.write(states.from);
		to.engine.write(states.to);
	}

	/** What the last run did, by the resources' names. */
	get steps(): Record<string, Step["op"][]> {
		const byName: Record<string, Step["op"][]> = {};
		for (const { urn, op } of this.engine.steps) {
			byName[nameIn(urn)] = [...(byName[nameIn(urn)] ?? []), op];
		}
		return byName;
	}

	/** The state of a resource. */
	entry(declared: Declared): Entry {
		const found = entryOf(this.engine.state, urnOf(this.engine.stack, declared));
		if (found === undefined) {
			throw new Error(`${declared.name} is not in the state`);
		}
		return found;
	}

	/** The id of a resource. */
	id(declared: Declared): string {
		return this.entry(declared).id;
	}

	/** The lines of the last run that hold all these texts. */
	lines(...texts: readonly string[]): Said[] {
		return this.said.filter(({ text }) => texts.every((one) => text.includes(one)));
	}

	process(): StackProcess {
		const process = this.simulation.stackProcess({ environment: withReviews });
		this.said = process.said;
		return process;
	}
}

/** A cloud for the tests of a file, empty before each of them. Every change takes a moment. */
export function cloudOfTests(): () => Simulation {
	let cloud: Simulation | undefined;
	const started = () => {
		if (cloud === undefined) {
			throw new Error("the cloud is there within tests only");
		}
		return cloud;
	};
	beforeAll(async () => {
		const transitions = { creating: 1, updating: 1, deleting: 1, routing: 1 };
		cloud = await Simulation.start({ transitions, createConflictMs: 0 });
	});
	beforeEach(() => {
		// The end of a test is not the end of the cloud's time.
		started().emulator.reset();
	});
	afterAll(() => started().emulator.close());
	return started;
}

/** The message of a failure. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
	} catch (error) {
		return (error as Error).message;
	}
	throw new Error("expected a failure, but there was none");
}

/** Connections that carry or may carry traffic. */
export function living({ connections }: Simulation): string[] {
	return connections.filter(({ status }) => !isDead(status)).map(({ instanceId }) => instanceId);
}

/** Every route entry as `table destination -> next hop`, sorted. */
export function routesIn({ emulator }: Simulation): string[] {
	return emulator.world
		.routeEntries()
		.map((entry) => `${entry.routeTableId} ${entry.destinationCidrBlock} -> ${entry.nextHopId}`)
		.sort();
}

/** The requests that changed something, or tried to, by name. */
export function changesIn({ emulator }: Simulation): string[] {
	return emulator.requests
		.filter(({ action, parameters }) => !/^(Get|List|Describe|AssumeRole)/.test(action) && isReal(parameters))
		.map(({ action }) => action);
}

function isReal(parameters: Bag): boolean {
	return parameters["DryRun"] !== "true";
}

function nameIn(urn: string): string {
	return urn.split("::").at(-1) ?? urn;
}
