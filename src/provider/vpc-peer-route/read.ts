import type { dynamic } from "@pulumi/pulumi";
import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { driftedInputs, givenInputs } from "../stored-state";
import { assertSameCloud, type CheckedRoute, fromStored, routeText, toState, vpcPeerRoute } from "./state";

/**
 * Looks at the route. What differs from the program comes back as inputs, so that `pulumi refresh` shows it and the next
 * `pulumi up` puts it right. An entry that was deleted by hand is reported gone, once several
 * answers in a row say so.
 */
export async function read(runtime: Runtime, id: string, stored: unknown): Promise<dynamic.ReadResult> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	const session = new RouteSession(runtime, state, "read");
	const { tableFound, entry } = await session.entrySurely(
		state.routeTableId,
		id,
		({ status }) => status === "Deleting",
	);
	if (!tableFound) {
		await assertAccountIs(session, state.ownerId, routeText(state));
	}
	if (entry === undefined || entry.status === "Deleting") {
		return {};
	}
	const given = givenInputs(state) as unknown as CheckedRoute;
	const { vpcId, ownerId, cloud } = state;
	const props = {
		...toState({ ...given, regionId: state.regionId }, entry, { vpcId, ownerId, cloud }),
		__state: state.__state,
	};
	return { id, props, inputs: driftedInputs(vpcPeerRoute.fields, state, props) };
}
