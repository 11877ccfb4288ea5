import { statusAt, type VpcPeerStatus } from "../status";
import type { ConnectionRecord, OwnerView, WorldState } from "./model";
import type { Store } from "./store";

/** The status of a connection at a time. */
export function statusOf(connection: ConnectionRecord, now: number): VpcPeerStatus {
	return statusAt(connection.phase, now);
}

/** Whether a connection is deleted and no longer readable. */
export function isGone(connection: ConnectionRecord, store: Store): boolean {
	if (statusOf(connection, store.now()) !== "Deleted") return false;
	return store.now() >= connection.phase.settlesAt + store.settings.deletedReadableMs;
}

/** A connection is one record that its two owners see, and nobody else (users-want.md 2a-12). */
export function isOwner(connection: ConnectionRecord, uid: string): boolean {
	return connection.ownerUid === uid || connection.acceptingOwnerUid === uid;
}

/** A connection that an account may see, or undefined. */
export function findOwned(store: Store, instanceId: string, uid: string): ConnectionRecord | undefined {
	return store.state.connections.find((one) => one.id === instanceId && isOwner(one, uid) && !isGone(one, store));
}

/** All connections that an account may see, oldest first. */
export function listOwned(store: Store, uid: string): ConnectionRecord[] {
	return store.state.connections.filter((one) => isOwner(one, uid) && !isGone(one, store));
}

/** Whether both ends are in one region. */
export function isIntraRegion(connection: Pick<ConnectionRecord, "regionId" | "acceptingRegionId">): boolean {
	return connection.regionId === connection.acceptingRegionId;
}

/** Tags and resource group that an account keeps on a connection. */
export function viewOf(connection: ConnectionRecord, uid: string): OwnerView {
	const view = connection.views[uid];
	if (view === undefined) throw new Error(`${connection.id} has no view of account ${uid}`);
	return view;
}

/** Whether an account has an end of the connection in a region. */
export function hasEndIn(connection: ConnectionRecord, uid: string, regionId: string): boolean {
	return (
		(connection.ownerUid === uid && connection.regionId === regionId) ||
		(connection.acceptingOwnerUid === uid && connection.acceptingRegionId === regionId)
	);
}

/** Forgets deleted connections; their ids live on in the tokens that made them. */
export function forgetGone(store: Store): void {
	const state: WorldState = store.state;
	if (state.connections.some((one) => isGone(one, store))) {
		state.connections = state.connections.filter((one) => !isGone(one, store));
	}
}
