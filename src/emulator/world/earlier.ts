import { isOwner } from "./connections";
import type { AccountRecord, ConnectionRecord, VpcRecord } from "./model";
import { findRouteTable } from "./routes";
import type { PrefixListRecord, RouteEntryRecord, RouteTableRecord } from "./routing-model";
import type { Store } from "./store";

/**
 * What things were before their last change, for answers out of date. Kept in memory only, and of the latest changes only.
 * A connection, a custom route table or a route entry without an entry here did not exist before its last change; what no
 * request makes (system tables, VPCs, prefix lists, accounts) was there unchanged.
 */
export interface Earlier {
	readonly connections: Map<string, ConnectionRecord>;
	readonly routeTables: Map<string, RouteTableRecord>;
	readonly routeEntries: Map<string, RouteEntryRecord>;
	readonly vpcs: Map<string, VpcRecord>;
	readonly prefixLists: Map<string, PrefixListRecord>;
	/** By uid. */
	readonly accounts: Map<string, AccountRecord>;
}

const KINDS = ["connections", "routeTables", "routeEntries", "vpcs", "prefixLists", "accounts"] as const;

/** What a thing is known by: an account by its uid. */
type Named = { readonly id?: string; readonly uid?: string };

// As many as any test changes, and few enough for an emulator left running for days.
const MAX_EARLIER = 5000;

/** Nothing is known of earlier times. */
export function noEarlier(): Earlier {
	return {
		connections: new Map(),
		routeTables: new Map(),
		routeEntries: new Map(),
		vpcs: new Map(),
		prefixLists: new Map(),
		accounts: new Map(),
	};
}

/** Forgets what was. */
export function forgetEarlier(earlier: Earlier): void {
	for (const kind of KINDS) earlier[kind].clear();
}

/** Runs a change, and remembers what the things with these ids were before it, where it changed them. */
export function rememberingEarlier<T>(store: Store, ids: readonly string[], change: () => T): T {
	const remember = KINDS.flatMap((kind) => ids.map((id) => noteOf(store, kind, id)));
	const result = change();
	for (const note of remember) note();
	return result;
}

/** The connections that an account could see before the last change of each, oldest first. */
export function listEarlier(store: Store, uid: string): ConnectionRecord[] {
	return [...store.earlier.connections.values()].filter((one) => isOwner(one, uid));
}

/** One of them, or undefined. */
export function findEarlier(store: Store, instanceId: string, uid: string): ConnectionRecord | undefined {
	const record = store.earlier.connections.get(instanceId);
	return record !== undefined && isOwner(record, uid) ? record : undefined;
}

/** The custom entries that a table had before the last change of each. */
export function earlierEntries(store: Store, routeTableId: string): RouteEntryRecord[] {
	return [...store.earlier.routeEntries.values()].filter((entry) => entry.routeTableId === routeTableId);
}

/** The route tables before the last change of each. A system table is as old as its VPC: one without a change was there. */
export function earlierTables(store: Store): RouteTableRecord[] {
	const { routeTables } = store.earlier;
	const unchanged = store.state.routeTables.filter(({ id, type }) => type === "System" && !routeTables.has(id));
	const gone = [...routeTables.values()].filter(({ id }) => findRouteTable(store.state, id) === undefined);
	const changed = store.state.routeTables.flatMap(({ id }) => routeTables.get(id) ?? []);
	return [...unchanged, ...changed, ...gone];
}

/** VPCs or prefix lists before the last change of each. */
export function earlierOf<Thing extends { readonly id: string }>(
	now: readonly Thing[],
	earlier: ReadonlyMap<string, Thing>,
): Thing[] {
	const gone = [...earlier.values()].filter(({ id }) => !now.some((one) => one.id === id));
	return [...now.map((one) => earlier.get(one.id) ?? one), ...gone];
}

/** Takes down what a thing is now; to be called when it may have changed. */
function noteOf(store: Store, kind: (typeof KINDS)[number], id: string): () => void {
	const now = () => (store.state[kind] as Named[]).find((one) => (one.id ?? one.uid) === id);
	const before = structuredClone(now());
	return () => {
		if (before !== undefined && JSON.stringify(now()) !== JSON.stringify(before)) {
			remember(store.earlier[kind] as Map<string, unknown>, id, before);
		}
	};
}

function remember(earlier: Map<string, unknown>, id: string, record: unknown): void {
	// Taken out first, so that the order is that of the changes.
	earlier.delete(id);
	earlier.set(id, record);
	const [oldest] = earlier.keys();
	if (earlier.size > MAX_EARLIER && oldest !== undefined) earlier.delete(oldest);
}
