import type { StackEngine } from "./stack-engine";
import { type Entry, entryOf, withUrn } from "./stack-state";

/** The state of a stack while a run works on it: what it is through with, and what it has still to come to or to delete. */
export class RunState {
	private readonly engine: StackEngine;
	private readonly done: Entry[] = [];
	private rest: Entry[];

	constructor(engine: StackEngine) {
		this.engine = engine;
		this.rest = [...engine.state];
	}

	/** What the run has not come to, or has yet to delete, in the order of the state. */
	get waiting(): readonly Entry[] {
		return this.rest;
	}

	/** The entry under the first of these URNs that is there. From then on it stands under the first of them. */
	take(urns: readonly [string, ...string[]]): Entry | undefined {
		const [urn] = urns;
		const found = urns.find((name) => entryOf(this.rest, name) !== undefined);
		if (found !== undefined && found !== urn) {
			this.rest = this.rest.map((entry) =>
				entry.isReplaced === true ? entry : withUrn(entry, (name) => (name === found ? urn : name)),
			);
		}
		return entryOf(this.rest, urn);
	}

	/** What a step has made of a resource. `replaced` is what stood there before, and is still to be deleted. */
	settle(entry: Entry, replaced?: Entry): void {
		const old = entryOf(this.rest, entry.urn);
		const stays = replaced !== undefined && replaced.pendingReplacement !== true;
		this.rest = this.rest.flatMap((one) =>
			one !== old ? [one] : stays ? [{ ...one, isReplaced: true as const }] : [],
		);
		this.done.push(entry);
		this.write();
	}

	/** Puts another in the place of an entry, or nothing. */
	change(entry: Entry, into: Entry | undefined): void {
		const place = this.rest.findIndex((one) => one.urn === entry.urn && one.id === entry.id);
		this.rest = this.rest.flatMap((one, index) => (index !== place ? [one] : into === undefined ? [] : [into]));
		this.write();
	}

	private write(): void {
		this.engine.write([...this.done, ...this.rest]);
	}
}
