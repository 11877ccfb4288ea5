import type { Kind } from "../schema/kinds";

/** A resource that stands for something in the cloud. */
export interface Holder {
	readonly kind: Kind;
	/** Organization and URN. */
	readonly identity: string;
}

/**
 * How a run came to know that a resource holds something.
 *
 * - `state`: it was read (`pulumi refresh`); whether the program still declares it is not known.
 * - `planned`: the program declares it, and the run is about to change it.
 * - `settled`: the program declares it, and the run leaves it as it is, or has made, taken over or changed it.
 */
export type Basis = "state" | "planned" | "settled";

/** Why a thing outlives the deletion of a resource: the resource itself has it again, or others hold it. */
export type KeptFor = { readonly itself: true } | { readonly others: readonly Holder[] };

/**
 * Which things in the cloud (connections, route entries, sets of routes; by id) are held by which resources, as far as this
 * run has seen it. A process of the provider serves one run.
 *
 * The engine deletes what left the program, and what was replaced, by the id in the old state, whoever else has taken that
 * thing over in the meantime. So nothing is deleted before this is asked (docs/decisions/0018-holders.md):
 *
 * - notes are written by read, diff, create, adopt and update,
 * - and read by delete, and by adopt, which takes nothing away from a resource that the program still declares.
 */
export class Holders {
	private readonly ofThing = new Map<string, Map<string, { readonly holder: Holder; readonly basis: Basis }>>();
	/** What a resource of the program is about to give up in this run, so that another may have its place. */
	private readonly offered = new Set<string>();
	/** Present names of resources, by the names that their state was written under: `aliases`, or a renamed stack. */
	private readonly presentNames = new Map<string, string>();

	/** Notes that a resource holds a thing. What is settled stays so when it is read again. */
	note(thing: string, holder: Holder, basis: Basis): void {
		const known = this.ofThing.get(thing) ?? new Map();
		this.ofThing.set(thing, known);
		if (basis !== "state" || !known.has(keyOf(holder))) {
			known.set(keyOf(holder), { holder, basis });
		}
	}

	/** Notes that a resource is about to give a thing up: it is replaced, or does not want it any more. */
	release(thing: string, holder: Holder): void {
		this.ofThing.get(thing)?.delete(keyOf(holder));
	}

	/** Notes that a resource gives a thing up in this run, and that another resource may end it at once to take its place. */
	offer(thing: string, holder: Holder): void {
		this.release(thing, holder);
		this.offered.add(thing);
	}

	/** True for what a resource of the program gives up in this run. */
	isOffered(thing: string): boolean {
		return this.offered.has(thing);
	}

	/** Notes under which name the program declares a resource whose state was written under another. */
	renamed(before: string, now: string): void {
		if (before !== now) {
			this.presentNames.set(before, now);
		}
	}

	/** The other resources that are known to hold a thing; with `declared`, only those that the program declares. */
	others(thing: string, holder: Holder, { declared = false }: { declared?: boolean } = {}): Holder[] {
		const own = this.present(holder);
		return [...(this.ofThing.get(thing)?.values() ?? [])]
			.filter((one) => keyOf(one.holder) !== keyOf(own) && !(declared && one.basis === "state"))
			.map((one) => one.holder);
	}

	/**
	 * Asked, once, by the deletion of a resource: why the thing is to be kept; undefined where nothing is known against its
	 * end. From then on the resource holds it no more, so of several that hold one thing the last one ends it.
	 *
	 * @param kinds The kinds of resources that may take the thing over. Default: the holder's own.
	 */
	keptFor(thing: string, holder: Holder, kinds: readonly Kind[] = [holder.kind]): KeptFor | undefined {
		const own = this.present(holder);
		// The engine never deletes what the program declares and the run has left alone or made: so this is the old half of a
		// replacement that led to the same thing, or one that an earlier run had no time to end.
		if (this.ofThing.get(thing)?.get(keyOf(own))?.basis === "settled") {
			return { itself: true };
		}
		this.release(thing, own);
		const others = this.others(thing, own).filter(({ kind }) => kinds.includes(kind));
		return others.length === 0 ? undefined : { others };
	}

	private present({ kind, identity }: Holder): Holder {
		return { kind, identity: this.presentNames.get(identity) ?? identity };
	}
}

function keyOf({ kind, identity }: Holder): string {
	return `${kind} ${identity}`;
}
