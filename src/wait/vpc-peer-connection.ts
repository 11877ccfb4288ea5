import type { Clock } from "../api/clock";
import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { isDead, statuses, statusesOfKind } from "../schema/status";
import { furthest, isBehind } from "./belief";
import type { Durations } from "./durations";
import type { Watch } from "./region-desk";
import { type Observation, type Wait, waitUntil } from "./wait-until";

/** The word for a connection that the cloud does not find. */
export const notFound = "NotFound";

/** One look at a connection: undefined where the cloud says that it is not there. */
export type ObserveConnection = () => Promise<VpcPeerConnectionAttribute | undefined>;

/** What every wait for a connection is given. */
export interface ConnectionWait {
	readonly instanceId: string;
	readonly observe: ObserveConnection;
	/** When the operation started that the wait is part of, for messages. @default now */
	readonly started?: number;
	readonly deadline: number;
	/** @default the clock of this machine */
	readonly clock?: Clock;
	/** Starts to watch the connection, so that this wait shares its looks with others. */
	readonly watch?: () => Watch;
	/** How long changes took so far. */
	readonly durations?: Durations;
	/** Connections of one sort take about as long. @default all are of one sort */
	readonly sort?: string;
	/** How far the connection had come before this wait. @default not known */
	readonly known?: string | undefined;
	readonly onPending?: (status: string, connection: VpcPeerConnectionAttribute | undefined) => void;
}

/** What the statuses mean from which no connection comes back. */
export const deadMeanings: Readonly<Record<string, string>> = {
	...Object.fromEntries(statusesOfKind("dead").map((status) => [status, statuses[status].meaning])),
	[notFound]: "the cloud does not find it any more",
};

const goOnByRunningAgain = "The connection is kept in the stack's state: run `pulumi up` again to go on waiting.";

/**
 * Looks, with absence as a status. A connection never goes back to an earlier status: an answer that shows one is doubted.
 */
export function observing(
	observe: ObserveConnection,
	known?: string,
): () => Promise<Observation<VpcPeerConnectionAttribute>> {
	let before = known;
	return async () => {
		const value = await observe();
		const doubtful = isBehind(value?.status, before);
		before = furthest(value?.status, before);
		// A connection that is not there has no attributes; no target of a wait for attributes contains this status.
		return { status: value?.status ?? notFound, value: value as VpcPeerConnectionAttribute, doubtful };
	};
}

/** The word for a connection that nobody has seen yet. */
const notVisible = "(not visible yet)";

/** The clock and the deadline of a wait, as far as given. */
export function timesOf({ started, deadline, clock }: ConnectionWait) {
	return { deadline, ...(started === undefined ? {} : { started }), ...(clock === undefined ? {} : { clock }) };
}

/** Waits while watching the connection. `change` names what is waited for: each has its own usual duration. */
async function waitWatching<T>(wait: ConnectionWait, change: string | undefined, until: Wait<T>): Promise<T> {
	const watch = wait.watch?.();
	const pace =
		wait.durations === undefined || change === undefined
			? undefined
			: { kind: `${change} ${wait.sort ?? ""}`, durations: wait.durations };
	const sharing = watch === undefined ? {} : { allowance: watch.allowance, pause: watch.pause };
	try {
		return await waitUntil({ ...until, ...sharing, ...(pace === undefined ? {} : { pace }) });
	} finally {
		watch?.end();
	}
}

/**
 * Waits until a new connection is settled: Activated, or, where nobody asked to wait for the other account, Accepting.
 * A connection just made may for a moment not be found; `foundBefore` says that this moment is over.
 */
