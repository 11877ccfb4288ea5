import type { dynamic } from "@pulumi/pulumi";
import { containsUnknown } from "../../schema/unknown";
import { fieldChanges, replacedBy } from "../field-changes";
import { journalOf } from "../journal";
import type { Runtime } from "../runtime";
import { assertNoConflict } from "./conflicts";
import { noteHeld, noteReleased, noteRelied, noteRenamed } from "./held-routes";
import { planAhead } from "./look-ahead";
import { handedOverLines, planLines } from "./routes-plan";
import { assertSameCloud, type CheckedRoutes, fromStored, holderOf, routesText, vpcPeerRoutes } from "./state";

/**
 * Says what is to be done: nothing, other routes, or a replacement. Besides the program it compares the cloud, within the
 * time that reviews have: ranges and tables that came or went, and routes that were deleted by hand, are seen by a plain
 * `pulumi up`, too (docs/decisions/0015-routes-as-a-set.md).
 */
export async function diff(
	runtime: Runtime,
	id: string,
	olds: unknown,
	news: CheckedRoutes,
): Promise<dynamic.DiffResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	noteRenamed(runtime, id, state, news.__identity ?? "");
	const held = { ...state, __identity: news.__identity };
	const changes = fieldChanges(vpcPeerRoutes.fields, state, (name) => news[name as keyof CheckedRoutes]);
	const replaces = replacedBy(changes);
	if (replaces.length > 0) {
		runtime.replacing.set(news.__identity ?? "", { samePair: state.vpcId === news.vpcId });
		noteReleased(runtime, id, held);
		// The new ones first, entry by entry in the place of the old where they are in each other's way: no place is ever
		// without a route for longer than it takes to change it, and what another resource takes over is not taken away.
		return { changes: true, replaces, deleteBeforeReplace: false };
	}
	const identity = news.__identity ?? "";
	noteHeld(runtime, id, held, runtime.basisOfDiff(identity, true));
	const declared = state.pending.length > 0 || changes.some(({ change }) => change === "behaviour");
	const found = containsUnknown(news) ? false : await differsInCloud(runtime, state.routes, news);
	const differs = declared || found;
	if (!differs) {
		noteHeld(runtime, id, held, runtime.basisOfDiff(identity, false));
	}
	return { changes: differs, replaces, deleteBeforeReplace: false };
}

async function differsInCloud(
	runtime: Runtime,
	known: Parameters<typeof planAhead>[2],
	news: CheckedRoutes,
): Promise<boolean> {
	const foresight = await planAhead(runtime, news, known);
	if (foresight === undefined) {
		return false;
	}
	const { plan } = foresight;
	if (runtime.program.declares(news.__identity ?? "")) {
		noteRelied(runtime, plan.relied, news);
		for (const { routeEntryId } of plan.remove) {
			runtime.holders.offer(routeEntryId, holderOf(news));
		}
	}
	if (news.conflicts !== "leaveAlone" && assertNoConflict(runtime, foresight, news) === "unclear") {
		return true;
	}
	const lines = [...planLines(plan), ...handedOverLines(plan, known)];
	if (lines.length === 0) {
		return false;
	}
	if (runtime.isPreview) {
		journalOf(runtime.journal, news.__identity).info(`${routesText(news)}: ${lines.join(", ")}`);
	}
	return true;
}
