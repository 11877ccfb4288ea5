import { cloudError } from "../cloud-error";
import { checkDestinationInVpc, checkedDestination } from "../validation/destinations";
import { checkPeerHop, readNextHops } from "../validation/next-hops";
import { requiredText } from "../validation/parameters";
import { checkedText } from "../validation/texts";
import { newRouteEntryId } from "../world/ids";
import { entriesOfTable } from "../world/routes";
import type { NextHop, RouteEntryRecord } from "../world/routing-model";
import { type Action, type ActionContext, stopIfDryRun } from "./action";
import { assertNoTask, assertRoutable, requiredTable, startTask, type TableInVpc } from "./route-tables";

/**
 * CreateRouteEntry (alicloud-api.md 3.2). The order of the checks is assumed: the request's own values, what it points
 * at, what is running, what is there already.
 */
export const createRouteEntry: Action = {
	ramAction: "vpc:CreateRouteEntry",
	effect: "write-once",
	run: (context) => {
		const { store, parameters, now } = context;
		const routeTableId = requiredText(parameters, "RouteTableId");
		const destination = checkedDestination(requiredText(parameters, "DestinationCidrBlock"));
		const name = checkedText(parameters, "RouteEntryName", "routeName") ?? "";
		const description = checkedText(parameters, "Description", "routeDescription") ?? "";
		const nextHops = readNextHops(parameters);
		const found = requiredTable(context, routeTableId, "InvalidRouteTableId.NotFound");
		// A gateway's table routes what comes in from the internet (assumed for all next hops).
		if (found.table.associateType === "Gateway") {
			throw cloudError("OperationDenied.GatewayRouteTableNotPermitted", routeTableId);
		}
		assertRoutable(found);
		checkDestinationInVpc(found.vpc, destination);
		for (const hop of nextHops) checkPeerHop(context, found.vpc, hop, destination.version);
		assertNoTask(context, found.vpc);
		assertFree(context, found, destination.text, nextHops);
		stopIfDryRun(parameters);
		const entry: RouteEntryRecord = {
			id: newRouteEntryId(),
			routeTableId,
			destinationCidrBlock: destination.text,
			createdAt: now,
			modifiedAt: now,
			name,
			description,
			nextHops,
			task: { status: "Pending", settlesAt: now },
		};
		startTask(context, entry, "Pending");
		store.state.routeEntries.push(entry);
		return { RouteEntryId: entry.id };
	},
};

/** Six codes say that an entry exists; which one means what is assumed. */
function assertFree({ store }: ActionContext, { table }: TableInVpc, destination: string, nextHops: NextHop[]): void {
	const entries = entriesOfTable(store, table.id);
	const existing = entries.find((entry) => entry.destinationCidrBlock === destination);
	if (existing !== undefined) {
		const [wanted = "", has = ""] = [nextHops, existing.nextHops].map((hops) => hops.map((hop) => hop.id).join(", "));
		throw wanted === has
			? cloudError("Duplicated.VpcNextHop", destination, has)
			: cloudError("RouterEntryConflict.Duplicated", destination, table.id);
	}
	const limit = store.state.quotas.routeEntriesPerTable;
	if (entries.length >= limit) throw cloudError("QuotaExceeded", table.id, entries.length, limit);
}
