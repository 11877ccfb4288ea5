import type { CallLimits } from "../../api/call-limits";
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

/** The time left for preflights. It starts with the first of them, not with the process. */
export class Budget {
	readonly totalMs: number;
	private end: number | undefined;

	constructor(totalMs: number) {
		this.totalMs = totalMs;
	}

	get deadline(): number {
		this.end ??= performance.now() + this.totalMs;
		return this.end;
	}

	get limits(): CallLimits {
		return { deadline: this.deadline };
	}

	/** What `work` comes to, or undefined when the time is up first; a request that hangs holds nothing up. */
	async within<T>(work: Promise<T>): Promise<T | undefined> {
		let timer: NodeJS.Timeout | undefined;
		const timeIsUp = new Promise<undefined>((resolve) => {
			timer = setTimeout(() => resolve(undefined), Math.max(0, this.deadline - performance.now()));
		});
		try {
			return await Promise.race([work, timeIsUp]);
		} finally {
			clearTimeout(timer);
		}
	}
}
