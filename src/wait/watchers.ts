import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";

/** What a list of a region's connections said. */
export interface Snapshot {
	/** When it was asked for. */
	readonly started: number;
	readonly connections: ReadonlyMap<string, VpcPeerConnectionAttribute>;
}

/** A wait for one connection, as its region's desk knows it. Times on the desk's clock. */
export interface Watcher {
	/** When the last answer that it got was asked for. */
	knows: number;
	/** What a list said that woke it; for its next look. */
	news: VpcPeerConnectionAttribute | undefined;
	/** When the pause began that its next look ends. */
	pausedAt: number | undefined;
	/** While it pauses: ends the pause. */
	wake: AbortController | undefined;
}

/** The waits for connections of one region. */
export class Watchers {
	private readonly byConnection = new Map<string, Set<Watcher>>();

	add(instanceId: string, now: number): Watcher {
		const watcher: Watcher = { knows: now, news: undefined, pausedAt: undefined, wake: undefined };
		const ofConnection = this.byConnection.get(instanceId) ?? new Set();
		this.byConnection.set(instanceId, ofConnection.add(watcher));
		return watcher;
	}

	remove(instanceId: string, watcher: Watcher): void {
		const ofConnection = this.byConnection.get(instanceId);
		ofConnection?.delete(watcher);
		if (ofConnection?.size === 0) {
			this.byConnection.delete(instanceId);
		}
	}

	/** The connections that are waited for. */
	get instanceIds(): Iterable<string> {
		return this.byConnection.keys();
	}

	/** Wakes all whose own last look is older than this. */
	tell(snapshot: Snapshot): void {
		for (const [instanceId, watchers] of this.byConnection) {
			const seen = snapshot.connections.get(instanceId);
			for (const watcher of seen === undefined ? [] : watchers) {
				if (snapshot.started > watcher.knows) {
					watcher.knows = snapshot.started;
					watcher.news = watcher.wake === undefined ? undefined : seen;
					watcher.wake?.abort();
				}
			}
		}
	}
}
