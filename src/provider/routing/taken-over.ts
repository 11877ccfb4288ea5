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

const holders = new WeakMap<Runtime, Map<string, string>>();

/** Notes that a resource of the program, as this run has it, stands for an entry. */
export function noteHolder(runtime: Runtime, routeEntryId: string, identity = ""): void {
	const known = holders.get(runtime) ?? new Map();
	holders.set(runtime, known.set(routeEntryId, identity));
}

/**
 * True for an entry that another resource of the program stands for: the run that took it over was killed before it
 * deleted the resource of the old name, and this one goes on with that.
 */
export function isHeldByAnother(runtime: Runtime, routeEntryId: string, identity = ""): boolean {
	const holder = holders.get(runtime)?.get(routeEntryId);
	return holder !== undefined && holder !== identity;
}
