import PQueue from "p-queue";
import { ApiError } from "../../errors/api-error";
import { durationText } from "../../errors/duration-text";
import { type Clock, systemClock } from "../clock";
import { AdaptiveRate } from "./adaptive-rate";
import { Breaker, type Refusing } from "./breaker";
import { rateWindowMs } from "./rate-limits";
import { type Allowance, WindowBudget } from "./window-budget";

/** Sizes of a limiter. Times in milliseconds. */
export const limiterRhythm = {
	/** Requests under way at once, whatever the rate. */
	mostAtOnce: 32,
	/** A refusal that is over within this time was of a rate, and else of a window. */
	longestOfRate: 3_000,
	/** Who has to wait for so long is told. */
	telling: 1_000,
} as const;

/** What a request is sent with. */
export interface Turn {
	/** Aborted when nobody waits for the answer any more: the request leaves the queue, with the signal's reason. */
	readonly signal: AbortSignal;
	/** Told what the request waits for, and for how long at most, in milliseconds. */
	readonly onHeld?: (reason: string, heldMs: number) => void;
	/** Told each refusal. What it throws ends the request. */
	readonly onRefused?: (error: ApiError) => void;
}

/** Codes that say "too much at once" and are not in the class of the throttled ones, because they mean a busy service. */
const overloadCodes: ReadonlySet<string> = new Set(["SystemBusy", "ServiceUnavailable"]);

/**
 * Stands in front of one operation, in one region, of one account, because that is what the cloud counts by. It spends its
 * share of the published number in any 60 s, and what the cloud refuses all the same (others work in the account, too)
 * waits here: one request at a time finds out whether the service takes them again, the others follow in the order in which
 * they came. docs/decisions/0011-turns-and-rate.md says why.
 */
export class RequestLimiter {
	/** Requests under way, and behind them those that wait. */
	private readonly slots = new PQueue({ concurrency: limiterRhythm.mostAtOnce });
	/** One at a time: each waits here until it may start. */
	private readonly door = new PQueue({ concurrency: 1 });
	private readonly clock: Clock;
	private readonly debug: (line: string) => void;
	private readonly title: string;
	private readonly budget: WindowBudget;
	private readonly adaptive = new AdaptiveRate();
	private readonly breaker = new Breaker();
	private readonly waiting = new Set<Turn>();

	constructor(
		options: {
			clock?: Clock;
			debug?: (line: string) => void;
			/** The operation and its region, for messages. */
			title?: string;
			/** Requests in any 60 s. @default not known */
			perWindow?: number | undefined;
		} = {},
	) {
		this.clock = options.clock ?? systemClock;
		this.debug = options.debug ?? (() => {});
		this.title = options.title ?? "requests";
		this.budget = new WindowBudget(options.perWindow);
	}

	/** Sends when it is the request's turn, and again, in the order of its coming, while the service refuses it for load. */
	async run<T>(send: () => Promise<T>, turn: Turn): Promise<T> {
		this.waiting.add(turn);
		this.tellIfHeld(turn);
		try {
			return await this.slots.add(() => this.untilTaken(send, turn), { signal: turn.signal });
		} finally {
			this.waiting.delete(turn);
		}
	}

	/** What may still be sent; undefined where no limit is known. */
	get allowance(): Allowance | undefined {
		return this.budget.allowance(this.clock.now());
	}

	/** To how many requests a second it keeps after refusals that were short; undefined without any. */
	get rate(): number | undefined {
		return this.adaptive.perSecond;
	}

	/** How long the queue is. */
	get queued(): number {
		return this.slots.size + this.door.size;
	}

	/** Why requests wait; undefined while they need not. */
	get held(): string | undefined {
		const { code } = this.breaker;
		if (code !== undefined) {
			return `${this.title}: the cloud answers ${code}, and takes more when its minute is over`;
		}
		if (this.budget.pause(this.clock.now()) > limiterRhythm.telling) {
			return `${this.title}: at most ${this.budget.perWindow} in a minute, so that others who work in the account can, too`;
		}
		return undefined;
	}

