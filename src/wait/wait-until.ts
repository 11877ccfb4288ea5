import pRetry from "p-retry";
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
	/** The moment, on the clock of `performance.now()`, of the last look. */
	readonly deadline: number;
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
 * The rhythm of looking, for p-retry: quick at first, because small things are ready in a second, then ever more
 * patient. Each look is jittered by p-retry's `randomize` (up to twice the pause), so that a hundred connections made
 * together are not looked at together.
 */
export const waitRhythm = { firstDelayMs: 150, factor: 1.35, longestDelayMs: 5_000 } as const;

/** Thrown inside the loop to make p-retry look again; never leaves this file. */
class StillPending extends Error {}

/** Looks until a target status is seen, a failed one ends the wait, or the deadline passes. The last look is at the deadline. */
export async function waitUntil<T>(wait: Wait<T>): Promise<T> {
	const now = performance.now();
	const started = wait.started ?? now;
	const seen = new Map<string, number>();
	let lastStatus: string | undefined;
	function report(): WaitReport {
		return {
			subject: wait.subject,
			target: wait.target,
			seen,
			lastStatus,
			elapsedMs: performance.now() - started,
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
			minTimeout: waitRhythm.firstDelayMs,
			factor: waitRhythm.factor,
			maxTimeout: waitRhythm.longestDelayMs,
			randomize: true,
			maxRetryTime: Math.max(0, wait.deadline - now),
			shouldRetry: ({ error }) => error instanceof StillPending,
		});
	} catch (error) {
		throw error instanceof StillPending ? new WaitTimeoutError(report(), wait.onTimeout) : error;
	}
}
