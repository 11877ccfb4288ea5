import type { Clock } from "../api/clock";
import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { cloudCode } from "../errors/api-error";
import { goneCodes } from "../errors/cloud-error-codes";
import { statuses, statusesOfKind } from "../schema/status";
import { type Observation, waitUntil } from "./wait-until";

/** The word for a connection that the cloud does not find. */
export const notFound = "NotFound";

/** One look at a connection: undefined where the cloud says that it is not there. */
export type ObserveConnection = () => Promise<VpcPeerConnectionAttribute | undefined>;

/** Runs a request, with "not found" as a value instead of an error. */
export async function orNotFound<T>(request: Promise<T>): Promise<T | undefined> {
	try {
		return await request;
	} catch (error) {
		if (goneCodes.has(cloudCode(error) ?? "")) {
			return undefined;
		}
		throw error;
	}
}

/** What every wait for a connection is given. */
export interface ConnectionWait {
	readonly instanceId: string;
	readonly observe: ObserveConnection;
	/** When the operation started that the wait is part of, for messages. @default now */
	readonly started?: number;
	readonly deadline: number;
	/** @default the clock of this machine */
	readonly clock?: Clock;
	readonly onPending?: (status: string, connection: VpcPeerConnectionAttribute | undefined) => void;
}

/** What the statuses mean from which no connection comes back. */
export const deadMeanings: Readonly<Record<string, string>> = {
	...Object.fromEntries(statusesOfKind("dead").map((status) => [status, statuses[status].meaning])),
	[notFound]: "the cloud does not find it any more",
};

const goOnByRunningAgain = "The connection is kept in the stack's state: run `pulumi up` again to go on waiting.";

/** A look, with absence as a status. */
export async function observed(observe: ObserveConnection): Promise<Observation<VpcPeerConnectionAttribute>> {
	const value = await observe();
	// A connection that is not there has no attributes; no target of a wait for attributes contains this status.
	return { status: value?.status ?? notFound, value: value as VpcPeerConnectionAttribute };
}

/** The clock and the deadline of a wait, as far as given. */
export function timesOf({ started, deadline, clock }: ConnectionWait) {
	return { deadline, ...(started === undefined ? {} : { started }), ...(clock === undefined ? {} : { clock }) };
}

/**
 * Waits until a new connection is settled: Activated, or, where nobody asked to wait for the other account, Accepting.
 * A connection just made may for a moment not be found; `foundBefore` says that this moment is over.
 */
export async function waitForCreated(
	wait: ConnectionWait & { operation?: "create" | "update"; acceptingIsEnough: boolean; foundBefore: boolean },
): Promise<VpcPeerConnectionAttribute> {
	let found = wait.foundBefore;
	return waitUntil({
		subject: wait.instanceId,
		pending: [...statusesOfKind("moving"), ...(wait.acceptingIsEnough ? [] : ["Accepting"]), "(not visible yet)"],
		target: wait.acceptingIsEnough ? ["Activated", "Accepting"] : ["Activated"],
		failed: deadMeanings,
		observe: async () => {
			const observation = await observed(wait.observe);
			found ||= observation.status !== notFound;
			return found ? observation : { ...observation, status: "(not visible yet)" };
		},
		...timesOf(wait),
		onTimeout: wait.acceptingIsEnough
			? `${goOnByRunningAgain} For longer waits set timeouts.${wait.operation ?? "create"}.`
			: `${goOnByRunningAgain} The accepter's account has to accept it, or set waitForActivated: false.`,
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
	return waitUntil({
		subject: wait.instanceId,
		pending: statusesOfKind("moving"),
		target: ["Activated", "Accepting"],
		failed: deadMeanings,
		observe: async () => {
			const observation = await observed(wait.observe);
			const settled = observation.status !== notFound && wait.isVisible(observation.value);
			return { ...observation, unsettled: !settled };
		},
		...timesOf(wait),
		onTimeout: "Run `pulumi up` again to go on. For longer waits set timeouts.update.",
		onFailure: "Run `pulumi up` again: it replaces the connection with a new one.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}

/** Waits until a connection is settled: not in a moving status. Any other status, and absence, is an answer. */
export async function waitForSettled(wait: ConnectionWait): Promise<VpcPeerConnectionAttribute | undefined> {
	return waitUntil<VpcPeerConnectionAttribute | undefined>({
		subject: wait.instanceId,
		pending: statusesOfKind("moving"),
		target: [...statusesOfKind("steady"), ...statusesOfKind("waiting"), ...statusesOfKind("dead"), notFound],
		failed: {},
		observe: () => observed(wait.observe),
		...timesOf(wait),
		onTimeout: "Run the same command again to go on waiting.",
		onFailure: "Look at the connection in the console.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}

/**
 * Waits until a deleted connection is really gone. Besides Deleting, the statuses it had before count as pending for the
 * moment in which the cloud still shows an old answer.
 */
export async function waitForDeleted(wait: ConnectionWait): Promise<void> {
	await waitUntil({
		subject: wait.instanceId,
		pending: ["Deleting", "Creating", "Updating", "Activated", "Accepting", "Rejected", "Expired"],
		target: ["Deleted", notFound],
		failed: {},
		observe: () => observed(wait.observe),
		...timesOf(wait),
		onTimeout: "Run the same command again: it goes on waiting. For longer waits set timeouts.delete.",
		onFailure: "Look at the connection in the console.",
		...(wait.onPending === undefined ? {} : { onPending: wait.onPending }),
	});
}
