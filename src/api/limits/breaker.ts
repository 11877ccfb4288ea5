import { rateWindowMs } from "./rate-limits";

/** The pauses before the one request that finds out whether the service takes requests again, in milliseconds. */
export const probeRhythm = { first: 250, factor: 1.6, longest: 5_000 } as const;

/** A service that refuses requests at the moment. */
export interface Refusing {
	readonly since: number;
	readonly code: string;
	/** Requests of the second before, and of the window before. */
	readonly sent: { readonly second: number; readonly window: number };
	/** The last refusal. */
	readonly refusedAt: number;
}

/**
 * A circuit breaker: open while the service refuses requests. Then one at a time probes whether it takes them again, and its
 * answer closes the breaker. Where an earlier refusal has shown when the cloud's windows begin, the first probe waits for
 * the next one.
 */
export class Breaker {
	private refusing: Refusing | undefined;
	private pauseMs = 0;
	private probeAt = 0;
	private probing = false;
	private changed = new AbortController();
	/** Between which moments a window of the cloud began: the last refusal of the one before, and the first answer of it. */
	private windowBegan: { readonly from: number; readonly to: number } | undefined;

	/** The code with which the service refuses; undefined while it does not. */
	get code(): string | undefined {
		return this.refusing?.code;
	}

	get isProbing(): boolean {
		return this.probing;
	}

	/** How long the next probe has to wait; 0 while the breaker is closed. */
	pause(now: number): number {
		return this.refusing === undefined ? 0 : this.probeAt - now;
	}

	/** Resolves when the probe has ended, or when the signal is aborted. */
	probed(signal: AbortSignal): Promise<void> {
		const either = AbortSignal.any([this.changed.signal, signal]);
		return new Promise((resolve) => {
			if (either.aborted) {
				resolve();
			} else {
				either.addEventListener("abort", () => resolve(), { once: true });
			}
		});
	}

	/** A request starts: a probe, if the breaker is open. */
	start(): void {
		this.probing = this.refusing !== undefined;
	}

	/** A request was refused while the breaker was closed. */
	open(code: string, sent: Refusing["sent"], now: number): void {
		this.refusing = { since: now, code, sent, refusedAt: now };
		this.pauseMs = probeRhythm.first;
		this.probeAt = this.nextWindow(now) ?? now + this.pauseMs;
		this.endProbe();
	}

	/** The probe was refused as well. What was sent before the breaker opened is no probe. */
	refused(started: number, now: number): void {
		if (this.refusing !== undefined && this.probing && started >= this.refusing.since) {
			this.refusing = { ...this.refusing, refusedAt: now };
			this.pauseMs = Math.min(this.pauseMs * probeRhythm.factor, probeRhythm.longest);
			this.probeAt = now + this.pauseMs;
			this.endProbe();
		}
	}

	/** A request was answered: if it was the probe, the breaker is closed, and what it was open for is given. */
	answered(started: number): Refusing | undefined {
		const { refusing } = this;
		if (refusing === undefined || !this.probing || started < refusing.since) {
			return undefined;
		}
		this.refusing = undefined;
		this.endProbe();
		return refusing;
	}

	/** The probe failed in a way that says nothing: the next request probes. */
	lost(): void {
		if (this.probing) {
			this.endProbe();
		}
	}

	/** A window of the cloud began between these moments. */
	learnWindow(from: number, to: number): void {
		this.windowBegan = { from, to };
	}

	/** When the next window may begin; undefined where that may be at any moment. */
	private nextWindow(now: number): number | undefined {
		if (this.windowBegan === undefined) {
			return undefined;
		}
		const { from, to } = this.windowBegan;
		const since = (now - from) % rateWindowMs;
		return since < to - from ? undefined : now - since + rateWindowMs;
	}

	private endProbe(): void {
		this.probing = false;
		this.changed.abort();
		this.changed = new AbortController();
	}
}
