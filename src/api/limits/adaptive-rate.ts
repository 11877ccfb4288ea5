/** How a rate follows the service's answers (additive increase, multiplicative decrease). */
export const rateRhythm = {
	decrease: 0.5,
	/** Not slower. */
	lowestPerSecond: 3,
	/** With each second of answers. */
	increasePerSecond: 3,
	/** At this rate the limit has no meaning any more. */
	freePerSecond: 60,
} as const;

/** Requests a second, after a service refused some for a short time; without a limit before that, and later again. */
export class AdaptiveRate {
	private current: number | undefined;
	private lastGrowth = 0;
	private lastCut = Number.NEGATIVE_INFINITY;

	/** Undefined while there is no limit. */
	get perSecond(): number | undefined {
		return this.current;
	}

	/** How long the next request has to wait, after one that started then. */
	pause(lastStart: number, now: number): number {
		return this.current === undefined ? 0 : Math.max(lastStart, this.lastCut) + 1000 / this.current - now;
	}

	/** True for what was sent before the last cut, at the old rate: it says nothing of the new one. */
	isOlder(started: number): boolean {
		return started < this.lastCut;
	}

	/** Down to a half of what was sent in the last second. */
	cut(sentInSecond: number, now: number): void {
		const sent = Math.max(1, sentInSecond);
		const { decrease, lowestPerSecond } = rateRhythm;
		this.current = Math.max(lowestPerSecond, decrease * Math.min(this.current ?? sent, sent));
		this.lastCut = now;
		this.lastGrowth = now;
	}

	/** A request was answered. */
	grow(now: number): void {
		if (this.current === undefined) {
			return;
		}
		// A second without any request teaches nothing, so a longer silence counts as one second.
		this.current += rateRhythm.increasePerSecond * Math.min(1, (now - this.lastGrowth) / 1000);
		this.lastGrowth = now;
		if (this.current >= rateRhythm.freePerSecond) {
			this.current = undefined;
		}
	}

	/** No limit any more. */
	free(): void {
		this.current = undefined;
	}
}
