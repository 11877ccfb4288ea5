import { cloudError } from "../cloud-error";
import { checkedDestination, type Destination, destinationIn } from "../validation/destinations";
import { checkPeerHop, readNextHopList, readNextHops } from "../validation/next-hops";
import { requiredText } from "../validation/parameters";
import { checkedText } from "../validation/texts";
import { newRouteEntryId } from "../world/ids";
import { quotaOf, rangesOf } from "../world/prefix-lists";
import { entriesOfTable } from "../world/routes";
import type { RouteEntryRecord } from "../world/routing-model";
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
		const wanted = checkedDestination(requiredText(parameters, "DestinationCidrBlock"));
		const name = checkedText(parameters, "RouteEntryName", "routeName") ?? "";
		const description = checkedText(parameters, "Description", "routeDescription") ?? "";
		const nextHops = readNextHops(parameters);
		const found = requiredTable(context, routeTableId, "InvalidRouteTableId.NotFound");
		// A gateway's table routes what comes in from the internet (assumed for all next hops).
		if (found.table.associateType === "Gateway") {
			throw cloudError("OperationDenied.GatewayRouteTableNotPermitted", routeTableId);
		}
		assertRoutable(found);
		const destination = destinationIn(context, found.vpc, wanted);
		if (destination.isPrefixList && readNextHopList(parameters).length > 0) {
			throw cloudError("UnsupportedFeature.CreatePrefixListEcmpRouteEntry");
		}
		for (const hop of nextHops) checkPeerHop(context, found.vpc, hop, destination.version);
		assertNoTask(context, found.vpc);
		assertFree(context, found, destination);
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

/**
 * Refuses a destination that the table has, whatever its next hop: InvalidCIDRBlock.Duplicate was observed with the same
 * one, and with another one (alicloud-api.md 3.2). That a prefix list with a range of the table's is refused is assumed.
 */
function assertFree({ store }: ActionContext, { table }: TableInVpc, { text, isPrefixList }: Destination): void {
	const { prefixLists, quotas } = store.state;
	const taken = entriesOfTable(store, table.id).map((entry) => entry.destinationCidrBlock);
	if (taken.includes(text)) {
		throw cloudError(isPrefixList ? "ResourceAlreadyAssociated.PrefixList" : "InvalidCIDRBlock.Duplicate", text);
	}
	const ranges = rangesOf(prefixLists, text);
	const clash = taken.find((other) => rangesOf(prefixLists, other).some((range) => ranges.includes(range)));
	if (clash !== undefined) {
		throw cloudError(
			isPrefixList ? "RouteConflict.AlreadyExist" : "OperationFailed.CidrConflictWithPrefixList",
			text,
			clash,
		);
	}
	const used = taken.reduce((sum, other) => sum + quotaOf(prefixLists, other), 0);
	const limit = quotas.routeEntriesPerTable;
	if (used + quotaOf(prefixLists, text) > limit) throw cloudError("QuotaExceeded", table.id, used, limit);
}
