import type { Clock } from "../../../src/api/clock";
import { type ManualClock, manualClock } from "../../../src/emulator";

/** A provider process's clock. Once the process is killed, nothing that waits on it ever wakes. */
export interface ProcessClock extends Clock {
	kill(): void;
}

/** A pause of which nobody awaits the end: what is slept until then has to end it. */
const farOffMs = 86_400_000;

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		signal.addEventListener("abort", () => resolve(), { once: true });
		if (signal.aborted) {
			resolve();
		}
	});
}

/**
 * Time without waiting: the cloud's clock and those of the provider processes are one, and a process that pauses moves
 * it. Requests still go over the wire and take what they take.
 */
export class VirtualTime {
	/** The emulator's clock. It starts at the machine's time, because sessions are given out until a date. */
	readonly cloud: ManualClock = manualClock(Date.now());

	processClock(): ProcessClock {
		let dead = false;
		return {
			now: () => this.cloud.now(),
			kill: () => {
				dead = true;
			},
			sleep: async (ms, signal) => {
				if (ms > farOffMs && signal !== undefined) {
					await aborted(signal);
				} else if (signal?.aborted !== true) {
					await this.pause(ms, () => dead);
				}
			},
		};
	}

	private async pause(ms: number, isDead: () => boolean): Promise<void> {
		if (!isDead()) {
			this.cloud.advance(ms);
			// The requests under way get their turn.
			await new Promise((resolve) => setImmediate(resolve));
		}
		if (isDead()) {
			await new Promise(() => undefined);
		}
	}
}
