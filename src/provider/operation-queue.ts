import PQueue from "p-queue";
import type { CallLimits } from "../api/call-limits";
import { type Clock, longestTimerMs, systemClock } from "../api/clock";
import { durationText } from "../errors/duration-text";
import { VpcPeeringError } from "../errors/vpc-peering-error";

/** An operation that the cloud does not take side by side with another one on the same things. */
export interface Turn {
	/** The operation, as the cloud spells it. */
	readonly action: string;
	/** What it works on: ids of VPCs, of connections, of route tables. */
	readonly keys: readonly string[];
	/** How long the cloud needs after it, as far as is known, before it takes the next one on the same things. */
	readonly restMs?: number;
	/** Called when others are before it. */
	readonly onQueued?: () => void;
}

/** The cloud's answer to an operation that collides with another one on the same VPC. */
const conflictCode = "Conflict.Operation";

/** A rest that was learnt is never longer: a conflict that lasts longer has another cause, such as another process. */
const longestRestMs = 5_000;

/**
 * Lets the operations of this process on the same things go one after another, each in its turn. Those of other processes
 * are none of its business: the cloud refuses them with Conflict.Operation, and then they are sent again.
 */
export class OperationQueue {
	/** A line for each thing that something is at work on. */
	private readonly lines = new Map<string, PQueue>();
	private readonly clock: Clock;
	private readonly debug: (line: string) => void;
	/** When the last operation on a thing had its answer, for as long as that matters. */
	private readonly answered = new Map<string, { readonly at: number; readonly restMs: number }>();
	private learntRestMs = 0;

	constructor(options: { clock?: Clock; debug?: (line: string) => void } = {}) {
		this.clock = options.clock ?? systemClock;
		this.debug = options.debug ?? (() => {});
	}

	/** Runs `send` when nothing else of this process is at work on the same things. Gives up at the deadline. */
	async run<T>(turn: Turn, limits: CallLimits, send: (limits: CallLimits) => Promise<T>): Promise<T> {
		// In one order for everybody, so that two that need the same two things can't each hold one and wait for the other.
		const keys = [...new Set(turn.keys)].sort();
		const asked = this.clock.now();
		const patience = new AbortController();
		const timeUp = () => patience.abort(notItsTurn(turn, keys, this.clock.now() - asked));
		const timer = setTimeout(timeUp, Math.min(Math.max(1, limits.deadline - asked), longestTimerMs));
		if (keys.some((key) => this.lines.has(key))) {
			turn.onQueued?.();
		}
		// From the last key to the first: each line lets in the one that stands in the next line.
		const enter = keys.reduceRight(
			(next, key) => () => this.line(key).add(next, { signal: patience.signal }),
			() => {
				// Its turn has come: from here on the operation has its own deadline.
				clearTimeout(timer);
				return this.work(turn, keys, limits, send);
			},
		);
		try {
			return await enter();
		} finally {
			clearTimeout(timer);
		}
	}

	/** The last operation on these things turned out to have changed nothing: the next one need not rest. */
	needNoRest(keys: readonly string[]): void {
		for (const key of keys) {
			this.answered.delete(key);
		}
	}

	/** The things that operations are at work on, or wait for. */
	get busyWith(): readonly string[] {
		return [...this.lines.keys()];
	}

	private line(key: string): PQueue {
		const known = this.lines.get(key);
		if (known !== undefined) {
			return known;
		}
		const line = new PQueue({ concurrency: 1 });
		line.on("idle", () => {
			if (line.size === 0 && line.pending === 0 && this.lines.get(key) === line) {
				this.lines.delete(key);
			}
		});
		this.lines.set(key, line);
		return line;
	}

	private async work<T>(
		turn: Turn,
		keys: readonly string[],
		limits: CallLimits,
		send: (limits: CallLimits) => Promise<T>,
	): Promise<T> {
		await this.rest(keys, limits.deadline);
		let conflicted = false;
		const before = Math.max(...keys.map((key) => this.answered.get(key)?.at ?? Number.NEGATIVE_INFINITY));
		const result = await send({
			...limits,
			onRetry: (error, pauseMs) => {
				conflicted ||= error.code === conflictCode;
				limits.onRetry?.(error, pauseMs);
			},
		});
		const now = this.clock.now();
		if (conflicted) {
			this.learn(now - before);
		}
		for (const key of keys) {
			this.answered.set(key, { at: now, restMs: turn.restMs ?? 0 });
		}
		return result;
	}

	private async rest(keys: readonly string[], deadline: number): Promise<void> {
		const now = this.clock.now();
		for (const [key, { at }] of this.answered) {
			if (now - at > longestRestMs) {
				this.answered.delete(key);
			}
		}
		const ends = keys.map((key) => {
			const last = this.answered.get(key);
			return last === undefined ? 0 : last.at + Math.max(last.restMs, this.learntRestMs);
		});
		const pause = Math.min(Math.max(...ends), deadline) - now;
		if (pause > 0) {
			await this.clock.sleep(Math.ceil(pause));
		}
	}

	/** A conflict right after our own operation on the same thing shows how long the cloud is busy with one. */
	private learn(neededMs: number): void {
		if (neededMs > this.learntRestMs && neededMs <= longestRestMs) {
			this.learntRestMs = neededMs;
			this.debug(`operations on one VPC: ${Math.round(neededMs)} ms between two from now on, after ${conflictCode}`);
		}
	}
}

function notItsTurn({ action }: Turn, keys: readonly string[], waitedMs: number): VpcPeeringError {
	return new VpcPeeringError(
		`${action}: not sent. For ${durationText(waitedMs)} it waited for its turn behind other operations of this run on ${keys.join(", ")}: the cloud does not take them side by side. Run \`pulumi up\` again, or set longer timeouts.`,
	);
}
