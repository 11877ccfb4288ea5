/**
 * The time that deadlines and pauses go by. There is one for a whole provider process; tests put another in its place, so
 * that hours of waiting take no time. Silence on the wire (a request that gets no answer) is measured in real time
 * whatever the clock: it is the network's, not ours.
 */
export interface Clock {
	/** Milliseconds since some fixed moment; never goes back. */
	now(): number;
	/** Resolves after this many milliseconds, or early, without an error, once the signal is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** `setTimeout` takes no longer time: with more it fires at once. */
export const longestTimerMs = 2 ** 31 - 1;

/** The clock of this machine: `performance.now()` and `setTimeout`. */
export const systemClock: Clock = {
	now: () => performance.now(),
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			if (signal?.aborted === true) {
				resolve();
				return;
			}
			function wake(): void {
				clearTimeout(timer);
				signal?.removeEventListener("abort", wake);
				resolve();
			}
			const timer = setTimeout(wake, Math.min(ms, longestTimerMs));
			signal?.addEventListener("abort", wake, { once: true });
		}),
};
