import type { CallLimits } from "../../api/call-limits";
import { type Clock, systemClock } from "../../api/clock";
import type { Settings } from "../../api/settings";
import { ConfigurationError } from "../../errors/configuration-error";
import { durationForm, parseDuration } from "../../schema/duration";

/** The documented default of `alicloud-vpcpeer:preflight`. */
const defaultBudgetMs = 5_000;

/** The time that the preflights of a run may take together, in milliseconds; undefined when they are turned off. */
export function budgetMs(settings: Settings): number | undefined {
	const found = settings.find("preflight");
	if (found === undefined || found.value === "on" || found.value === "true") {
		return defaultBudgetMs;
	}
	if (found.value === "off" || found.value === "false") {
		return undefined;
	}
	const given = parseDuration(found.value);
	if (given === undefined) {
		throw new ConfigurationError(`${found.name}: "${found.value}" is neither off, on, nor ${durationForm}.`);
	}
	return given;
}

/** Stands for an answer that did not come in time. */
export const timeIsUp = Symbol("time is up");

/**
 * The time left for reviews. It runs only while the engine waits for one: what goes on beside the engine's own work costs
 * nobody anything, and a program with many resources is no slower for it.
 */
export class Budget {
	readonly totalMs: number;
	private readonly clock: Clock;
	private spentMs = 0;

	constructor(totalMs: number, clock: Clock = systemClock) {
		this.totalMs = totalMs;
		this.clock = clock;
	}

	/** Until when a request that starts now may take. */
	get limits(): CallLimits {
		return { clock: this.clock, deadline: this.clock.now() + this.leftMs };
	}

	/** What `work` comes to, unless the time is up first; a request that hangs holds nothing up. */
	async within<T>(work: Promise<T>): Promise<T | typeof timeIsUp> {
		const started = this.clock.now();
		const done = new AbortController();
		const end = this.clock.sleep(this.leftMs, done.signal).then((): typeof timeIsUp => timeIsUp);
		try {
			return await Promise.race([work, end]);
		} finally {
			done.abort();
			this.spentMs += this.clock.now() - started;
		}
	}

	/** What is said, once, when the time was not enough. */
	get usedUp(): string {
		return `preflight: the budget of ${this.totalMs / 1000} s for the whole run is used up, so not everything was checked. Set alicloud-vpcpeer:preflight to a longer time, or to off.`;
	}

	private get leftMs(): number {
		return Math.max(0, this.totalMs - this.spentMs);
	}
}
