import { rateWindowMs } from "./rate-limits";

/** Sizes of a budget. */
export const budgetRhythm = {
	/** The last part of a window's requests, as a share, does not go at once: who shares the account gets a chance. */
	spread: 1 / 16,
	/** Of what the cloud let in before it refused, where its limit is not published. */
	learntShare: 0.5,
	/** A limit that was learnt is not lower. */
	fewest: 30,
} as const;

/** What may still be sent of an operation whose limit is published. */
export interface Allowance {
	/** Requests in a window. */
	readonly perWindow: number;
	/** Requests that may be sent now. */
	readonly left: number;
	/** In how many milliseconds there is room for one more. */
	readonly nextInMs: number;
}

/**
 * How many requests may be sent in any 60 s. Where the cloud publishes no limit there is none, until a refusal teaches one;
 * that doubles with each window that passes without a refusal.
 */
export class WindowBudget {
	private readonly published: boolean;
	private most: number | undefined;
	private calmSince = 0;
	/** When the requests of the last window started, oldest first. */
	private starts: number[] = [];

	constructor(perWindow: number | undefined) {
		this.published = perWindow !== undefined;
		this.most = perWindow;
	}

	/** Requests in a window; undefined while nothing is known. */
	get perWindow(): number | undefined {
		return this.most;
	}

	/** When the last request started. */
	get lastStart(): number {
		return this.starts.at(-1) ?? Number.NEGATIVE_INFINITY;
	}

	/** What may still be sent; undefined where no limit is published. */
	allowance(now: number): Allowance | undefined {
		if (this.most === undefined || !this.published) {
			return undefined;
		}
		this.forgetOldStarts(now);
		const [oldest = now - rateWindowMs] = this.starts;
		const left = Math.max(0, this.most - this.starts.length);
		return { perWindow: this.most, left, nextInMs: oldest + rateWindowMs - now };
	}

	/** How long the next request has to wait. */
	pause(now: number): number {
		this.forgetOldStarts(now);
		const [oldest] = this.starts;
		if (this.most === undefined || oldest === undefined) {
			return 0;
		}
		const left = this.most - this.starts.length;
		const free = oldest + rateWindowMs;
		if (left <= 0) {
			return free - now;
		}
		// The last ones are spread over the time until there is room again.
		return left > this.most * budgetRhythm.spread ? 0 : this.lastStart + (free - now) / (left + 1) - now;
	}

	/** Notes that a request starts. */
	start(now: number): void {
		this.starts.push(now);
	}

	sentSince(moment: number): number {
		return this.starts.filter((start) => start > moment).length;
	}

	/** The cloud has begun a new window since this moment: what was sent before counts no more. */
	beginAnew(moment: number): void {
		this.starts = this.starts.filter((start) => start > moment);
	}

	/** The cloud let so many in before it refused the others. */
	learn(sent: number, now: number): void {
		if (!this.published) {
			this.most = Math.max(budgetRhythm.fewest, Math.floor(budgetRhythm.learntShare * sent));
			this.calmSince = now;
		}
	}

	/** A request was answered. */
	answered(now: number): void {
		if (!this.published && this.most !== undefined && now - this.calmSince >= rateWindowMs) {
			this.most *= 2;
			this.calmSince = now;
		}
	}

	/** Takes over what others of the same account have sent. */
	join({ starts }: WindowBudget): void {
		this.starts = [...this.starts, ...starts].sort((a, b) => a - b);
	}

	private forgetOldStarts(now: number): void {
		const keep = this.starts.findIndex((start) => start > now - rateWindowMs);
		this.starts.splice(0, keep === -1 ? this.starts.length : keep);
	}
}
