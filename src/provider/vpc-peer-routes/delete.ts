import { journalOf } from "../journal";
import { keptText } from "../kept-text";
import { assertAccountIs } from "../routing/account";
import { entryHolders } from "../routing/entry-holders";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { handOver, heirOf } from "./hand-over";
import { ownership } from "./ownership";
import { assertSameCloud, fromStored, holderOf, routesText } from "./state";
import { surveySurely } from "./survey";

/**
 * Deletes the routes that the resource made, and no others; waits until none of them is listed. What a resource of this run
 * has (again) is kept, and that is said.
 */
export async function deleteRoutes(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const holder = holderOf(state);
	const journal = journalOf(runtime.journal, state.__identity);
	// Sets of one side and connection may be many, each with routes of its own: here only the resource itself counts.
	const kept = runtime.holders.keptFor(id, holder, []);
	if (kept !== undefined) {
		journal.info(keptText(routesText(state), kept));
		return;
	}
	const { isOwn } = ownership(runtime, state.instanceId, state, state.routes);
	// Whoever holds an entry is asked for once.
	const met = new Set<string>();
	async function removeOwn(session: RouteSession): Promise<number> {
		const expected = met.size === 0 ? state.routes : [];
		const { tables, entries } = await surveySurely(session, state.vpcId, { routes: expected });
		if (tables.length === 0) {
			await assertAccountIs(session, state.ownerId, routesText(state));
		}
		const own = entries.filter((entry) => isOwn(entry) && !met.has(entry.routeEntryId));
		for (const entry of own) {
			met.add(entry.routeEntryId);
			const keptEntry = runtime.holders.keptFor(entry.routeEntryId, holder, entryHolders);
			if (keptEntry === undefined) {
				await session.removeEntry(entry);
			} else {
				const heir = heirOf(keptEntry);
				if (heir !== undefined) {
					await handOver(session, entry, heir);
				}
				journal.info(keptText(`the route to ${entry.destinationCidrBlock} in ${entry.routeTableId}`, keptEntry));
			}
		}
		return own.length;
	}
	const session = () => new RouteSession(runtime, state, "delete");
	// Again where there was something: a list out of date may have left out what a run made that was broken off.
	while ((await session().inRouteTurn("DeleteRouteEntry", state.vpcId, removeOwn)) > 0) {}
}
