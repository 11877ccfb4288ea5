import { isOwner } from "./connections";
import type { ConnectionRecord } from "./model";
import type { Store } from "./store";

/**
 * What connections were before their last change, for answers out of date. Kept in memory only, and of the latest
 * changes only. A connection without an entry did not exist before its last change.
 */
export type EarlierConnections = Map<string, ConnectionRecord>;

// As many as any test changes, and few enough for an emulator left running for days.
const MAX_EARLIER = 5000;

/** Runs a change, and remembers what the connections with these ids were before it, where it changed them. */
export function rememberingEarlier<T>(store: Store, ids: readonly string[], change: () => T): T {
	const before = ids.flatMap((id) => structuredClone(store.state.connections.find((one) => one.id === id)) ?? []);
	const result = change();
	for (const record of before) {
		const now = store.state.connections.find((one) => one.id === record.id);
		if (JSON.stringify(now) !== JSON.stringify(record)) remember(store.earlier, record);
	}
	return result;
}

/** The connections that an account could see before the last change of each, oldest first. */
export function listEarlier(store: Store, uid: string): ConnectionRecord[] {
	return [...store.earlier.values()].filter((one) => isOwner(one, uid));
}

/** One of them, or undefined. */
export function findEarlier(store: Store, instanceId: string, uid: string): ConnectionRecord | undefined {
	const record = store.earlier.get(instanceId);
	return record !== undefined && isOwner(record, uid) ? record : undefined;
}

function remember(earlier: EarlierConnections, record: ConnectionRecord): void {
	// Taken out first, so that the order is that of the changes.
	earlier.delete(record.id);
	earlier.set(record.id, record);
	const [oldest] = earlier.keys();
	if (earlier.size > MAX_EARLIER && oldest !== undefined) earlier.delete(oldest);
}
