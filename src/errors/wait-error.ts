import { VpcPeeringError } from "./vpc-peering-error";

/** What a wait saw before it ended without its target. */
export interface WaitReport {
	/** The thing waited for, for example `pcc-abc`. */
	readonly subject: string;
	/** The statuses that would have ended the wait well. */
	readonly target: readonly string[];
	/** Each status seen, in the order first seen, with how often. */
	readonly seen: ReadonlyMap<string, number>;
	readonly lastStatus: string | undefined;
	readonly elapsedMs: number;
	readonly timeoutMs: number;
}

/** Thrown when a wait reached its deadline. */
export class WaitTimeoutError extends VpcPeeringError {
	readonly report: WaitReport;

	constructor(report: WaitReport, nextStep: string) {
		super(
			`waiting for ${report.subject} to be ${report.target.join(" or ")}: still ${report.lastStatus ?? "without an answer"} after ${seconds(report.elapsedMs)} (timeout ${seconds(report.timeoutMs)}; ${seenText(report)}). ${nextStep}`,
		);
		this.name = "WaitTimeoutError";
		this.report = report;
	}
}

/** Thrown when a wait met a status from which its target can't be reached. */
export class UnexpectedStatusError extends VpcPeeringError {
	readonly report: WaitReport;

	constructor(report: WaitReport, meaning: string, nextStep: string) {
		super(
			`waiting for ${report.subject} to be ${report.target.join(" or ")}: it is ${report.lastStatus} after ${seconds(report.elapsedMs)}: ${meaning} (${seenText(report)}). ${nextStep}`,
		);
		this.name = "UnexpectedStatusError";
		this.report = report;
	}
}

function seenText(report: WaitReport): string {
	if (report.seen.size === 0) {
		return "saw no status";
	}
	return `saw ${[...report.seen].map(([status, count]) => `${status} ${count}x`).join(", ")}`;
}

function seconds(ms: number): string {
	// Rounded before it is split, so that 119.9 s is 2 min 0 s and not 1 min 60 s.
	const whole = Math.round(ms / 1000);
	if (whole >= 60) {
		return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	}
	return whole < 10 ? `${(ms / 1000).toFixed(1)} s` : `${whole} s`;
}