	/** Takes over what another limiter of the same account has sent. */
	join({ budget }: RequestLimiter): void {
		this.budget.join(budget);
	}

	private async untilTaken<T>(send: () => Promise<T>, turn: Turn): Promise<T> {
		for (;;) {
			await this.door.add(() => this.pass(turn), { signal: turn.signal });
			const started = this.clock.now();
			try {
				const answer = await send();
				this.answered(started);
				return answer;
			} catch (error) {
				if (!(error instanceof ApiError) || error.failure.retry !== "throttled") {
					this.learn(error, started);
					throw error;
				}
				this.refused(error, started);
				turn.onRefused?.(error);
				turn.signal.throwIfAborted();
			}
		}
	}

	/** Waits until the request may start. */
	private async pass(turn: Turn): Promise<void> {
		for (;;) {
			turn.signal.throwIfAborted();
			if (this.breaker.isProbing) {
				await this.breaker.probed(turn.signal);
				continue;
			}
			const now = this.clock.now();
			const { breaker, adaptive, budget } = this;
			const wait = Math.max(breaker.pause(now), adaptive.pause(budget.lastStart, now), budget.pause(now));
			if (wait <= 0) {
				break;
			}
			this.tellIfHeld(turn);
			// Timers count whole milliseconds: a shorter pause would not move the clock.
			await this.clock.sleep(Math.ceil(wait), turn.signal);
		}
		this.breaker.start();
		this.budget.start(this.clock.now());
	}

	private learn(error: unknown, started: number): void {
		if (error instanceof ApiError && isOverload(error)) {
			if (!this.adaptive.isOlder(started)) {
				this.slowDown(error.code, this.budget.sentSince(this.clock.now() - 1000));
			}
			this.breaker.lost();
		} else if (error instanceof ApiError && error.failure.requestId !== undefined) {
			// A refusal for another reason is an answer, too: the service is there.
			this.answered(started);
		} else {
			this.breaker.lost();
		}
	}

	private answered(started: number): void {
		const refusing = this.breaker.answered(started);
		if (refusing !== undefined) {
			this.takenAgain(refusing);
			return;
		}
		const now = this.clock.now();
		this.budget.answered(now);
		this.adaptive.grow(now);
	}

	private refused({ code }: ApiError, started: number): void {
		const now = this.clock.now();
		if (this.breaker.code !== undefined) {
			this.breaker.refused(started, now);
			return;
		}
		// What was under way when it was refused before says nothing new.
		if (this.adaptive.isOlder(started)) {
			return;
		}
		const sent = {
			second: this.budget.sentSince(now - 1000),
			window: this.budget.sentSince(now - rateWindowMs),
		};
		this.breaker.open(code, sent, now);
		this.debug(`${this.title}: ${code}, ${this.queued} wait`);
		for (const turn of this.waiting) {
			this.tellIfHeld(turn);
		}
	}

	private takenAgain({ since, code, sent, refusedAt }: Refusing): void {
		const now = this.clock.now();
		if (now - since < limiterRhythm.longestOfRate) {
			this.slowDown(code, sent.second);
			return;
		}
		this.debug(`${this.title}: taken again after ${durationText(now - since)}`);
		this.adaptive.free();
		this.breaker.learnWindow(refusedAt, now);
		this.budget.learn(sent.window, now);
		this.budget.beginAnew(refusedAt);
	}

	private slowDown(code: string, sentInSecond: number): void {
		this.adaptive.cut(sentInSecond, this.clock.now());
		this.debug(
			`${this.title}: ${code}, at most ${this.adaptive.perSecond?.toFixed(1)} requests/s; ${this.queued} wait`,
		);
	}

	private tellIfHeld({ onHeld }: Turn): void {
		const { held } = this;
		if (held !== undefined && onHeld !== undefined) {
			const now = this.clock.now();
			onHeld(held, Math.max(this.breaker.pause(now), this.budget.pause(now), 0));
		}
	}
}

/** True for an answer that asks for fewer requests. */
function isOverload({ code, failure }: ApiError): boolean {
	return failure.httpStatus === 429 || failure.httpStatus === 503 || overloadCodes.has(code);
}
