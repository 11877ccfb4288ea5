import type { Clock } from "../../../src/api/clock";

/**
 * A clock that goes so many times as fast as the machine's, for a provider and its emulator together: their waits keep
 * their proportions, and an hour takes minutes. Requests seem to take as many times longer.
 */
export function fastClock(times: number): Clock {
	const [began, start] = [performance.now(), Date.now()];
	return {
		now: () => start + (performance.now() - began) * times,
		sleep: (ms, signal) =>
			new Promise((resolve) => {
				const timer = setTimeout(wake, ms / times);
				function wake(): void {
					clearTimeout(timer);
					signal?.removeEventListener("abort", wake);
					resolve();
				}
				signal?.addEventListener("abort", wake, { once: true });
				if (signal?.aborted === true) {
					wake();
				}
			}),
	};
}
