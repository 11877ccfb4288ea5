import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import { isHeldByAnother, wasTakenOver } from "../routing/taken-over";
import type { Runtime } from "../runtime";
import { assertSameCloud, fromStored, routeText } from "./state";

/** Deletes the route and waits until it is not listed. One that is absent already counts as deleted. */
export async function deleteRoute(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	await new RouteSession(runtime, state, "delete").inRouteTurn("DeleteRouteEntry", state.vpcId, async (session) => {
		if (wasTakenOver(runtime, id) || isHeldByAnother(runtime, id, state.__identity)) {
			return;
		}
		const entries = await session.entries(state.routeTableId);
		if (entries === undefined) {
			await assertAccountIs(session, state.ownerId, routeText(state));
			return;
		}
		const entry = entries.find((one) => one.routeEntryId === id);
		if (entry !== undefined) {
			await session.removeEntry(entry);
			session.progress.done("gone", id);
		}
	});
}
