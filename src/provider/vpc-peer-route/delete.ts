import { journalOf } from "../journal";
import { keptText } from "../kept-text";
import { assertAccountIs } from "../routing/account";
import { entryHolders } from "../routing/entry-holders";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { assertSameCloud, fromStored, holderOf, routeText } from "./state";

/**
 * Deletes the route and waits until it is not listed. One that is absent already counts as deleted; one that a resource of
 * this run has (again) is kept, and that is said.
 */
export async function deleteRoute(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const kept = runtime.holders.keptFor(id, holderOf(state), entryHolders);
	if (kept !== undefined) {
		journalOf(runtime.journal, state.__identity).info(keptText(`${routeText(state)} (${id})`, kept));
		return;
	}
	await new RouteSession(runtime, state, "delete").inRouteTurn("DeleteRouteEntry", state.vpcId, async (session) => {
		const { tableFound, entry } = await session.entrySurely(state.routeTableId, id);
		if (!tableFound) {
			await assertAccountIs(session, state.ownerId, routeText(state));
			return;
		}
		if (entry !== undefined) {
			await session.removeEntry(entry);
			session.progress.done("gone", id);
		}
	});
}
