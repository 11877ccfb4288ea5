/**
 * What changed.
 *
 * - `state`: accounts, VPCs, connections, routes, permissions; also a transition that ended.
 * - `requests`: a request was answered, or the record was emptied.
 * - `faults`: rules were added or taken away, or have acted.
 * - `settings`: transition times or latency.
 * - `clock`: the time was moved.
 *
 * @public
 */
export type Change = "state" | "requests" | "faults" | "settings" | "clock";

/** Tells whoever listens that something changed. */
export interface Changes {
	announce(change: Change): void;
	/** Calls the listener at each change, until the returned function is called. */
	subscribe(listener: (change: Change) => void): () => void;
}

/** Makes the changes of one emulator. */
export function createChanges(): Changes {
	const listeners = new Set<(change: Change) => void>();
	return {
		announce: (change) => {
			for (const listener of listeners) listener(change);
		},
		subscribe: (listener) => {
			// One of its own each time: the same function may be given twice.
			const own = (change: Change) => listener(change);
			listeners.add(own);
			return () => {
				listeners.delete(own);
			};
		},
	};
}
