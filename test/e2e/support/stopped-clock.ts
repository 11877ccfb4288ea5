import type { Clock } from "../../../src/emulator";

/** The time of a cloud that stands still, so that nothing there gets ready, until it is let go. */
export class StoppedClock implements Clock {
	private readonly start = Date.now();
	private stopped = true;

	now(): number {
		return this.stopped ? this.start : Date.now();
	}

	/** From now on it is this machine's time. */
	letGo(): void {
		this.stopped = false;
	}
}
