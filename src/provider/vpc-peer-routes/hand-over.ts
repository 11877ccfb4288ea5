import { modifyRouteEntry, type RouteEntry } from "../../api/vpc-routes";
import type { Holder, KeptFor } from "../holders";
import type { RouteSession } from "../routing/route-session";
import { markOf } from "./ownership";

/** The set of routes that an entry is kept for, if it is one. */
export function heirOf(kept: KeptFor): Holder | undefined {
	const [heir] = "others" in kept ? kept.others : [];
	return heir?.kind === "VpcPeerRoutes" ? heir : undefined;
}

/** Gives an entry the mark of the set of routes that has it now, which may know it by nothing else. */
export async function handOver(session: RouteSession, entry: RouteEntry, { identity }: Holder): Promise<void> {
	const { routeEntryId, routeTableId } = entry;
	const description = markOf({ __identity: identity });
	if (entry.description !== description) {
		await modifyRouteEntry(
			session.client,
			{ regionId: session.regionId, routeEntryId },
			{ description },
			session.limits,
		);
		await session.available(routeTableId, routeEntryId, { isVisible: (seen) => seen.description === description });
	}
}
