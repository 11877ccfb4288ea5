import type { dynamic } from "@pulumi/pulumi";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { isDead } from "../../schema/status";
import type { LeftAlone, VpcPeerRoutesState } from "../../schema/vpc-peer-routes-state";
import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { driftedInputs, givenInputs } from "../stored-state";
import { noteHeld } from "./held-routes";
import { isPostponed } from "./look-ahead";
import { type Ownership, ownership } from "./ownership";
import { planLines, planRoutes, type Survey, waitLines } from "./routes-plan";

import {
	assertSameCloud,
	type CheckedRoutes,
	fromStored,
	routesText,
	toMadeRoute,
	toState,
	vpcPeerRoutes,
} from "./state";
import { surveySurely } from "./survey";

/**
 * Looks at the routes, and at what the program would have now: ranges may have come or gone, and routes may have been
 * deleted by hand. What is to be done about it stands in `pending`, and the next `pulumi up` does it. Without the VPC, or
 * without the connection and its routes, the resource is reported gone, once several answers in a row say so.
 */
export async function read(runtime: Runtime, id: string, stored: unknown): Promise<dynamic.ReadResult> {
	const state = fromStored(stored);
	assertSameCloud(state, runtime);
	noteHeld(runtime, id, state, "state");
	const session = new RouteSession(runtime, state, "read");
	const [connection, seen] = await Promise.all([
		session.findSurely(state.instanceId),
		surveySurely(session, state.vpcId, { routes: state.routes }),
	]);
	if (seen.tables.length === 0) {
		await assertAccountIs(session, state.ownerId, routesText(state));
		return {};
	}
	const inputs = { ...(givenInputs(state) as unknown as CheckedRoutes), regionId: state.regionId };
	const whose = ownership(runtime, state.instanceId, inputs, state.routes);
	const routes = seen.entries.filter(whose.isOwn).map(toMadeRoute);
	const alive = connection !== undefined && !isDead(connection.status);
	if (!alive && routes.length === 0) {
		return {};
	}
	const now =
		alive && !isPostponed(connection, inputs)
			? compared(inputs, { connection, ...seen }, whose)
			: { leftAlone: [], pending: [] };
	const { ownerId, cloud } = state;
	const props: VpcPeerRoutesState = {
		...toState(inputs, { ownerId, cloud, routes, ...now }),
		__state: state.__state,
	};
	return { id, props, inputs: driftedInputs(vpcPeerRoutes.fields, state, props) };
}

function compared(
	inputs: CheckedRoutes,
	survey: Survey,
	whose: Ownership,
): { leftAlone: readonly LeftAlone[]; pending: string[] } {
	try {
		const plan = planRoutes(inputs, survey, whose);
		return { leftAlone: plan.leftAlone, pending: [...planLines(plan), ...waitLines(plan)] };
	} catch (error) {
		if (VpcPeeringError.isInstance(error)) {
			return { leftAlone: [], pending: [error.message] };
		}
		throw error;
	}
}
