import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import { inTurn } from "../routing/route-turns";
import { wasTakenOver } from "../routing/taken-over";
import type { Runtime } from "../runtime";
import { assertSameCloud, fromStored, routeText } from "./state";

/** Deletes the route and waits until it is not listed. One that is absent already counts as deleted. */
export async function deleteRoute(runtime: Runtime, id: string, stored: unknown): Promise<void> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	await inTurn(runtime, state.vpcId, async () => {
		if (wasTakenOver(runtime, id)) {
			return;
		}
		const session = new RouteSession(runtime, state, "delete");
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
