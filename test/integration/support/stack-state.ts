import type { Kind } from "../../../src/schema/kinds";
import type { Bag } from "./small-engine";

/** A resource as the engine keeps it in a stack's state. */
export interface Entry {
	readonly urn: string;
	readonly kind: Kind;
	readonly id: string;
	readonly inputs: Bag;
	readonly outs: Bag;
	/** Why it is not as it should be; the next up calls update whatever the difference. */
	readonly initErrors?: readonly string[];
	/** A newer one has its URN; it waits for its delete. */
	readonly isReplaced?: true;
	/** Deleted to make room for its replacement, which has not been made yet. */
	readonly pendingReplacement?: true;
	readonly tainted?: true;
	/** By input, the URN of the resource that it comes from. */
	readonly references: Readonly<Record<string, string>>;
	/** The URNs of resources with which it is replaced. */
	readonly replaceWith?: readonly string[];
	readonly trigger?: unknown;
}

/** Everything that the next run of a stack knows, in the order of creation. */
export type StackState = readonly Entry[];

/** What goes to the state goes through JSON. */
export function plain<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/** The name in a URN. */
export function nameIn(urn: string): string {
	return urn.split("::").at(-1) ?? urn;
}

/** The entry that stands for the resource of a URN now. */
export function entryOf(state: StackState, urn: string): Entry | undefined {
	return state.find((entry) => entry.urn === urn && entry.isReplaced !== true);
}

/** An entry under another URN, or with references to one, as `stack rename`, `state move` and aliases write it. */
export function withUrn(entry: Entry, change: (urn: string) => string): Entry {
	const { replaceWith } = entry;
	return {
		...entry,
		// A replaced one keeps the name under which it was made.
		urn: change(entry.urn),
		references: Object.fromEntries(Object.entries(entry.references).map(([input, urn]) => [input, change(urn)])),
		...(replaceWith === undefined ? {} : { replaceWith: replaceWith.map(change) }),
	};
}

/** A URN under the name of another stack. */
export function urnIn(stack: string, urn: string): string {
	return urn.replace(/^urn:pulumi:[^:]+::/, `urn:pulumi:${stack}::`);
}

/** `pulumi stack rename`: another name in each URN. What the handlers stored stays as it is. */
export function inStack(stack: string, state: StackState): StackState {
	return state.map((entry) => withUrn(entry, (urn) => urnIn(stack, urn)));
}

/** `pulumi state move`: these URNs go from one state to another. What they refer to and leave behind is forgotten. */
export function moved(
	from: StackState,
	to: StackState,
	urns: readonly string[],
	stack: string,
): { from: StackState; to: StackState } {
	const going = from
		.filter(({ urn }) => urns.includes(urn))
		.map((entry) => ({
			...entry,
			references: Object.fromEntries(Object.entries(entry.references).filter(([, urn]) => urns.includes(urn))),
		}));
	return { from: from.filter(({ urn }) => !urns.includes(urn)), to: [...to, ...inStack(stack, going)] };
}

/** `pulumi state taint`. */
export function tainted(state: StackState, urn: string): StackState {
	return state.map((entry) => (entry.urn === urn && entry.isReplaced !== true ? { ...entry, tainted: true } : entry));
}

/** What has inputs that come from one of these resources; in the order of the state, and with what depends on it in turn. */
export function dependentsOf(state: StackState, roots: readonly string[]): Entry[] {
	const doomed = new Set(roots);
	return state.filter((entry) => {
		const depends =
			entry.isReplaced !== true && Object.values(entry.references).some((referred) => doomed.has(referred));
		if (depends) {
			doomed.add(entry.urn);
		}
		return depends;
	});
}

/**
 * In the order in which the engine deletes: the last first, but nothing before what depends on it. What was replaced counts
 * for what depends on its successor, too: a reference is a URN.
 */
export function inOrderOfDeletion(entries: readonly Entry[]): Entry[] {
	const ordered: Entry[] = [];
	for (let left = [...entries].reverse(); left.length > 0; left = left.filter((one) => !ordered.includes(one))) {
		const needed = new Set(left.flatMap(({ references }) => Object.values(references)));
		ordered.push(left.find(({ urn }) => !needed.has(urn)) ?? (left[0] as Entry));
	}
	return ordered;
}
