import pRetry from "p-retry";
import { type Clock, systemClock } from "../api/clock";
import type { Allowance } from "../api/limits/window-budget";
import { UnexpectedStatusError, type WaitReport, WaitTimeoutError } from "../errors/wait-error";
import { Doubt } from "./belief";
import type { Durations, Span } from "./durations";
import { pauseBeforeLook } from "./rhythm";

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
	/**
	 * Says that the answer may be out of date: where it would end the wait, it has to be given as often in a row as
	 * `belief.ts` asks for. A failed status is always doubted so.
	 */
	readonly doubtful?: boolean;
}

/** What is known of how long a wait will take, and what is learnt from it. */
export interface Pace {
	/** Waits of one kind take about as long. */
	readonly kind: string;
	readonly durations: Durations;
}

/** A wait: what for, what may come before, what makes it hopeless, and how long. */
export interface Wait<T> {
	/** The thing waited for, for messages. */
	readonly subject: string;
	/** Statuses through which the thing passes on its way. */
	readonly pending: readonly string[];
	/** Statuses that end the wait well. */
	readonly target: readonly string[];
	/**
	 * Statuses that end it once they are believed, each with its meaning. A status in none of the three sets is one that this
	 * release does not know: the wait goes on, and says so if it comes to its deadline.
	 */
	readonly failed: Readonly<Record<string, string>>;
	readonly observe: () => Promise<Observation<T>>;
	/** The moment, on `clock`, of the last look. */
	readonly deadline: number;
	/** @default the clock of this machine */
	readonly clock?: Clock;
	/** When the operation started that this wait is part of, for messages. @default now */
	readonly started?: number;
	/** What is known of how long it will take. */
	readonly pace?: Pace;
	/**
	 * What a look would show now is known, because the change was asked for just now: where it is known how long such
	 * changes take, the first look is one of those around that time.
	 */
	readonly justBegun?: boolean;
	/** How many looks the cloud still takes. @default not known */
	readonly allowance?: () => Allowance | undefined;
	/** Waits this long, or until there is something new to see. @default waits this long */
	readonly pause?: (ms: number) => Promise<void>;
	/** What the user can do when the deadline passes. */
	readonly onTimeout: string;
	/** What the user can do when a failed status is met. */
	readonly onFailure: string;
	/** Called after each look that did not end the wait, but for those whose answer is doubted. */
	readonly onPending?: (status: string, value: T) => void;
}

/** Thrown inside the loop to make p-retry look again; never leaves this file. */
class StillPending extends Error {}

/** What one look's answer means for the wait. */
function verdictOn<T>({ target, failed }: Wait<T>, { status, unsettled }: Observation<T>) {
	if (target.includes(status)) {
		return unsettled === true ? "pending" : "reached";
	}
	return Object.hasOwn(failed, status) ? "failed" : "pending";
}

/** Looks until a target status is seen, a failed one ends the wait, or the deadline passes. The last look is at the deadline. */
export async function waitUntil<T>(wait: Wait<T>): Promise<T> {
	const { clock = systemClock, pause = (ms) => clock.sleep(ms) } = wait;
	const began = clock.now();
	const started = wait.started ?? began;
	/** When the last look began that did not end the wait. */
	let pendingAt: number | undefined;
	const doubt = new Doubt();
	let again = false;
	let lookMs = 0;
	const seen = new Map<string, number>();
	let lastStatus: string | undefined;
	function report(): WaitReport {
		return {
			subject: wait.subject,
			target: wait.target,
			seen,
			lastStatus,
			unknown: lastStatus !== undefined && ![...wait.pending, ...wait.target].includes(lastStatus),
			elapsedMs: clock.now() - started,
			timeoutMs: Math.max(0, wait.deadline - started),
		};
	}
	function expectedSpan(): Span | undefined {
		return wait.pace?.durations.expected(wait.pace.kind);
	}
	function nextPause(): number {
		const expected = expectedSpan();
		const elapsed = clock.now() - began;
		return pauseBeforeLook({ elapsed, expected, allowance: wait.allowance?.(), lookMs, random: Math.random() });
	}
	function learn(): void {
		if (pendingAt !== undefined) {
			const latest = (doubt.since ?? clock.now()) - began;
			wait.pace?.durations.note(wait.pace.kind, { earliest: pendingAt - began, latest });
		}
	}
	/** True once an answer can be relied on. */
	function isBelieved(what: string, doubtful: boolean): boolean {
		if (doubtful) {
			return doubt.isBelieved(what, clock.now());
		}
		doubt.end();
		return true;
	}
	async function look(): Promise<T> {
		const lookedAt = clock.now();
		const seenNow = await wait.observe();
		const { status, value } = seenNow;
		// What others have just seen costs this wait no time; its own looks do.
		lookMs = Math.max(clock.now() - lookedAt, 0.9 * lookMs);
		lastStatus = status;
		seen.set(status, (seen.get(status) ?? 0) + 1);
		const verdict = verdictOn(wait, seenNow);
		const doubtful = verdict === "failed" || (verdict === "reached" && seenNow.doubtful === true);
		if (!isBelieved(verdict === "reached" ? status : verdict, doubtful)) {
			throw new StillPending();
		}
		if (verdict === "reached") {
			learn();
			return value;
		}
		if (verdict === "failed") {
			throw new UnexpectedStatusError(report(), wait.failed[status] ?? "", wait.onFailure);
		}
		pendingAt = lookedAt;
		wait.onPending?.(status, value);
		throw new StillPending();
	}
	/** Whoever doubts an answer looks again by a plan of its own: news of the connection must not cut that short. */
	async function pauseAfterLook(left: number): Promise<void> {
		const { pauseMs } = doubt;
		// Cut short so that the last look is made at the deadline, not after it.
		await (pauseMs === undefined ? pause(Math.min(nextPause(), left)) : clock.sleep(Math.min(pauseMs, left)));
	}
	try {
		if (wait.justBegun === true && expectedSpan() !== undefined) {
			await pause(Math.min(nextPause(), Math.max(0, wait.deadline - clock.now())));
			pendingAt = began;
		}
		return await pRetry(look, {
			retries: Number.POSITIVE_INFINITY,
			minTimeout: 0,
			maxTimeout: 0,
			// p-retry drives the looks; the pause is ours, because p-retry knows no clock but the machine's.
			onFailedAttempt: async ({ error }) => {
				const left = wait.deadline - clock.now();
				again = error instanceof StillPending && left > 0;
				if (again) {
					await pauseAfterLook(left);
				}
			},
			shouldRetry: () => again,
		});
	} catch (error) {
		throw error instanceof StillPending ? new WaitTimeoutError(report(), wait.onTimeout) : error;
	}
}
