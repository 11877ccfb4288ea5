import type { RunState } from "./run-state";
import type { Bag } from "./small-engine";
import type { StackEngine, Step } from "./stack-engine";
import type { StackProcess } from "./stack-process";
import { type Declared, referencesOf } from "./stack-program";
import { type Entry, entryOf, plain } from "./stack-state";

/** The steps of a run, each with the state that it leaves. In a preview they only say what they would be. */
export class StackSteps {
	/** By name, what each resource of the program shows; undefined where a preview does not know it. */
	readonly outputs = new Map<string, Bag | undefined>();
	/** The URNs of what this run replaces, and of those among them that it deleted first. */
	readonly replaced = new Set<string>();
	readonly deletedFirst = new Set<string>();
	private readonly engine: StackEngine;
	private readonly process: StackProcess;
	private readonly state: RunState;
	private readonly isPreview: boolean;
	private readonly urns = new Map<string, string>();

	constructor(engine: StackEngine, process: StackProcess, state: RunState, isPreview: boolean) {
		this.engine = engine;
		this.process = process;
		this.state = state;
		this.isPreview = isPreview;
	}

	async create(declared: Declared, urn: string, inputs: Bag, old: Entry | undefined): Promise<void> {
		const op = old === undefined ? "create" : "replace";
		if (this.isPreview) {
			this.pretend(op, declared, urn, undefined);
			return;
		}
		await this.keeping(declared, urn, { inputs, replaced: old }, async () => {
			const { id, outs } = await this.process.handlers[declared.kind].create(plain(inputs));
			this.record(op, urn, id);
			return { id, outs };
		});
	}

	async update(declared: Declared, { urn, id, outs }: Entry, inputs: Bag): Promise<void> {
		if (this.isPreview) {
			this.pretend("update", declared, urn, id);
			return;
		}
		await this.keeping(declared, urn, { inputs }, async () => {
			const updated = await this.process.handlers[declared.kind].update(id, plain(outs), plain(inputs));
			this.record("update", urn, id);
			return { id, outs: updated.outs };
		});
	}

	/** Nothing differs: only what the program says is written. */
	same(declared: Declared, { urn, id, outs }: Entry, inputs: Bag): void {
		this.record("same", urn, id);
		this.settle(declared, { urn, id, inputs, outs });
	}

	/** A resource that the run is not about: it stays as it was, and a new one is not made. */
	leave({ name }: Declared, old: Entry | undefined): void {
		if (old !== undefined) {
			this.outputs.set(name, old.outs);
			this.urns.set(name, old.urn);
			this.state.settle(old);
		}
	}

	async read(entry: Entry): Promise<void> {
		const handlers = this.process.handlers[entry.kind];
		this.record("read", entry.urn, entry.id);
		const { id, props, inputs } = await handlers.read(entry.id, plain(entry.outs));
		if (id === undefined) {
			this.state.change(entry, undefined);
			return;
		}
		const { initErrors: _settled, ...others } = entry;
		const seen = { ...others, outs: plain(props) as Bag, inputs: plain(inputs ?? entry.inputs) };
		await handlers.diff(id, plain(seen.outs), plain(entry.inputs));
		this.state.change(entry, seen);
	}

	/** To make room for its replacement. */
	async deleteFirst(entry: Entry): Promise<void> {
		this.replaced.add(entry.urn);
		this.deletedFirst.add(entry.urn);
		if (!this.isPreview) {
			await this.delete(entry);
			this.state.change(entry, { ...entry, pendingReplacement: true });
		}
	}

	/** What left the program, and what was replaced. What a broken-off run has deleted leaves the state without a call. */
	async deleteForGood(entry: Entry): Promise<void> {
		if (this.isPreview) {
			this.record("delete", entry.urn, entry.id);
			return;
		}
		if (entry.pendingReplacement !== true) {
			await this.delete(entry);
		}
		this.state.change(entry, undefined);
	}

	private async delete(entry: Entry): Promise<void> {
		// Before it is carried out: a run that is killed in it has asked for it.
		this.record("delete", entry.urn, entry.id);
		await this.process.handlers[entry.kind].delete(entry.id, plain(entry.outs));
	}

	/** A failure that names an id keeps the resource, with what is wrong with it. */
	private async keeping(
		declared: Declared,
		urn: string,
		{ inputs, replaced }: { inputs: Bag; replaced?: Entry | undefined },
		work: () => Promise<{ id: string; outs: unknown }>,
	): Promise<void> {
		try {
			const { id, outs } = await work();
			this.settle(declared, { urn, id, inputs, outs: plain(outs) as Bag }, replaced);
		} catch (error) {
			const { id, properties, reasons = [] } = error as { id?: string; properties?: Bag; reasons?: string[] };
			if (id !== undefined && properties !== undefined) {
				this.settle(declared, { urn, id, inputs, outs: plain(properties), initErrors: reasons }, replaced);
			}
			throw error;
		}
	}

	private settle(
		declared: Declared,
		made: Pick<Entry, "urn" | "id" | "inputs" | "outs" | "initErrors">,
		replaced?: Entry,
	): void {
		const { kind, name, options = {} } = declared;
		this.outputs.set(name, made.outs);
		this.urns.set(name, made.urn);
		const urnOf = (other: string) => this.urns.get(other) ?? "";
		const references = Object.entries(referencesOf(declared)).map(([input, other]) => [input, urnOf(other)]);
		this.state.settle(
			{
				...made,
				kind,
				references: Object.fromEntries(references),
				...(options.replaceWith === undefined ? {} : { replaceWith: options.replaceWith.map(urnOf) }),
				...(options.replacementTrigger === undefined ? {} : { trigger: options.replacementTrigger }),
			},
			replaced,
		);
	}

	/** What a preview knows of a resource that would be made or changed: the id of one that there is. */
	private pretend(op: Step["op"], { name }: Declared, urn: string, id: string | undefined): void {
		this.record(op, urn, id);
		this.outputs.set(name, id === undefined ? undefined : { instanceId: id });
		this.urns.set(name, urn);
		const old = entryOf(this.state.waiting, urn);
		if (old !== undefined) {
			this.state.change(old, undefined);
		}
	}

	private record(op: Step["op"], urn: string, id: string | undefined): void {
		this.engine.steps.push({ op, urn, id });
	}
}
