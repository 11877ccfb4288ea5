import type { dynamic } from "@pulumi/pulumi";
import { modifyRouteEntry, type RouteEntry } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { VpcPeerRouteState } from "../../schema/vpc-peer-route-state";
import { InitFailure } from "../init-failure";
import { assertAccountIs } from "../routing/account";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { routeChanges } from "./diff";
import { assertSameCloud, type CheckedRoute, fromStored, routeText, toState } from "./state";

/**
 * Brings name and description to what the program says, with only what is needed: it looks at the entry first. One that is
 * not as the state has it may be an old answer, and is looked at more than once.
 */
export function update(runtime: Runtime, id: string, olds: unknown, news: CheckedRoute): Promise<dynamic.UpdateResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const { vpcId, ownerId, cloud } = state;
	return new RouteSession(runtime, news, "update").inRouteTurn("ModifyRouteEntry", vpcId, async (session) => {
		const { entry: seen } = await session.entrySurely(
			state.routeTableId,
			id,
			(entry) => entry.status === "Deleting" || otherTexts(entry, state),
		);
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

/** Sends what differs by any look, and again where the entry turns out to differ in more: a look was at an old answer. */
async function carryOut(session: RouteSession, seen: RouteEntry, news: CheckedRoute): Promise<RouteEntry> {
	const { routeTableId, routeEntryId } = seen;
	let entry = await session.available(routeTableId, routeEntryId, { foundBefore: true });
	let texts = { ...changedTexts(seen, news), ...changedTexts(entry, news) };
	while (Object.keys(texts).length > 0) {
		const sent = Object.keys(texts);
		await modifyRouteEntry(session.client, { regionId: session.regionId, routeEntryId }, texts, session.limits);
		entry = await session.available(routeTableId, routeEntryId, {
			foundBefore: true,
			isVisible: (one) => !Object.keys(changedTexts(one, news)).some((name) => sent.includes(name)),
		});
		texts = changedTexts(entry, news);
	}
	return entry;
}

/** The texts of an entry that the program has otherwise. */
function changedTexts(entry: RouteEntry, news: CheckedRoute): Record<string, string> {
	const changes = routeChanges(entry, news).filter(({ change }) => change === "modify");
	return Object.fromEntries(changes.map(({ name, value }) => [name, String(value)]));
}

/** The texts of an entry where they are not those of the state. */
function otherTexts(entry: RouteEntry, state: VpcPeerRouteState): string | undefined {
	const [now, known] = [entry, state].map(({ name, description }) => JSON.stringify([name, description]));
	return now === known ? undefined : now;
}
