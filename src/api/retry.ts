import pRetry from "p-retry";
import { ApiError } from "../errors/api-error";
import { type RetryClass, retryRhythms } from "../errors/retry-class";
import type { CallLimits } from "./call-limits";
import { systemClock } from "./clock";

/**
 * Runs `attempt` again while its failures are transient, in the rhythm of the failure's class, until the deadline.
 * p-retry drives the attempts; each failure sets the pause before the next one itself, because the pause depends on the
 * kind of the failure.
 */
export async function retryTransient<T>(attempt: () => Promise<T>, limits: CallLimits): Promise<T> {
	const { clock = systemClock } = limits;
	const failures = new Map<RetryClass, number>();
	/** The first failure, for as long as all are of its class: then the class's limit counts from there. */
	let alike: { readonly kind: RetryClass | "several"; readonly since: number } | undefined;
	let again = false;
	return pRetry(attempt, {
		retries: Number.POSITIVE_INFINITY,
		minTimeout: 0,
		maxTimeout: 0,
		onFailedAttempt: async ({ error }) => {
			const kind = transientKind(error, limits);
			const now = clock.now();
			if (kind === undefined) {
				again = false;
				return;
			}
			alike ??= { kind, since: now };
			alike = alike.kind === kind ? alike : { kind: "several", since: now };
			again = now < limits.deadline && (alike.kind === "several" || now - alike.since < retryRhythms[kind].limitMs);
			if (!again) {
				return;
			}
			const count = (failures.get(kind) ?? 0) + 1;
			failures.set(kind, count);
			// Cut short so that the last attempt is made at the deadline, not after it.
			const pause = Math.min(jittered(pauseOf(kind, count)), limits.deadline - now);
			limits.onRetry?.(error as ApiError, pause);
			await clock.sleep(pause);
		},
		shouldRetry: () => again,
	});
}

function transientKind(error: unknown, limits: CallLimits): Exclude<RetryClass, "none"> | undefined {
	if (!(error instanceof ApiError) || error.failure.retry === "none" || limits.leave?.(error) === true) {
		return undefined;
	}
	return error.failure.retry;
}

function pauseOf(retry: Exclude<RetryClass, "none">, count: number): number {
	const { firstDelayMs, factor, longestDelayMs } = retryRhythms[retry];
	return Math.min(firstDelayMs * factor ** (count - 1), longestDelayMs);
}

/** Between 75 % and 100 % of the pause, so that many resources that failed together do not come back together. */
function jittered(pause: number): number {
	return pause * (0.75 + Math.random() / 4);
}
