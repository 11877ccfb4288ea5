import type { Clock } from "../api/clock";
import type { ApiError } from "../errors/api-error";
import { durationText } from "../errors/duration-text";
import type { ResourceJournal } from "./journal";

/** A line that says nothing new is left out until this much time has passed since the last, and then ever more. */
const quietMs = 5_000;
const quietShare = 0.2;

/**
 * Says what an operation is waiting for: the status, how long it has waited, and how long it may. The engine shows the
 * latest line with the resource; without a terminal it prints each, so a line that differs only in its time comes rarely.
 */
export class Progress {
	private readonly started: number;
	private readonly clock: Clock;
	private readonly journal: ResourceJournal;
	private readonly timeoutMs: number;
	private readonly debug: (line: string) => void;
	private last = { text: "", elapsedMs: 0 };

	constructor(journal: ResourceJournal, timeoutMs: number, debug: (line: string) => void, clock: Clock) {
		this.clock = clock;
		this.started = clock.now();
		this.journal = journal;
		this.timeoutMs = timeoutMs;
		this.debug = debug;
	}

	/** A look did not end the wait: what was seen, and of which thing. */
	waiting(subject: string, seen: string): void {
		this.say(seen, subject);
	}

	/** A request failed for a while and is sent again. */
	retrying(error: ApiError, pauseMs: number): void {
		this.say(`${error.code}: again in ${durationText(pauseMs)}`, error.failure.action);
	}

	/** A request is held back because of the cloud's rate limits. */
	held(reason: string, heldMs: number, action: string): void {
		this.say(`${reason}; next try in ${durationText(heldMs)}`, action);
	}

	/** Other operations on the same VPCs go first. */
	queued(action: string, keys: readonly string[]): void {
		this.say(`in line behind other operations on ${keys.join(", ")}`, action);
	}

	/** The operation has come to its end. */
	done(status: string, subject: string): void {
		if (this.last.text !== "") {
			this.journal.status(`${status} after ${durationText(this.clock.now() - this.started)}, ${subject}`);
		}
	}

	private say(text: string, subject: string): void {
		const elapsedMs = this.clock.now() - this.started;
		const line = `${text} (${durationText(elapsedMs)} of ${durationText(this.timeoutMs)}), ${subject}`;
		this.debug(line);
		const silence = elapsedMs - this.last.elapsedMs;
		if (text !== this.last.text || silence >= Math.max(quietMs, quietShare * elapsedMs)) {
			this.last = { text, elapsedMs };
			this.journal.status(line);
		}
	}
}
