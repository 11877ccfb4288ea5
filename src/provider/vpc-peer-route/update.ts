import type { dynamic } from "@pulumi/pulumi";
import { modifyRouteEntry, type RouteEntry } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { InitFailure } from "../init-failure";
import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { routeChanges } from "./diff";
import { assertSameCloud, type CheckedRoute, fromStored, routeText, toState } from "./state";

/** Brings name and description to what the program says, with only what is needed: it looks at the entry first. */
export function update(runtime: Runtime, id: string, olds: unknown, news: CheckedRoute): Promise<dynamic.UpdateResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const { vpcId, ownerId, cloud } = state;
	return new RouteSession(runtime, news, "update").inRouteTurn("ModifyRouteEntry", vpcId, async (session) => {
		const seen = await session.entry(state.routeTableId, id);
		if (seen === undefined || seen.status === "Deleting") {
			await assertAccountIs(session, ownerId, routeText(state));
			const gone = new VpcPeeringError(
				`${routeText(state)} (${id}) does not exist any more: somebody deleted it. Run \`pulumi up\` again: it makes a new one.`,
			);
			throw new InitFailure(id, { ...state, status: "Deleted" }, gone);
		}
		let last = seen;
		try {
			last = await carryOut(session, seen, news);
		} catch (error) {
			throw new InitFailure(id, { ...toState(news, last, { vpcId, ownerId, cloud }), __state: state.__state }, error);
		}
		session.progress.done(last.status, id);
		return { outs: toState(news, last, { vpcId, ownerId, cloud }) };
	});
}

async function carryOut(session: RouteSession, seen: RouteEntry, news: CheckedRoute): Promise<RouteEntry> {
	const { routeTableId, routeEntryId } = seen;
	const changes = routeChanges(seen, news).filter(({ change }) => change === "modify");
	if (changes.length === 0) {
		return session.available(routeTableId, routeEntryId);
	}
	await session.available(routeTableId, routeEntryId);
	await modifyRouteEntry(
		session.client,
		{ regionId: session.regionId, routeEntryId },
		Object.fromEntries(changes.map(({ name, value }) => [name, String(value)])),
		session.limits,
	);
	return session.available(routeTableId, routeEntryId, (entry) =>
		routeChanges(entry, news).every(({ change }) => change !== "modify"),
	);
}
