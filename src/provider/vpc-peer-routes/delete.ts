import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { assertSameCloud, fromStored, ownership, routesText } from "./state";
import { readsOf, surveyTables } from "./survey";

/** Deletes the routes that the resource made, and no others; waits until none of them is listed. */
export async function deleteRoutes(runtime: Runtime, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	await new RouteSession(runtime, state, "delete").inRouteTurn("DeleteRouteEntry", state.vpcId, async (session) => {
		const { tables, entries } = await surveyTables(readsOf(session, state.vpcId));
		if (tables.length === 0) {
			await assertAccountIs(session, state.ownerId, routesText(state));
			return;
		}
		for (const entry of entries.filter(ownership(state.instanceId, state, state.routes))) {
			await session.removeEntry(entry);
		}
	});
}
