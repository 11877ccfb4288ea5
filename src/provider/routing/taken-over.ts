import type { Runtime } from "../runtime";

const takenOver = new WeakMap<Runtime, Set<string>>();

/** Notes that a resource of this run took an entry over that existed already. */
export function noteTakenOver(runtime: Runtime, routeEntryId: string): void {
	const entries = takenOver.get(runtime) ?? new Set();
	takenOver.set(runtime, entries.add(routeEntryId));
}

/**
 * True for an entry that another resource of this run took over. A resource that got a new name in the program is made
 * under it first, and then deleted under the old one: the entry has to outlive that.
 */
export function wasTakenOver(runtime: Runtime, routeEntryId: string): boolean {
	return takenOver.get(runtime)?.has(routeEntryId) === true;
}
