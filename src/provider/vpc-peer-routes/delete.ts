import { modifyRouteEntry, type RouteEntry } from "../../api/vpc-routes";
import type { KeptFor } from "../holders";
import { journalOf } from "../journal";
import { keptText } from "../kept-text";
import { assertAccountIs } from "../routing/account";
import { entryHolders } from "../routing/entry-holders";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { markOf, ownership } from "./ownership";
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
	await new RouteSession(runtime, state, "delete").inRouteTurn("DeleteRouteEntry", state.vpcId, async (session) => {
		const { tables, entries } = await surveySurely(session, state.vpcId, { routes: state.routes });
		if (tables.length === 0) {
			await assertAccountIs(session, state.ownerId, routesText(state));
			return;
		}
		const { isOwn } = ownership(runtime, state.instanceId, state, state.routes);
		for (const entry of entries.filter(isOwn)) {
			const keptEntry = runtime.holders.keptFor(entry.routeEntryId, holder, entryHolders);
			if (keptEntry === undefined) {
				await session.removeEntry(entry);
			} else {
				await handOver(session, entry, keptEntry);
				journal.info(keptText(`the route to ${entry.destinationCidrBlock} in ${entry.routeTableId}`, keptEntry));
			}
		}
	});
}

/** Gives an entry the mark of the resource that has it now, which may know it by nothing else. */
async function handOver(session: RouteSession, entry: RouteEntry, kept: KeptFor): Promise<void> {
	const [heir] = "others" in kept ? kept.others : [];
	if (heir?.kind !== "VpcPeerRoutes") {
		return;
	}
	const { routeEntryId, routeTableId } = entry;
	const description = markOf({ __identity: heir.identity });
	if (entry.description !== description) {
		await modifyRouteEntry(
			session.client,
			{ regionId: session.regionId, routeEntryId },
			{ description },
			session.limits,
		);
		await session.available(routeTableId, routeEntryId, { isVisible: (seen) => seen.description === description });
	}
}
