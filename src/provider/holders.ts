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
	/** Who of the program makes do with a thing that another resource holds. */
	private readonly reliers = new Map<string, Map<string, Holder>>();
	/**
	 * For a thing and the name that the state of its holder was written under, the name that the program has for that resource:
	 * `aliases`, or a renamed stack. By the thing, because another resource may bear the old name by now.
	 */
	private readonly presentNames = new Map<string, string>();

	/** Notes that a resource holds a thing. What is settled stays so when it is read again. */
	note(thing: string, written: Holder, basis: Basis): void {
		const holder = basis === "state" ? this.present(thing, written) : written;
		const known = this.ofThing.get(thing) ?? new Map();
		this.ofThing.set(thing, known);
		if (basis !== "state" || !known.has(keyOf(holder))) {
			known.set(keyOf(holder), { holder, basis });
		}
		if (basis !== "state") {
			this.offered.delete(thing);
		}
	}

	/** Notes that a resource of the program makes do with a thing of another one: should that go, it has it. */
	rely(thing: string, holder: Holder): void {
		const known = this.reliers.get(thing) ?? new Map();
		this.reliers.set(thing, known.set(keyOf(holder), holder));
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

	/** Notes under which name the program declares the resource whose state of a thing was written under another. */
	renamed(thing: string, kind: Kind, before: string, now: string): void {
		if (before === now) {
			return;
		}
		const known = this.ofThing.get(thing);
		const read = known?.get(keyOf({ kind, identity: before }));
		if (read?.basis === "state") {
			// What a refresh has read was read for this resource.
			known?.delete(keyOf(read.holder));
			this.note(thing, { kind, identity: now }, "state");
		}
		this.presentNames.set(`${thing} ${keyOf({ kind, identity: before })}`, now);
	}

	/** The other resources that are known to hold a thing; with `declared`, only those that the program declares. */
	others(thing: string, holder: Holder, { declared = false }: { declared?: boolean } = {}): Holder[] {
		const own = this.present(thing, holder);
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
		const own = this.present(thing, holder);
		// The engine never deletes what the program declares and the run has left alone or made: so this is the old half of a
		// replacement that led to the same thing, or one that an earlier run had no time to end.
		if (this.ofThing.get(thing)?.get(keyOf(own))?.basis === "settled") {
			return { itself: true };
		}
		this.release(thing, own);
		const reliers = [...(this.reliers.get(thing)?.values() ?? [])].filter((one) => keyOf(one) !== keyOf(own));
		const others = [...this.others(thing, own), ...reliers].filter(({ kind }) => kinds.includes(kind));
		return others.length === 0 ? undefined : { others };
	}

	/** The name that the program has now for a resource whose state of a thing was written under this one. */
	present(thing: string, holder: Holder): Holder {
		const now = this.presentNames.get(`${thing} ${keyOf(holder)}`);
		return now === undefined ? holder : { kind: holder.kind, identity: now };
	}
}

function keyOf({ kind, identity }: Holder): string {
	return `${kind} ${identity}`;
}
