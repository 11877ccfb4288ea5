import { durationText } from "./duration-text";
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
	/** The last status is one that this release does not know. */
	readonly unknown?: boolean;
	readonly elapsedMs: number;
	readonly timeoutMs: number;
}

/** Thrown when a wait reached its deadline. */
export class WaitTimeoutError extends VpcPeeringError {
	readonly report: WaitReport;

	constructor(report: WaitReport, nextStep: string) {
		super(
			`waiting for ${report.subject} to be ${report.target.join(" or ")}: still ${report.lastStatus ?? "without an answer"} after ${durationText(report.elapsedMs)} (timeout ${durationText(report.timeoutMs)}; ${seenText(report)}).${report.unknown === true ? ` This release of pulumi-alicloud-vpcpeer does not know the status ${report.lastStatus}; a newer one may.` : ""} ${nextStep}`,
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
			`waiting for ${report.subject} to be ${report.target.join(" or ")}: it is ${report.lastStatus} after ${durationText(report.elapsedMs)}: ${meaning} (${seenText(report)}). ${nextStep}`,
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
