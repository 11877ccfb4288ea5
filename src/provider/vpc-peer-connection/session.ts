import type { CallLimits } from "../../api/call-limits";
import type { CredentialReferences } from "../../api/credentials";
import { realCloud } from "../../api/endpoints";
import { getVpcPeerConnectionAttribute } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { parseDuration } from "../../schema/duration";
import type { Timeouts } from "../../schema/vpc-peer-connection-inputs";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import { type ConnectionWait, orNotFound, waitForSettled } from "../../wait/vpc-peer-connection";
import { journalOf, type ResourceJournal } from "../journal";
import type { CloudAccess, Runtime } from "../runtime";
import { Progress } from "./progress";

/** The documented default of `timeouts.create`, `update` and `delete`. */
const defaultTimeoutMs = 10 * 60_000;
/** A read has no timeout of its own to set: it is one request, with its retries. */
const readTimeoutMs = 2 * 60_000;

/** What a session needs of a resource's inputs or state. */
export type SessionOwner = CredentialReferences & {
	timeouts?: Timeouts | undefined;
	__identity?: string | undefined;
};

/** One operation on one resource: with which credentials, against which cloud, until when, and what it says meanwhile. */
export class Session {
	readonly runtime: Runtime;
	readonly access: CloudAccess;
	readonly limits: CallLimits;
	readonly journal: ResourceJournal;
	readonly progress: Progress;
	private readonly started: number;

	constructor(runtime: Runtime, owner: SessionOwner, operation: keyof Timeouts | "read") {
		this.runtime = runtime;
		this.started = runtime.clock.now();
		this.access = runtime.access({ profile: owner.profile, assumeRole: owner.assumeRole });
		this.journal = journalOf(runtime.journal, owner.__identity);
		const given = operation === "read" ? undefined : owner.timeouts?.[operation];
		const timeoutMs = (given && parseDuration(given)) || (operation === "read" ? readTimeoutMs : defaultTimeoutMs);
		this.progress = new Progress(this.journal, timeoutMs, (line) => runtime.journal.debug(line), runtime.clock);
		this.limits = {
			clock: runtime.clock,
			deadline: this.started + timeoutMs,
			onRetry: (error, pauseMs) => this.progress.retrying(error, pauseMs),
		};
	}

	get deadline(): number {
		return this.limits.deadline;
	}

	/** The connection as the cloud describes it now; undefined where it says that there is none. */
	find(instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
		return orNotFound(getVpcPeerConnectionAttribute(this.access.vpcPeer, instanceId, this.limits));
	}

	/** The arguments that every wait for this connection needs. */
	waitFor(instanceId: string): ConnectionWait {
		return {
			instanceId,
			observe: () => this.find(instanceId),
			started: this.started,
			clock: this.runtime.clock,
			deadline: this.deadline,
			onPending: (status, connection) => this.progress.waiting(instanceId, status, connection),
		};
	}

	/**
	 * Runs a request that the cloud refuses while the connection is moving (IncorrectStatus.VpcPeer), again once it has
	 * settled. Says so when the connection is gone by then.
	 */
	async whenSettled(instanceId: string, request: () => Promise<void>): Promise<"done" | "gone"> {
		for (let refusedAtRest = 0; ; ) {
			const refusal = await statusRefusal(request);
			if (refusal === undefined) {
				return "done";
			}
			const settling = await this.settle(instanceId);
			if (settling === "gone") {
				return "gone";
			}
			// At rest, so the status itself forbids the request. Once may be chance: it had just settled.
			refusedAtRest += settling === "was at rest" ? 1 : 0;
			if (refusedAtRest > 1) {
				throw refusal;
			}
		}
	}

	private async settle(instanceId: string): Promise<"settled" | "was at rest" | "gone"> {
		const before = await this.find(instanceId);
		const after = await waitForSettled(this.waitFor(instanceId));
		if (after === undefined || after.status === "Deleted") {
			return "gone";
		}
		return before?.status === after.status ? "was at rest" : "settled";
	}
}

/** Runs a request; the cloud's refusal because of the connection's status is a value, any other failure is thrown. */
async function statusRefusal(request: () => Promise<void>): Promise<unknown> {
	try {
		await request();
		return undefined;
	} catch (error) {
		if (cloudCode(error) === "IncorrectStatus.VpcPeer") {
			return error;
		}
		throw error;
	}
}

/** Refuses to touch a connection of one cloud through the endpoint of another. */
export function assertSameCloud(state: VpcPeerConnectionState, runtime: Runtime): void {
	if (state.cloud === runtime.cloud) {
		return;
	}
	const name = (cloud: string) => (cloud === realCloud ? "the real Alibaba Cloud" : `the cloud at ${cloud}`);
	const mend =
		state.cloud === realCloud
			? "Unset ALICLOUD_VPCPEER_ENDPOINT and alicloud-vpcpeer:endpoint"
			: `Set ALICLOUD_VPCPEER_ENDPOINT=${state.cloud}`;
	throw new VpcPeeringError(
		`${state.instanceId ?? "This dry run"} belongs to ${name(state.cloud)}, but this run works against ${name(runtime.cloud)}. ${mend}, or use another stack for the other cloud.`,
	);
}

/**
 * Makes sure that "not found" means gone, and not that these credentials belong to an account that can't see the
 * connection: only its two owners see it, and to drop it from the state by mistake would orphan it.
 */
export async function assertAccountOwns(session: Session, state: VpcPeerConnectionState): Promise<void> {
	if (state.ownerId === undefined) {
		return;
	}
	const accountId = await session.access.accountId(session.deadline);
	if (accountId !== state.ownerId && accountId !== state.acceptingAliUid) {
		const owners =
			state.ownerId === state.acceptingAliUid
				? `account ${state.ownerId}`
				: `the accounts ${state.ownerId} and ${state.acceptingAliUid}`;
		throw new VpcPeeringError(
			`${state.instanceId} belongs to ${owners}, but these credentials belong to account ${accountId}, which can't see it. Use the credentials of account ${state.ownerId}.`,
		);
	}
}
