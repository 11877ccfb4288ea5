import { unknownValue } from "../../../src/schema/unknown";
import { RunState } from "./run-state";
import type { Bag } from "./small-engine";
import type { RunOptions, StackEngine } from "./stack-engine";
import type { StackProcess } from "./stack-process";
import {
	aliasesOf,
	classInputs,
	type Declared,
	nextOf,
	referencesOf,
	resolved,
	type StackProgram,
	urnOf,
} from "./stack-program";
import { dependentsOf, type Entry, entryOf, inOrderOfDeletion, nameIn, plain } from "./stack-state";
import { StackSteps } from "./stack-steps";

/** Refused before anything was done for the resource: by its check, or by the engine. */
export class Refused extends Error {}

/** What is left to do for a resource after the engine has asked about it. */
type Work = () => Promise<void>;

/** One run of the engine, or one preview. */
export class StackRun {
	private readonly stack: string;
	private readonly process: StackProcess;
	private readonly program: StackProgram;
	private readonly options: RunOptions;
	private readonly isPreview: boolean;
	private readonly state: RunState;
	private readonly steps: StackSteps;

	constructor(
		engine: StackEngine,
		process: StackProcess,
		program: StackProgram,
		options: RunOptions,
		isPreview: boolean,
	) {
		this.stack = engine.stack;
		this.process = process;
		this.program = program;
		this.options = options;
		this.isPreview = isPreview;
		this.state = new RunState(engine);
		this.steps = new StackSteps(engine, process, this.state, isPreview);
	}

	/** Everything that the program declares, then the deletes of what it does not declare, and of what was replaced. */
	async up(): Promise<void> {
		if (this.options.refresh === true) {
			await this.refresh();
		}
		this.assertNamesAreOne();
		const registered = new Set<string>();
		for (let waiting = this.program; waiting.length > 0; ) {
			const batch = this.batchOf(nextOf(waiting, registered));
			const works: Work[] = [];
			for (const declared of batch) {
				works.push(await this.plan(declared));
			}
			for (const work of works) {
				await work();
			}
			for (const { name } of batch) {
				registered.add(name);
			}
			waiting = waiting.filter((one) => !batch.includes(one));
		}
		const left = this.state.waiting.filter(({ urn }) => this.isTargeted(urn));
		for (const entry of inOrderOfDeletion(left)) {
			await this.steps.deleteForGood(entry);
		}
	}

	/** Reads each resource of the state, the replaced ones, too, and asks for the difference. */
	async refresh(): Promise<void> {
		for (const entry of this.state.waiting.filter(({ pendingReplacement }) => pendingReplacement !== true)) {
			await this.steps.read(entry);
		}
	}

	async destroy(): Promise<void> {
		if (this.options.refresh === true) {
			await this.refresh();
		}
		const roots = this.state.waiting.filter(({ urn }) => this.isTargeted(urn));
		if (this.options.targets !== undefined) {
			for (const { urn } of roots) {
				await this.dependentsReplacedWith(urn);
			}
		}
		const urns = roots.map(({ urn }) => urn);
		const doomed = new Set([...roots, ...dependentsOf(this.state.waiting, urns)]);
		for (const entry of inOrderOfDeletion(this.state.waiting.filter((one) => doomed.has(one)))) {
			await this.steps.deleteForGood(entry);
		}
	}

	private batchOf(next: StackProgram): StackProgram {
		const ordered = this.options.order === "reversed" ? [...next].reverse() : next;
		// While something is deleted to be replaced, the engine goes on with what else the program registers.
		const deletesFirst = ordered.some(({ options }) => options?.deleteBeforeReplace === true);
		return this.options.ahead === true || deletesFirst ? ordered : ordered.slice(0, 1);
	}

	private assertNamesAreOne(): void {
		const urns = this.program.map((declared) => urnOf(this.stack, declared));
		const aliases = this.program
			.flatMap((declared) => [...new Set(aliasesOf(this.stack, declared))])
			.filter((urn) => entryOf(this.state.waiting, urn) !== undefined && !urns.includes(urn));
		const twice = [urns, aliases].flatMap((all) => all.filter((urn, index) => all.indexOf(urn) !== index));
		if (twice.length > 0) {
			throw new Refused(`the engine: duplicate resource URN or alias ${twice.join(", ")}`);
		}
	}

