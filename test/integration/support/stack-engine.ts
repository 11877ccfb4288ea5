import type { StackProcess } from "./stack-process";
import type { StackProgram } from "./stack-program";
import { StackRun } from "./stack-run";
import { inStack, plain, type StackState, tainted } from "./stack-state";

/** How a run is asked for. */
export interface RunOptions {
	/** `--target`: the names of the resources that it is about; nothing is asked about any other. */
	readonly targets?: readonly string[];
	/** `--replace`: the names of resources to be replaced. */
	readonly replace?: readonly string[];
	/** `--refresh`: everything in the state is read first. */
	readonly refresh?: boolean;
	/** Which comes next of the resources that may: the engine promises nothing. @default "program" */
	readonly order?: "program" | "reversed";
	/** All that may come next are asked about before the first of them is made, as the engine may do. */
	readonly ahead?: boolean;
}

/** What a run did with a resource. */
export interface Step {
	readonly op: "same" | "create" | "update" | "replace" | "delete" | "read";
	readonly urn: string;
	/** The id that the resource had, or got. */
	readonly id: string | undefined;
}

/**
 * The engine's way with a whole stack: with each resource the calls that the real engine makes, in its order, and a state
 * that is written after each step that ended, and not before. Measured with the real engine and a provider that wrote down
 * its calls; the end-to-end tests try the same moves with the real ones.
 */
export class StackEngine {
	readonly stack: string;
	state: StackState;
	/** What the last run did, in order. */
	steps: Step[] = [];
	private beforeLastWrite: StackState;

	constructor(stack = "dev", state: StackState = []) {
		this.stack = stack;
		this.state = plain(state);
		this.beforeLastWrite = this.state;
	}

	/** What the next run starts with when this one is killed now. */
	afterKill(): StackEngine {
		return new StackEngine(this.stack, this.state);
	}

	/** What the next run starts with when this one is killed when its last step has ended, and is not written yet. */
	afterKillBeforeLastWrite(): StackEngine {
		return new StackEngine(this.stack, this.beforeLastWrite);
	}

	/** `pulumi stack rename`. */
	renamed(stack: string): StackEngine {
		return new StackEngine(stack, inStack(stack, this.state));
	}

	/** `pulumi state taint`. */
	taint(urn: string): void {
		this.write(tainted(this.state, urn));
	}

	/** `pulumi up` without its preview. */
	up(process: StackProcess, program: StackProgram, options: RunOptions = {}): Promise<void> {
		return this.run(process, program, options).up();
	}

	/** `pulumi preview`: what an up would do, by URN. Nothing is changed. */
	async preview(
		process: StackProcess,
		program: StackProgram,
		options: RunOptions = {},
	): Promise<Record<string, Step["op"]>> {
		const copy = this.afterKill();
		await copy.run(process, program, options, true).up();
		// The end of what was replaced before comes after what is done now.
		return Object.fromEntries([...copy.steps].reverse().map(({ urn, op }) => [urn, op]));
	}

	/** `pulumi refresh`. */
	refresh(process: StackProcess): Promise<void> {
		return this.run(process, [], {}).refresh();
	}

	/** `pulumi destroy`, of everything, or of some resources with all that depend on them. */
	destroy(process: StackProcess, options: Pick<RunOptions, "targets" | "refresh"> = {}): Promise<void> {
		return this.run(process, [], options).destroy();
	}

	/** Called with each step that ended. */
	write(state: StackState): void {
		this.beforeLastWrite = this.state;
		this.state = plain(state);
	}

	private run(process: StackProcess, program: StackProgram, options: RunOptions, isPreview = false): StackRun {
		this.steps = [];
		return new StackRun(this, process, program, options, isPreview);
	}
}
