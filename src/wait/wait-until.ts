import pRetry from "p-retry";
import { type Clock, systemClock } from "../api/clock";
import { UnexpectedStatusError, type WaitReport, WaitTimeoutError } from "../errors/wait-error";

/** What one look at the thing saw. */
export interface Observation<T> {
	/** Its status, or a word for its absence. */
	readonly status: string;
	readonly value: T;
	/**
	 * Says that the status is right but something else is not there yet (a change not visible). Keeps the wait going
	 * although the status is among the targets.
	 */
	readonly unsettled?: boolean;
}

/** A wait: what for, what may come before, what makes it hopeless, and how long. */
export interface Wait<T> {
	/** The thing waited for, for messages. */
	readonly subject: string;
	/** Statuses through which the thing passes on its way. */
	readonly pending: readonly string[];
	/** Statuses that end the wait well. */
	readonly target: readonly string[];
	/** Statuses that end it at once, each with its meaning. A status in none of the three sets counts as failed, too. */
	readonly failed: Readonly<Record<string, string>>;
	readonly observe: () => Promise<Observation<T>>;
	/** The moment, on `clock`, of the last look. */
	readonly deadline: number;
	/** @default the clock of this machine */
	readonly clock?: Clock;
	/** When the operation started that this wait is part of, for messages. @default now */
	readonly started?: number;
	/** What the user can do when the deadline passes. */
	readonly onTimeout: string;
	/** What the user can do when a failed status is met. */
	readonly onFailure: string;
	/** Called after each look that did not end the wait. */
	readonly onPending?: (status: string, value: T) => void;
}

/**
 * The rhythm of looking: quick at first, because small things are ready in a second, then ever more patient. Each pause
 * is jittered (up to twice as long), so that a hundred connections made together are not looked at together.
 */
export const waitRhythm = { firstDelayMs: 150, factor: 1.35, longestDelayMs: 5_000 } as const;

/** Thrown inside the loop to make p-retry look again; never leaves this file. */
class StillPending extends Error {}

function pauseAfter(looks: number): number {
	const { firstDelayMs, factor, longestDelayMs } = waitRhythm;
	return Math.min((1 + Math.random()) * firstDelayMs * factor ** (looks - 1), longestDelayMs);
}

/** Looks until a target status is seen, a failed one ends the wait, or the deadline passes. The last look is at the deadline. */
export async function waitUntil<T>(wait: Wait<T>): Promise<T> {
	const { clock = systemClock } = wait;
	const started = wait.started ?? clock.now();
	let looks = 0;
	let again = false;
	const seen = new Map<string, number>();
	let lastStatus: string | undefined;
	function report(): WaitReport {
		return {
			subject: wait.subject,
			target: wait.target,
			seen,
			lastStatus,
			elapsedMs: clock.now() - started,
			timeoutMs: Math.max(0, wait.deadline - started),
		};
	}
	async function look(): Promise<T> {
		const { status, value, unsettled } = await wait.observe();
		lastStatus = status;
		seen.set(status, (seen.get(status) ?? 0) + 1);
		if (wait.target.includes(status) && unsettled !== true) {
			return value;
		}
		if (!wait.target.includes(status) && !wait.pending.includes(status)) {
			const meaning = wait.failed[status] ?? "a status that should not come here";
			throw new UnexpectedStatusError(report(), meaning, wait.onFailure);
		}
		wait.onPending?.(status, value);
		throw new StillPending();
	}
	try {
		return await pRetry(look, {
			retries: Number.POSITIVE_INFINITY,
			minTimeout: 0,
			maxTimeout: 0,
			// p-retry drives the looks; the pause is ours, because p-retry knows no clock but the machine's.
			onFailedAttempt: async ({ error }) => {
				const left = wait.deadline - clock.now();
				again = error instanceof StillPending && left > 0;
				if (again) {
					looks += 1;
					// Cut short so that the last look is made at the deadline, not after it.
					await clock.sleep(Math.min(pauseAfter(looks), left));
				}
			},
			shouldRetry: () => again,
		});
	} catch (error) {
		throw error instanceof StillPending ? new WaitTimeoutError(report(), wait.onTimeout) : error;
	}
}
