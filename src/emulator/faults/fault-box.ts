import { drawsOf } from "./draws";
import type { Fault } from "./fault";
import { assertScope, type FaultScope, type FaultSubject, takesIn } from "./fault-scope";
import { assertTimes } from "./fault-times";
import { latch } from "./latch";

/**
 * A rule that was added.
 *
 * @public
 */
export interface FaultRule {
	/** Tells it from the other rules of this emulator; never used again. */
	readonly id: number;
	/** What was added; a rule that suspends requests has the kind `hold`. */
	readonly rule: (FaultScope & Fault) | (HoldScope & { readonly kind: "hold" });
	/** How many requests it has acted on. */
	readonly hits: number;
	/** Takes the rule away; later requests are not touched by it. */
	remove(): void;
}

/**
 * A rule that suspends requests.
 *
 * @public
 */
export interface HoldRule extends FaultRule {
	/** Resolves once a request is suspended. Rejects when the rule ends before that. */
	readonly held: Promise<void>;
	/** Lets the suspended requests go on, and takes the rule away. */
	release(): void;
}

/**
 * Faults to be injected. The first rule that matches a request is the one that acts on it.
 *
 * @public
 */
export interface Faults {
	/** The rules there are, in the order in which they are tried. */
	readonly rules: readonly FaultRule[];
	/** Adds a rule. Throws a RangeError on one that says something impossible. */
	add(rule: FaultScope & Fault): FaultRule;
	/**
	 * Adds a rule that suspends requests until it is released: before they are carried out, or with `afterEffect` before
	 * they are answered. It acts on any number of requests unless told otherwise. With `loseAnswer` what was suspended is
	 * carried out when it is released, but its connection is reset instead of an answer.
	 */
	hold(scope: HoldScope): HoldRule;
	/** Takes all rules away and releases what is held. */
	clear(): void;
}

/**
 * Which requests a hold suspends, and how.
 *
 * @public
 */
export interface HoldScope extends FaultScope {
	/** @defaultValue false */
	readonly afterEffect?: boolean | undefined;
	/** @defaultValue false */
	readonly loseAnswer?: boolean | undefined;
}

/** A rule's power to suspend requests. */
export interface Hold {
	readonly kind: "hold";
	readonly afterEffect: boolean;
	readonly loseAnswer: boolean;
	readonly enter: () => void;
	readonly gate: Promise<void>;
}

/** The effect of a rule as the server carries it out. */
export type FaultEffect = Fault | Hold;

/** What the server asks of the faults. */
export interface FaultBox extends Faults {
	/** The effect on a request, if there is one; counts it. */
	take(subject: FaultSubject): FaultEffect | undefined;
}

interface Entry {
	readonly handle: FaultRule;
	readonly scope: FaultScope;
	readonly times: number;
	readonly effect: FaultEffect;
	readonly draw: () => boolean;
	/** Called when the rule goes away. */
	readonly end: () => void;
	seen: number;
	hits: number;
}

/** Makes an empty set of rules; `changed` is called when a rule is added, acts or goes away. */
export function createFaults(changed: () => void = () => undefined): FaultBox {
	let entries: Entry[] = [];
	let added = 0;
	function insert(rule: FaultRule["rule"], own: Pick<Entry, "effect" | "times" | "end">): FaultRule {
		assertScope(rule);
		if (rule.kind !== "hold") assertTimes(rule);
		const id = added;
		added += 1;
		const handle: FaultRule = {
			id,
			rule,
			get hits() {
				return entry.hits;
			},
			remove: () => {
				entries = entries.filter((one) => one !== entry);
				entry.end();
				changed();
			},
		};
		const draw = drawsOf(rule.seed ?? id, rule.probability ?? 1);
		const entry: Entry = { handle, scope: rule, draw, seen: 0, hits: 0, ...own };
		entries.push(entry);
		changed();
		return handle;
	}
	return {
		get rules() {
			return entries.map(({ handle }) => handle);
		},
		add: (rule) => insert(rule, { effect: rule, times: rule.times ?? 1, end: () => undefined }),
		hold: (scope) => {
			const held = latch();
			const gate = latch();
			const { afterEffect = false, loseAnswer = false } = scope;
			const handle = insert(
				{ ...scope, kind: "hold" },
				{
					effect: { kind: "hold", afterEffect, loseAnswer, enter: held.open, gate: gate.promise },
					times: scope.times ?? Number.POSITIVE_INFINITY,
					end: () => {
						gate.open();
						held.fail(new Error(`The hold on ${scope.action} ended before a request came`));
					},
				},
			);
			return Object.assign(handle, { held: held.promise, release: handle.remove });
		},
		clear: () => {
			for (const entry of entries) entry.end();
			entries = [];
			changed();
		},
		take: (subject) => {
			const acting = entries.find((entry) => actsOn(entry, subject));
			if (acting !== undefined) changed();
			return acting?.effect;
		},
	};
}

/** Whether it is a rule's turn to act on a request; counts the request either way. */
function actsOn(entry: Entry, subject: FaultSubject): boolean {
	if (!takesIn(entry.scope, subject)) return false;
	if (entry.effect.kind === "expired-token" && !subject.bySession) return false;
	entry.seen += 1;
	if (entry.seen <= (entry.scope.skip ?? 0) || entry.hits >= entry.times || !entry.draw()) return false;
	entry.hits += 1;
	return true;
}
