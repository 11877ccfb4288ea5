import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { ApiError } from "../../errors/api-error";
import { durationText } from "../../errors/duration-text";
import type { ResourceJournal } from "../journal";
import { pendingAcceptance } from "./state";

/** A line that stays is written when a wait has lasted this long, and again after each further interval. */
const lastingLineEveryMs = 60_000;

/**
 * Says what an operation is waiting for: the status, how long it has waited, and until when it may. Statuses replace each
 * other on the resource's own line; a wait that lasts also leaves a line a minute, for logs without a terminal.
 */
export class Progress {
	private readonly started = performance.now();
	private linesWritten = 0;
	private readonly journal: ResourceJournal;
	private readonly timeoutMs: number;
	private readonly debug: (line: string) => void;

	constructor(journal: ResourceJournal, timeoutMs: number, debug: (line: string) => void) {
		this.journal = journal;
		this.timeoutMs = timeoutMs;
		this.debug = debug;
	}

	/** A look at the connection did not end the wait. */
	waiting(instanceId: string, status: string, connection: VpcPeerConnectionAttribute | undefined): void {
		const acceptance = connection === undefined ? undefined : pendingAcceptance(connection);
		this.say(`${instanceId} is ${status}${acceptance === undefined ? "" : `: ${acceptance}`}`);
	}

	/** A request failed for a while and is sent again. */
	retrying(error: ApiError, pauseMs: number): void {
		this.say(`${error.failure.action}: ${error.code}, again in ${durationText(pauseMs)}`);
	}

	private say(text: string): void {
		const elapsedMs = performance.now() - this.started;
		const line = `${text} (${durationText(elapsedMs)} of ${durationText(this.timeoutMs)})`;
		this.debug(line);
		this.journal.status(line);
		const due = Math.floor(elapsedMs / lastingLineEveryMs);
		if (due > this.linesWritten) {
			this.linesWritten = due;
			this.journal.info(line);
		}
	}
}
