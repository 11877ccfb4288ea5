import type { Change } from "../changes";
import { statusOf } from "../world/connections";
import { entryStatusAt } from "../world/routes";
import type { Store } from "../world/store";

// Statuses follow from the clock when they are read. Any clock will do, one that a test moves by hand too: so it is
// looked at again and again, but only while somebody listens.
const LOOK_EVERY_MS = 150;

/** Makes the function that tells listeners of all changes, those included that time alone makes. */
export function watchTransitions(store: Store): (listener: (change: Change) => void) => () => void {
	let listening = 0;
	let timer: NodeJS.Timeout | undefined;
	let seen = "";
	const look = () => {
		const statuses = statusesOf(store);
		if (statuses === seen) return;
		seen = statuses;
		store.changes.announce("state");
	};
	return (listener) => {
		const unsubscribe = store.changes.subscribe(listener);
		listening += 1;
		if (timer === undefined) {
			seen = statusesOf(store);
			timer = setInterval(look, LOOK_EVERY_MS).unref();
		}
		let stopped = false;
		return () => {
			if (stopped) return;
			stopped = true;
			unsubscribe();
			listening -= 1;
			if (listening > 0) return;
			clearInterval(timer);
			timer = undefined;
		};
	};
}

function statusesOf(store: Store): string {
	const now = store.now();
	const { connections, routeEntries } = store.state;
	return [
		...connections.map((connection) => `${connection.id} ${statusOf(connection, now)}`),
		...routeEntries.map((entry) => `${entry.id} ${entryStatusAt(entry, now)}`),
	].join();
}
