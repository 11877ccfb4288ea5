import type { Allowance } from "../api/limits/window-budget";
import type { Span } from "./durations";

/**
 * When to look again. Each moment between the end and the look that sees it is lost, and a look costs a request of those
 * that the cloud takes in a minute (`Allowance`):
 *
 * - Where that number is published, looks are as close as the goal needs: late by 150 ms, or by 5 % of the wait.
 * - Where it is not known, looks are quick at first, then ever more patient.
 * - How long things of the kind take (`Durations`) saves looks: seldom before that time, close together around it.
 */
export const waitRhythm = {
	/** With an unknown limit: a share of the time already waited. */
	first: 140,
	share: 0.35,
	longest: 5_000,
	/** How late an end may be seen: by so much, or by this share of the wait if that is more. */
	late: 145,
	lateShare: 0.048,
	/** How long a look takes is taken off, once to the answer that just missed the end, once to the one that sees it. */
	longestLook: 100,
	/** Pauses are never shorter than this. */
	closest: 25,
	/** Of the way to the expected time that is left, before each look that is to notice if it goes quicker this time. */
	approach: 0.6,
	/** Looks within the expected span, when it is a wide one. */
	looksInSpan: 8,
	/** A wait is young for so long: its looks are the closest, and where many waits begin one after another, the most. */
	young: 8_000,
	/** The part of a minute's requests that is kept for waits that are not young any more. */
	reserve: 0.4,
	/** The jitter takes up to this share off each pause, the longest one as well: two processes do not look in step. */
	jitter: 0.05,
} as const;

/** What is known when the next look is to be planned. Times in milliseconds. */
export interface LookPlan {
	/** Since the wait began. */
	readonly elapsed: number;
	readonly expected: Span | undefined;
	/** What may still be asked; undefined where the cloud's limit is not known. */
	readonly allowance: Allowance | undefined;
	/** How long the last look took. */
	readonly lookMs: number;
	/** Between 0 and 1. */
	readonly random: number;
}

/** The pause before the next look. */
export function pauseBeforeLook({ elapsed, expected, allowance, lookMs, random }: LookPlan): number {
	const { late, lateShare, longestLook, closest, longest, jitter } = waitRhythm;
	const goal = Math.max(late, lateShare * elapsed);
	const dense = Math.min(Math.max(closest, goal - 2 * Math.min(lookMs, longestLook)), longest);
	const patient = allowance === undefined ? sparing : () => dense;
	const pause = expected === undefined ? patient(elapsed) : around(expected, elapsed, dense, patient);
	return Math.max(dense, pause, scarcity(elapsed, allowance)) * (1 - jitter * random);
}

function sparing(elapsed: number): number {
	const { first, share, longest } = waitRhythm;
	return Math.min(Math.max(first, share * elapsed), longest);
}

function around(
	{ earliest, latest }: Span,
	elapsed: number,
	dense: number,
	patient: (elapsed: number) => number,
): number {
	const { approach, looksInSpan, longest } = waitRhythm;
	const ahead = earliest - elapsed;
	if (ahead > dense) {
		const step = Math.max(approach * ahead, dense);
		return ahead - step < dense ? ahead : step;
	}
	if (elapsed <= latest) {
		return Math.max(dense, (latest - earliest) / looksInSpan);
	}
	// It takes longer this time: close to the expected end first.
	return Math.min(Math.max(dense, patient(elapsed - latest)), longest);
}

/** Once the allowance runs low, young waits spread what is left of it until there is more. */
function scarcity(elapsed: number, allowance: Allowance | undefined): number {
	if (allowance === undefined || elapsed >= waitRhythm.young) {
		return 0;
	}
	const { left, perWindow, nextInMs } = allowance;
	return left >= waitRhythm.reserve * perWindow ? 0 : nextInMs / (left + 1);
}
