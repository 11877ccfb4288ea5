import type { Clock } from "../api/clock";
import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import type { RouteEntry } from "../api/vpc-routes";
import { statuses, statusesOfKind } from "../schema/status";
import { notFound, type ObserveConnection, observing } from "./vpc-peer-connection";
import { waitUntil } from "./wait-until";

/** What every wait about routes is given. */
interface Times {
	readonly started: number;
	readonly deadline: number;
	readonly clock: Clock;
	readonly onPending: (status: string) => void;
}

/** What a wait for an entry is given. */
export interface EntryWait extends Times {
	/** The entry, for messages: `10.2.0.0/16 in vtb-abc`. */
	readonly subject: string;
	readonly observe: () => Promise<RouteEntry | undefined>;
}

// The two pages name the statuses differently (alicloud-api.md 9): both words count.
const settled = ["Available", "Created"];
const moving = ["Pending", "Creating", "Modifying"];
const notVisible = "(not visible yet)";

/** True while an entry is being made or changed. */
export function isUnderWay(status: string): boolean {
	return moving.includes(status);
}

const runAgain = "Run `pulumi up` again: it goes on where it stopped. For longer waits set timeouts.";

/**
 * Waits until an entry is Available, and shows what `isVisible` asks for. One just made may for a moment not be listed;
 * `foundBefore` says that this moment is over.
 */
export async function waitForAvailable(
	wait: EntryWait & { isVisible?: (entry: RouteEntry) => boolean; foundBefore?: boolean },
): Promise<RouteEntry> {
	let found = wait.foundBefore === true;
	const entry = await waitUntil<RouteEntry | undefined>({
		...wait,
		pending: [...moving, notVisible],
		target: settled,
		failed: { Deleting: "somebody is deleting it", [notFound]: "somebody deleted it" },
		observe: async () => {
			const value = await wait.observe();
			found ||= value !== undefined;
			const unsettled = value !== undefined && wait.isVisible?.(value) === false;
			return { status: value?.status ?? (found ? notFound : notVisible), value, unsettled };
		},
		onTimeout: runAgain,
		onFailure: "Run `pulumi up` again: it makes the route anew.",
	});
	return entry as RouteEntry;
}

/**
 * Waits until a deleted entry is not listed any more: by one answer, where that is only to let the next change of the VPC's
 * routes begin, or `surely`.
 */
export async function waitForEntryGone({ surely, ...wait }: EntryWait & { surely: boolean }): Promise<void> {
	await waitUntil({
		...wait,
		pending: [...moving, ...settled, "Deleting"],
		target: [notFound],
		failed: {},
		observe: async () => {
			const value = await wait.observe();
			return { status: value?.status ?? notFound, value, doubtful: surely };
		},
		onTimeout: "Run the same command again: it goes on waiting. For longer waits set timeouts.delete.",
		onFailure: "Look at the route table in the console.",
	});
}

/** Waits until routes can lead to a connection: until it is Activated. One that is not there, or never will be, ends the wait. */
export async function waitForRoutable(
	wait: Times & {
		readonly instanceId: string;
		readonly observe: ObserveConnection;
		/** How far the connection had come before this wait. */
		readonly known: string | undefined;
	},
): Promise<VpcPeerConnectionAttribute> {
	return waitUntil<VpcPeerConnectionAttribute>({
		...wait,
		subject: wait.instanceId,
		pending: [...statusesOfKind("moving"), ...statusesOfKind("waiting")],
		target: statusesOfKind("steady"),
		failed: {
			...Object.fromEntries(statusesOfKind("dead").map((status) => [status, statuses[status].meaning])),
			[notFound]: "these credentials see no such connection",
		},
		observe: observing(wait.observe, wait.known),
		onTimeout:
			"Routes lead only to a connection that is Activated: if it waits for its acceptance, the accepter's account has to accept it. Then run `pulumi up` again.",
		onFailure:
			"Run `pulumi up --refresh` where the connection is declared: it makes a new one. Or give the id of a connection that works, and credentials of one of its two accounts.",
	});
}
