import type { HandlersOf } from "../../../src/provider/kind-handlers";
import type { Runtime } from "../../../src/provider/runtime";

type Bag = Record<string, unknown>;

/** A resource as the state holds it. */
export interface Held<State> {
	readonly id: string;
	readonly outs: State;
}

/** One kind's handlers in one provider process, called as the engine calls them. */
export interface KindOnRuntime<State> {
	/** check, then create. */
	up(inputs: Bag): Promise<Held<State>>;
	check(inputs: Bag, olds?: Bag): Promise<{ inputs: Bag; failures: { property: string; reason: string }[] }>;
	diff(held: Held<State>, inputs: Bag): Promise<{ changes?: boolean; replaces?: string[] }>;
	update(held: Held<State>, inputs: Bag): Promise<Held<State>>;
	read(held: Held<State>): Promise<{ id?: string; props?: State; inputs?: Bag }>;
	delete(held: Held<State>): Promise<void>;
}

/** What the resource class adds; a journal's lines reach the engine with a URN only. */
const classInputs = { __identity: "org/urn:pulumi:s::p::t::n", __provider: "stub" };

/** The handlers of a kind in the provider process of a runtime. */
export function kindOnRuntime<State>(runtime: Runtime, handlersOf: HandlersOf): KindOnRuntime<State> {
	const handlers = handlersOf(() => runtime);
	async function checked(inputs: Bag, olds: Bag = {}): Promise<Bag> {
		const { inputs: news, failures } = await handlers.check(olds, { ...classInputs, ...inputs });
		if (failures !== undefined && failures.length > 0) {
			throw new Error(`check: ${JSON.stringify(failures)}`);
		}
		return news;
	}
	return {
		up: async (inputs) => {
			const { id, outs } = await handlers.create(await checked(inputs));
			return { id, outs };
		},
		check: async (inputs, olds = {}) => {
			const { inputs: news, failures } = await handlers.check(olds, { ...classInputs, ...inputs });
			return { inputs: news, failures: failures ?? [] };
		},
		diff: async ({ id, outs }, inputs) => handlers.diff(id, outs, await checked(inputs, { known: true })),
		update: async ({ id, outs }, inputs) => {
			const { outs: updated } = await handlers.update(id, outs, await checked(inputs, { known: true }));
			return { id, outs: updated };
		},
		read: ({ id, outs }) => handlers.read(id, outs) as Promise<{ id?: string; props?: State; inputs?: Bag }>,
		delete: ({ id, outs }) => handlers.delete(id, outs),
	};
}