export async function waitForCreated(
	wait: ConnectionWait & { operation?: "create" | "update"; acceptingIsEnough: boolean; foundBefore: boolean },
): Promise<VpcPeerConnectionAttribute> {
	const observe = observing(wait.observe, wait.known);
	let found = wait.foundBefore;
	const change = wait.operation === "update" ? undefined : wait.acceptingIsEnough ? "created" : "activated";
	return waitWatching(wait, change, {
		subject: wait.instanceId,
		pending: [...statusesOfKind("moving"), ...(wait.acceptingIsEnough ? [] : ["Accepting"]), notVisible],
		target: wait.acceptingIsEnough ? ["Activated", "Accepting"] : ["Activated"],
		failed: deadMeanings,
		observe: async () => {
			const observation = await observe();
			found ||= observation.value !== undefined;
			return found ? observation : { ...observation, status: notVisible };
		},
		...timesOf(wait),
		onTimeout: wait.acceptingIsEnough
			? `${goOnByRunningAgain} For longer waits set timeouts.${wait.operation ?? "create"}.`
			: `${goOnByRunningAgain} The accepter's account has to accept it, or set waitForActivated: false, as it must be where a VpcPeerConnectionAccepter of the same program accepts.`,
		onFailure: "Run `pulumi up` again: it replaces the connection with a new one.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}

/**
 * Waits until a change is carried out and visible. The status to come back to is the one the connection had: Activated,
 * or Accepting where nobody has accepted yet.
 */
export async function waitForUpdated(
	wait: ConnectionWait & { isVisible: (connection: VpcPeerConnectionAttribute) => boolean },
): Promise<VpcPeerConnectionAttribute> {
	const observe = observing(wait.observe, wait.known);
	return waitWatching(wait, "updated", {
		subject: wait.instanceId,
		pending: statusesOfKind("moving"),
		target: ["Activated", "Accepting"],
		failed: deadMeanings,
		observe: async () => {
			const observation = await observe();
			const settled = observation.value !== undefined && wait.isVisible(observation.value);
			return { ...observation, unsettled: !settled };
		},
		...timesOf(wait),
		onTimeout: "Run `pulumi up` again to go on. For longer waits set timeouts.update.",
		onFailure: "Run `pulumi up` again: it replaces the connection with a new one.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}

/**
 * Waits until a connection is settled: not in a moving status. Any other status, and absence, is an answer; that it is dead
 * or gone has to be said more than once.
 */
export async function waitForSettled(wait: ConnectionWait): Promise<VpcPeerConnectionAttribute | undefined> {
	const observe = observing(wait.observe, wait.known);
	return waitWatching<VpcPeerConnectionAttribute | undefined>(wait, undefined, {
		subject: wait.instanceId,
		pending: statusesOfKind("moving"),
		target: [...statusesOfKind("steady"), ...statusesOfKind("waiting"), ...statusesOfKind("dead"), notFound],
		failed: {},
		observe: async () => {
			const seen = await observe();
			return { ...seen, doubtful: seen.doubtful === true || seen.status === notFound || isDead(seen.status) };
		},
		...timesOf(wait),
		onTimeout: "Run the same command again to go on waiting.",
		onFailure: "Look at the connection in the console.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}

/**
 * Waits until a deleted connection is really gone. Besides Deleting, the statuses it had before count as pending for the
 * moment in which the cloud still shows an old answer. To be called once the cloud has taken a request to delete it, or was
 * seen to delete it: then its absence is what is expected, and believed at once. Where that comes too early, nothing that
 * lives is lost, and who makes another connection of the pair waits for the end of this one.
 */
export async function waitForDeleted(wait: ConnectionWait & { askedJustNow?: boolean }): Promise<void> {
	await waitWatching(wait, "deleted", {
		subject: wait.instanceId,
		justBegun: wait.askedJustNow === true,
		pending: ["Deleting", "Creating", "Updating", "Activated", "Accepting", "Rejected", "Expired"],
		target: ["Deleted", notFound],
		failed: {},
		observe: async () => {
			const value = await wait.observe();
			return { status: value?.status ?? notFound, value: value as VpcPeerConnectionAttribute };
		},
		...timesOf(wait),
		onTimeout: "Run the same command again: it goes on waiting. For longer waits set timeouts.delete.",
		onFailure: "Look at the connection in the console.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}
