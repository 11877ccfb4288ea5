import type { VpcPeerRouteState } from "../../schema/vpc-peer-route-state";
import type { KeptFor } from "../holders";
import { journalOf } from "../journal";
import { keptText } from "../kept-text";
import { assertAccountIs } from "../routing/account";
import { entryHolders } from "../routing/entry-holders";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { handOver, heirOf } from "../vpc-peer-routes/hand-over";
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
		await deliver(runtime, id, state, kept);
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

/** A set of routes that has the entry from now on may know it by its mark alone. */
async function deliver(runtime: Runtime, id: string, state: VpcPeerRouteState, kept: KeptFor): Promise<void> {
	const heir = heirOf(kept);
	if (heir === undefined) {
		return;
	}
	await new RouteSession(runtime, state, "delete").inRouteTurn("ModifyRouteEntry", state.vpcId, async (session) => {
		const { entry } = await session.entrySurely(state.routeTableId, id);
		if (entry !== undefined) {
			await handOver(session, entry, heir);
		}
	});
}
