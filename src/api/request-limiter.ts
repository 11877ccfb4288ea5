import PQueue from "p-queue";
import { ApiError } from "../errors/api-error";
import { type Clock, systemClock } from "./clock";

/**
 * How the limiter adapts. A service that refuses for load makes the rate a half of what was really sent; each second in
 * which it answers adds three requests a second, until the limit is so far off that it is taken away.
 */
export const limiterRhythm = {
	/** Requests under way at once, whatever the rate. */
	mostAtOnce: 32,
	decrease: 0.5,
	/** Not slower: the retries of a request that is refused pause ever longer by themselves. */
	lowestPerSecond: 3,
	increasePerSecond: 3,
	/** At this rate the limit has no meaning any more. */
	freePerSecond: 60,
} as const;

/** What a request is told that never got its turn. */
export interface Queueing {
	/** Requests that were before it or wait behind it. */
	readonly waiting: number;
	/** Requests per second, undefined while there is no limit. */
	readonly perSecond: number | undefined;
	/** The code with which the service asked for fewer requests. */
	readonly because: string | undefined;
}

/** Codes that say "too much at once" and are not in the class of the throttled ones, because they mean a busy service. */
const overloadCodes: ReadonlySet<string> = new Set(["SystemBusy", "ServiceUnavailable"]);

/**
 * Stands in front of one endpoint for one set of credentials, and lets through what the service takes: requests start in
 * the order in which they came, each when its turn is, and the rate follows the service's answers (additive increase,
 * multiplicative decrease). Several processes that share a limit of the cloud each find their part of it in this way.
 *
 * The cloud may say for how long to stay away (`x-acs-retry-after`), but the SDK passes no headers of an error on.
 */
export class RequestLimiter {
	/** Requests under way, and behind them those that wait. */
	private readonly slots = new PQueue({ concurrency: limiterRhythm.mostAtOnce });
	/** One at a time: each waits here until it may start. */
	private readonly door = new PQueue({ concurrency: 1 });
	private readonly clock: Clock;
	private readonly debug: (line: string) => void;
	private perSecond: number | undefined;
	private because: string | undefined;
	private lastStart = Number.NEGATIVE_INFINITY;
	private lastCut = Number.NEGATIVE_INFINITY;
	private lastGrowth = 0;
	/** When the requests of the last second started, oldest first. */
	private recentStarts: number[] = [];

	constructor(options: { clock?: Clock; debug?: (line: string) => void } = {}) {
		this.clock = options.clock ?? systemClock;
		this.debug = options.debug ?? (() => {});
	}

	/** Sends when it is the request's turn. A signal that is aborted takes it out of the line, with the signal's reason. */
	async run<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
		return this.slots.add(
			async () => {
				await this.door.add(() => this.turn(signal), { signal });
				const started = this.clock.now();
				try {
					const answer = await send();
					this.grow();
					return answer;
				} catch (error) {
					this.learn(error, started);
					throw error;
				}
			},
			{ signal },
		);
	}

	/** How long the line is, and why. */
	get queueing(): Queueing {
		return { waiting: this.slots.size + this.door.size, perSecond: this.perSecond, because: this.because };
	}

	private async turn(signal: AbortSignal): Promise<void> {
		for (;;) {
			// Asked anew after each pause: the rate may have changed meanwhile.
			const wait = this.perSecond === undefined ? 0 : this.lastStart + 1000 / this.perSecond - this.clock.now();
			if (wait <= 0 || signal.aborted) {
				break;
			}
			// Timers count whole milliseconds: a shorter pause would not move the clock.
			await this.clock.sleep(Math.ceil(wait), signal);
		}
		signal.throwIfAborted();
		this.lastStart = this.clock.now();
		this.recentStarts.push(this.lastStart);
		this.forgetOldStarts();
	}

	private forgetOldStarts(): void {
		const horizon = this.clock.now() - 1000;
		const keep = this.recentStarts.findIndex((start) => start > horizon);
		this.recentStarts.splice(0, keep === -1 ? this.recentStarts.length : keep);
	}

	private learn(error: unknown, started: number): void {
		if (!(error instanceof ApiError)) {
			return;
		}
		if (isOverload(error)) {
			this.cut(error.code, started);
		} else if (error.failure.requestId !== undefined) {
			// A refusal for another reason is an answer, too: the service is there.
			this.grow();
		}
	}

	private cut(code: string, started: number): void {
		// What was under way at the last cut was sent at the old rate, and says nothing of the new one.
		if (started < this.lastCut) {
			return;
		}
		this.forgetOldStarts();
		const sent = Math.max(1, this.recentStarts.length);
		const { decrease, lowestPerSecond } = limiterRhythm;
		this.perSecond = Math.max(lowestPerSecond, decrease * Math.min(this.perSecond ?? sent, sent));
		this.because = code;
		const now = this.clock.now();
		this.lastCut = now;
		this.lastStart = now;
		this.lastGrowth = now;
		this.debug(`limiter: ${code}, at most ${this.perSecond.toFixed(1)} requests/s; ${this.queueing.waiting} wait`);
	}

	private grow(): void {
		if (this.perSecond === undefined) {
			return;
		}
		const now = this.clock.now();
		// A second without any request teaches nothing, so a longer silence counts as one second.
		this.perSecond += limiterRhythm.increasePerSecond * Math.min(1, (now - this.lastGrowth) / 1000);
		this.lastGrowth = now;
		if (this.perSecond >= limiterRhythm.freePerSecond) {
			this.perSecond = undefined;
			this.because = undefined;
			this.debug("limiter: the service takes everything again, no limit any more");
		}
	}
}

/** True for an answer that asks for fewer requests. */
export function isOverload({ code, failure }: ApiError): boolean {
	const { retry, httpStatus } = failure;
	return retry === "throttled" || httpStatus === 429 || httpStatus === 503 || overloadCodes.has(code);
}
