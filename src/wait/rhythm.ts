import type { Span } from "./durations";

/**
 * When to look again. A look costs a request, and each moment between the end and the look that sees it is lost; what is
 * worth more depends on what is known:
 *
 * - nothing: quick at first, then ever more patient, up to `longest`;
 * - how long things of the kind take (`Durations`): seldom before that time, close together around it;
 * - others wait in the same region, and a look of one is a look of all: as many times closer.
 */
export const waitRhythm = {
	/** Without any knowledge: a share of the time already waited. */
	first: 140,
	share: 0.35,
	longest: 5_000,
	/** Looks are never closer than this: the overshoot that nobody minds. */
	closest: 110,
	/** Later on they may be this share of the time waited apart, less what a look itself takes. */
	closestShare: 0.048,
	look: 25,
	/** Of the way to the expected time that is left, before each look that is to notice if it goes quicker this time. */
	approach: 0.6,
	/** Looks within the expected span, when it is a wide one. */
	looksInSpan: 8,
	/** The jitter takes up to this share off each pause, the longest one as well. */
	jitter: 0.15,
} as const;

/** What is known when the next look is to be planned. Times in milliseconds. */
export interface LookPlan {
	/** Since the wait began. */
	readonly elapsed: number;
	readonly expected: Span | undefined;
	/** How many waits a look serves, this one included. */
	readonly sharers: number;
	/** Between 0 and 1. */
	readonly random: number;
}

/** The pause before the next look. */
export function pauseBeforeLook({ elapsed, expected, sharers, random }: LookPlan): number {
	const { closest, closestShare, look, longest, jitter } = waitRhythm;
	const dense = Math.min(Math.max(closest, closestShare * elapsed - look), longest);
	const pause = expected === undefined ? withoutKnowledge(elapsed) : around(expected, elapsed, dense);
	return Math.max(dense, pause / Math.max(1, sharers)) * (1 - jitter * random);
}

function withoutKnowledge(elapsed: number): number {
	const { first, share, longest } = waitRhythm;
	return Math.min(Math.max(first, share * elapsed), longest);
}

function around({ earliest, latest }: Span, elapsed: number, dense: number): number {
	const { approach, looksInSpan, share, longest } = waitRhythm;
	const ahead = earliest - elapsed;
	if (ahead > dense) {
		const step = Math.max(approach * ahead, dense);
		return ahead - step < dense ? ahead : step;
	}
	if (elapsed <= latest) {
		return Math.max(dense, (latest - earliest) / looksInSpan);
	}
	// It takes longer this time: close to the expected end first, then ever more patient again.
	return Math.min(Math.max(dense, share * (elapsed - latest)), longest);
}
