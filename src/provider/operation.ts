import type { CallLimits } from "../api/call-limits";
import type { CredentialReferences } from "../api/credentials";
import { parseDuration } from "../schema/duration";
import type { Timeouts } from "../schema/shared-inputs";
import { journalOf, type ResourceJournal } from "./journal";
import { Progress } from "./progress";
import type { CloudAccess, Runtime } from "./runtime";

/** The documented default of `timeouts.create`, `update` and `delete`. */
const defaultTimeoutMs = 10 * 60_000;
/** A read has no timeout of its own to set: it is one request, with its retries. */
const readTimeoutMs = 2 * 60_000;

/**
 * The documents forbid Create "repeatedly within a specific period of time" and, in newer pages, concurrently for one VPC;
 * neither says for how long. This is our guess: where it is too short, the cloud refuses, and the queue learns.
 */
const restAfterCreateMs = 400;

/** What an operation needs of a resource's inputs or state. */
export type OperationOwner = CredentialReferences & {
	/** Where the resource is, where that is known. */
	regionId?: string | undefined;
	timeouts?: Timeouts | undefined;
	__identity?: string | undefined;
};

/** How long an operation on a resource may take. */
export function timeoutMsOf({ timeouts }: Pick<OperationOwner, "timeouts">, operation: keyof Timeouts): number {
	const given = timeouts?.[operation];
	return (given && parseDuration(given)) || defaultTimeoutMs;
}

/** One operation on one resource: with which credentials, against which cloud, until when, and what it says meanwhile. */
export class Operation {
	readonly runtime: Runtime;
	readonly access: CloudAccess;
	readonly limits: CallLimits;
	readonly journal: ResourceJournal;
	readonly progress: Progress;
	protected readonly started: number;
	protected readonly regionId: string | undefined;

	constructor(runtime: Runtime, owner: OperationOwner, operation: keyof Timeouts | "read") {
		this.runtime = runtime;
		this.started = runtime.clock.now();
		this.regionId = owner.regionId;
		this.access = runtime.access({ profile: owner.profile, assumeRole: owner.assumeRole });
		this.journal = journalOf(runtime.journal, owner.__identity);
		const timeoutMs = operation === "read" ? readTimeoutMs : timeoutMsOf(owner, operation);
		this.progress = new Progress(this.journal, timeoutMs, (line) => runtime.journal.debug(line), runtime.clock);
		this.limits = {
			clock: runtime.clock,
			deadline: this.started + timeoutMs,
			onRetry: (error, pauseMs) => this.progress.retrying(error, pauseMs),
			onHeld: (reason, heldMs, action) => this.progress.held(reason, heldMs, action),
		};
	}

	get deadline(): number {
		return this.limits.deadline;
	}

	/** How long the operation has lasted. */
	get elapsedMs(): number {
		return this.runtime.clock.now() - this.started;
	}

	/**
	 * Sends an operation when no other one of this process is at work on the same VPCs or connection: the cloud refuses
	 * them side by side (alicloud-api.md, 0.8).
	 */
	inTurn<T>(
		action: string,
		keys: readonly (string | undefined)[],
		send: (limits: CallLimits) => Promise<T>,
	): Promise<T> {
		const known = keys.filter((key) => key !== undefined);
		return this.runtime.operations.run(
			{
				action,
				keys: known,
				restMs: action === "CreateVpcPeerConnection" ? restAfterCreateMs : 0,
				onQueued: () => this.progress.queued(action, known),
			},
			this.limits,
			send,
		);
	}
}
