import type { KindHandlers } from "../../../src/provider/kind-handlers";

export type Bag = Record<string, unknown>;

/** A resource as the engine keeps it. */
export interface Stored {
	readonly id: string;
	readonly inputs: Bag;
	readonly outs: Bag;
	/** Why it is not as it should be; the next up calls update whatever the difference. */
	readonly initErrors?: readonly string[];
	/** Deleted to make room for its replacement, which has not been made yet. */
	readonly pendingReplacement?: boolean;
}

/** What outlives a run: everything the next one knows. */
export interface EngineState {
	readonly current?: Stored;
	/** Replaced, and to be deleted. */
	readonly toDelete: readonly Stored[];
}

/** What an up would do. */
export type Step = "create" | "same" | "update" | "replace";

interface Difference {
	readonly step: Step;
	readonly deleteFirst: boolean;
	readonly inputs: Bag;
}

/**
 * The engine's way with one resource, with its state written after each step that ended, and not before. What a handler
 * returns goes through JSON, as it does on its way to the state. Behaviour: `pulumi-engine.md`; the real engine runs in
 * the end-to-end tests.
 */
export class SmallEngine {
	state: EngineState;
	private beforeLastWrite: EngineState;

	constructor(state: EngineState = { toDelete: [] }) {
		this.state = plain(state);
		this.beforeLastWrite = this.state;
	}

	/** What the next run starts with when this one is killed now. */
	afterKill(): SmallEngine {
		return new SmallEngine(this.state);
	}

	/** What the next run starts with when this one is killed when its last step has ended, and is not written yet. */
	afterKillBeforeLastWrite(): SmallEngine {
		return new SmallEngine(this.beforeLastWrite);
	}

	async up(handlers: KindHandlers, program: Bag): Promise<Step> {
		await this.deleteReplaced(handlers);
		const { step, deleteFirst, inputs } = await this.difference(handlers, program);
		const { current } = this.state;
		if (step === "create" || current === undefined) {
			await this.create(handlers, program);
		} else if (step === "update") {
			await this.update(handlers, current, inputs);
		} else if (step === "replace" && deleteFirst) {
			await handlers.delete(current.id, plain(current.outs));
			this.write({ current: { ...current, pendingReplacement: true } });
			await this.create(handlers, program);
		} else if (step === "replace") {
			await this.create(handlers, program, current);
			await this.deleteReplaced(handlers);
		} else {
			this.write({ current: { ...current, inputs } });
		}
		return step;
	}

	/** What an up would do; nothing is changed. */
	async preview(handlers: KindHandlers, program: Bag): Promise<Step> {
		return (await this.difference(handlers, program)).step;
	}

	async refresh(handlers: KindHandlers): Promise<void> {
		const { current } = this.state;
		if (current === undefined || current.pendingReplacement === true) {
			return;
		}
		const { id, props, inputs } = await handlers.read(current.id, plain(current.outs));
		this.write({
			current: id === undefined ? undefined : { id, outs: plain(props), inputs: plain(inputs ?? current.inputs) },
		});
	}

	async destroy(handlers: KindHandlers): Promise<void> {
		await this.deleteReplaced(handlers);
		const { current } = this.state;
		if (current !== undefined && current.pendingReplacement !== true) {
			await handlers.delete(current.id, plain(current.outs));
		}
		this.write({ current: undefined });
	}

	private async difference(handlers: KindHandlers, program: Bag): Promise<Difference> {
		const { current } = this.state;
		const inputs = await checked(handlers, current?.inputs ?? {}, program);
		if (current === undefined || current.pendingReplacement === true) {
			return { step: "create", deleteFirst: false, inputs };
		}
		const diff = await handlers.diff(current.id, plain(current.outs), inputs);
		const deleteFirst = diff.deleteBeforeReplace === true;
		if ((diff.replaces ?? []).length > 0) {
			return { step: "replace", deleteFirst, inputs };
		}
		const update = diff.changes === true || current.initErrors !== undefined;
		return { step: update ? "update" : "same", deleteFirst, inputs };
	}

	private async create(handlers: KindHandlers, program: Bag, replaced?: Stored): Promise<void> {
		const inputs = await checked(handlers, {}, program);
		const others = replaced === undefined ? {} : { toDelete: [...this.state.toDelete, replaced] };
		await this.keeping(inputs, others, async () => {
			const { id, outs } = await handlers.create(plain(inputs));
			return { id, inputs, outs: plain(outs) };
		});
	}

	private async update(handlers: KindHandlers, { id, outs }: Stored, inputs: Bag): Promise<void> {
		await this.keeping(inputs, {}, async () => {
			const result = await handlers.update(id, plain(outs), plain(inputs));
			return { id, inputs, outs: plain(result.outs) };
		});
	}

	/** A failure that names an id keeps the resource, with what is wrong with it. */
	private async keeping(inputs: Bag, others: Partial<EngineState>, work: () => Promise<Stored>): Promise<void> {
		try {
			this.write({ ...others, current: await work() });
		} catch (error) {
			const { id, properties, reasons } = error as { id?: string; properties?: Bag; reasons?: string[] };
			if (id !== undefined && properties !== undefined) {
				this.write({ ...others, current: { id, inputs, outs: plain(properties), initErrors: reasons ?? [] } });
			}
			throw error;
		}
	}

	private async deleteReplaced(handlers: KindHandlers): Promise<void> {
		for (const stored of this.state.toDelete) {
			await handlers.delete(stored.id, plain(stored.outs));
			this.write({ toDelete: this.state.toDelete.filter((one) => one !== stored) });
		}
	}

	private write(change: { current?: Stored | undefined; toDelete?: readonly Stored[] | undefined }): void {
		const { current, toDelete = this.state.toDelete } = { ...this.state, ...change };
		this.beforeLastWrite = this.state;
		this.state = { toDelete, ...(current === undefined ? {} : { current }) };
	}
}

async function checked(handlers: KindHandlers, olds: Bag, program: Bag): Promise<Bag> {
	const { inputs, failures } = await handlers.check(plain(olds), plain(program));
	if (failures !== undefined && failures.length > 0) {
		throw new Error(`check: ${JSON.stringify(failures)}`);
	}
	return plain(inputs);
}

function plain<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}