	/** Asks about a resource what the engine asks, and says what is to be done. */
	private async plan(declared: Declared): Promise<Work> {
		const urn = urnOf(this.stack, declared);
		const old = this.state.take([urn, ...aliasesOf(this.stack, declared)]);
		if (!this.isTargeted(urn)) {
			return async () => this.steps.leave(declared, old);
		}
		const news = this.inputsOf(declared, urn);
		const dbr = declared.options?.deleteBeforeReplace === true;
		if (old === undefined || this.steps.deletedFirst.has(urn)) {
			const inputs = await this.check(declared, {}, news);
			return () => this.steps.create(declared, urn, inputs, old);
		}
		if (this.options.replace?.includes(declared.name) === true || old.tainted === true) {
			return this.replacement(declared, old, await this.check(declared, {}, news), dbr);
		}
		const inputs = await this.check(declared, old.inputs, news);
		if (this.isTriggered(declared, old)) {
			return this.replacement(declared, old, await this.check(declared, {}, news), dbr);
		}
		const diff = await this.process.handlers[declared.kind].diff(old.id, plain(old.outs), plain(inputs));
		if (old.pendingReplacement === true || (diff.replaces ?? []).length > 0) {
			const again = await this.check(declared, {}, news);
			return this.replacement(declared, old, again, dbr || diff.deleteBeforeReplace === true);
		}
		return diff.changes === true || old.initErrors !== undefined
			? () => this.steps.update(declared, old, inputs)
			: async () => this.steps.same(declared, old, inputs);
	}

	private isTargeted(urn: string): boolean {
		return this.options.targets === undefined || this.options.targets.includes(nameIn(urn));
	}

	private isTriggered({ options = {} }: Declared, old: Entry): boolean {
		const withOthers = [...this.steps.replaced].some((urn) => options.replaceWith?.includes(nameIn(urn)));
		const changed =
			old.trigger !== undefined &&
			options.replacementTrigger !== undefined &&
			JSON.stringify(old.trigger) !== JSON.stringify(options.replacementTrigger);
		return old.pendingReplacement !== true && (withOthers || changed);
	}

	private inputsOf(declared: Declared, urn: string): Bag {
		const args = resolved(declared.args, (name, field) => this.steps.outputs.get(name)?.[field] ?? unknownValue);
		const announced = this.isPreview ? { __announced: this.steps.outputs.size === 0 ? this.announcement() : [] } : {};
		return { ...args, ...classInputs(urn, declared), ...announced };
	}

	/** What the first resource of a preview carries of those whose arguments are known. */
	private announcement(): Bag[] {
		return this.program
			.filter((declared) => Object.keys(referencesOf(declared)).length === 0)
			.map(({ kind, name, args }) => ({ kind, name, args }));
	}

	private async check({ kind, name }: Declared, olds: Bag, news: Bag): Promise<Bag> {
		const { inputs, failures = [] } = await this.process.handlers[kind].check(plain(olds), plain(news));
		if (failures.length > 0) {
			throw new Refused(failures.map(({ property, reason }) => `${name}.${property}: ${reason}`).join("\n"));
		}
		return plain(inputs);
	}

	private async replacement(declared: Declared, old: Entry, inputs: Bag, deleteFirst: boolean): Promise<Work> {
		this.steps.replaced.add(old.urn);
		const dependents = deleteFirst ? await this.dependentsReplacedWith(old.urn) : [];
		return async () => {
			for (const entry of [...dependents].reverse()) {
				await this.steps.deleteFirst(entry);
			}
			if (deleteFirst && old.pendingReplacement !== true) {
				await this.steps.deleteFirst(old);
			}
			await this.steps.create(declared, old.urn, inputs, entryOf(this.state.waiting, old.urn));
		};
	}

	/** Those that the engine replaces with a resource that is deleted first: it asks them what new inputs would mean. */
	private async dependentsReplacedWith(root: string): Promise<Entry[]> {
		const doomed = new Set([root]);
		const found: Entry[] = [];
		for (const entry of this.state.waiting.filter(({ isReplaced }) => isReplaced !== true)) {
			const unknown = Object.entries(entry.references).filter(([, urn]) => doomed.has(urn));
			const asked =
				unknown.length === 0
					? {}
					: await this.process.handlers[entry.kind].diff(entry.id, plain(entry.outs), {
							...plain(entry.inputs),
							...Object.fromEntries(unknown.map(([input]) => [input, unknownValue])),
						});
			if ((asked.replaces ?? []).length > 0 || entry.replaceWith?.some((urn) => doomed.has(urn)) === true) {
				doomed.add(entry.urn);
				found.push(entry);
			}
		}
		return found;
	}
}
