import type { dynamic } from "@pulumi/pulumi";
import { containsUnknown } from "../../schema/unknown";
import { fieldChanges, replacedBy } from "../field-changes";
import { journalOf } from "../journal";
import { RouteConflict } from "../routing/route-conflict";
import type { Runtime } from "../runtime";
import { planAhead } from "./look-ahead";
import { conflictMend } from "./reconcile";
import { isDone, planLines } from "./routes-plan";
import { assertSameCloud, type CheckedRoutes, fromStored, routesText, vpcPeerRoutes } from "./state";

/**
 * Says what is to be done: nothing, other routes, or a replacement. Besides the program it compares the cloud, within the
 * time that reviews have: ranges and tables that came or went, and routes that were deleted by hand, are seen by a plain
 * `pulumi up`, too (docs/decisions/0015-routes-as-a-set.md).
 */
export async function diff(runtime: Runtime, olds: unknown, news: CheckedRoutes): Promise<dynamic.DiffResult> {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const changes = fieldChanges(vpcPeerRoutes.fields, state, (name) => news[name as keyof CheckedRoutes]);
	const replaces = replacedBy(changes);
	// The routes of both would be for the same destinations in the same tables.
	const deleteBeforeReplace = state.vpcId === news.vpcId;
	if (replaces.length > 0) {
		runtime.replacing.set(news.__identity ?? "", { samePair: deleteBeforeReplace });
		return { changes: true, replaces, deleteBeforeReplace };
	}
	const declared = state.pending.length > 0 || changes.some(({ change }) => change === "behaviour");
	const found = containsUnknown(news) ? false : await differsInCloud(runtime, state.routes, news);
	return { changes: declared || found, replaces, deleteBeforeReplace };
}

async function differsInCloud(
	runtime: Runtime,
	known: Parameters<typeof planAhead>[2],
	news: CheckedRoutes,
): Promise<boolean> {
	const plan = await planAhead(runtime, news, known);
	if (plan === undefined) {
		return false;
	}
	if (plan.conflicts.length > 0 && news.conflicts !== "leaveAlone") {
		throw new RouteConflict(plan.conflicts, news.instanceId, conflictMend);
	}
	if (isDone(plan)) {
		return false;
	}
	if (runtime.isPreview) {
		journalOf(runtime.journal, news.__identity).info(`${routesText(news)}: ${planLines(plan).join(", ")}`);
	}
	return true;
}
