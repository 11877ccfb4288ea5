import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { cloudCode } from "../../errors/api-error";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import { believe, furthest, isBehind, pausesToBelieve, type Surprise } from "../../wait/belief";
import type { Watch } from "../../wait/region-desk";
import { type ConnectionWait, waitForSettled } from "../../wait/vpc-peer-connection";
import { Operation } from "../operation";
import { pendingAcceptance } from "./state";

/** Notes what the cloud last showed of a connection. */
export type Keep = (connection: VpcPeerConnectionAttribute) => void;

/** An operation on a connection. */
export class Session extends Operation {
	private readonly watches = new Map<string, Watch>();
	/** How far each connection had come when this operation last saw it. */
	private readonly statuses = new Map<string, string | undefined>();

	/** The connection as the cloud describes it now; undefined where it says that there is none. */
	async find(instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
		const watch = this.watches.get(instanceId);
		const seen = await (watch === undefined
			? this.access.connections.look(instanceId, this.regionId, this.limits)
			: watch.look(this.limits));
		return this.noted(seen);
	}

	/** The connection as the cloud described it within the last minute, if this process has changed nothing since. */
	async findRecent(instanceId: string): Promise<VpcPeerConnectionAttribute | undefined> {
		return this.noted(await this.access.connections.lookRecent(instanceId, this.regionId, this.limits));
	}

	/** Other resources of the run may ask who the two sides are. */
	private noted(seen: VpcPeerConnectionAttribute | undefined): VpcPeerConnectionAttribute | undefined {
		if (seen !== undefined) {
			const { instanceId, ownerId, acceptingAliUid, status } = seen;
			this.runtime.parties.set(instanceId, { ownerId, acceptingAliUid });
			this.statuses.set(instanceId, furthest(status, this.statuses.get(instanceId)));
		}
		return seen;
	}

	/** Until the watch ends, `find` looks with it. */
	private watch(instanceId: string): Watch {
		const watch = this.access.connections.watch(instanceId, this.regionId);
		this.watches.set(instanceId, watch);
		return {
			...watch,
			end: () => {
				this.watches.delete(instanceId);
				watch.end();
			},
		};
	}

	/**
	 * The connection, for decisions that depend on it, such as to drop it from the state. What is there may for a moment not
	 * be found, or be shown as it was: that it is gone or dead, or less far than it was, is believed only when it is said
	 * several times in a row. `known` is the status in the state.
	 */
	findSurely(instanceId: string, known?: string): Promise<VpcPeerConnectionAttribute | undefined> {
		return this.findDoubted(instanceId, known, false);
	}

	/** The same where an answer of the last minute will do, unless it is a surprising one. */
	async findRecentSurely(instanceId: string, known?: string): Promise<VpcPeerConnectionAttribute | undefined> {
		const recent = await this.findRecent(instanceId);
		return this.surpriseIn(instanceId, recent, known) === undefined
			? recent
			: this.findDoubted(instanceId, known, true);
	}

	private findDoubted(
		instanceId: string,
		known: string | undefined,
		isDoubted: boolean,
	): Promise<VpcPeerConnectionAttribute | undefined> {
		return believe(
			() => this.find(instanceId),
			(seen) => this.surpriseIn(instanceId, seen, known),
			this.runtime.clock,
			pausesToBelieve,
			isDoubted,
		);
	}

	/** Looks until an answer is not surprising; believes a surprise, by default an absence, after several looks. */
	lookSurely<T>(look: () => Promise<T>, surpriseIn: (seen: T) => Surprise = (seen) => seen === undefined): Promise<T> {
		return believe(look, surpriseIn, this.runtime.clock);
	}

	private surpriseIn(
		instanceId: string,
		seen: VpcPeerConnectionAttribute | undefined,
		known: string | undefined,
	): string | undefined {
		if (seen === undefined) {
			return "absent";
		}
		const isNews = isDead(seen.status) && seen.status !== known;
		return isNews || isBehind(seen.status, furthest(known, this.lastStatus(instanceId))) ? seen.status : undefined;
	}

	/** How far a connection had come when this operation last saw it; undefined when it did not. */
	lastStatus(instanceId: string): string | undefined {
		return this.statuses.get(instanceId);
	}

	/** The arguments that every wait for this connection needs. `keep` gets what each look saw of it. */
	waitFor(instanceId: string, keep?: Keep): ConnectionWait {
		return {
			instanceId,
			observe: async () => {
				const seen = await this.find(instanceId);
				if (seen !== undefined) {
					keep?.(seen);
				}
				return seen;
			},
			started: this.started,
			clock: this.runtime.clock,
			deadline: this.deadline,
			watch: () => this.watch(instanceId),
			durations: this.runtime.durations,
			sort: this.regionId ?? "",
			known: this.lastStatus(instanceId),
			onPending: (status, connection) => {
				const acceptance = connection === undefined ? undefined : pendingAcceptance(connection);
				// The status comes first: on a narrow terminal the end of the line is cut off.
				this.progress.waiting(instanceId, acceptance === undefined ? status : `${status}: ${acceptance}`);
			},
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

/** What tells whose a connection is. */
export interface Owned {
	readonly instanceId?: string;
	/** Undefined while the connection was never seen. */
	readonly ownerId?: string | undefined;
	readonly acceptingAliUid: string;
	/** On whose behalf it is asked about. @default "requester" */
	readonly side?: "requester" | "accepter";
}

/**
 * Makes sure that "not found" means gone, and not that these credentials belong to an account that can't see the
 * connection: only its two owners see it, and to drop it from the state by mistake would orphan it.
 */
export async function assertAccountOwns(session: Session, state: Owned): Promise<void> {
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
			`${state.instanceId} belongs to ${owners}, but these credentials belong to account ${accountId}, which can't see it. Use the credentials of account ${state.side === "accepter" ? state.acceptingAliUid : state.ownerId}.`,
		);
	}
}
