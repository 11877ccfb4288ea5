import { checkedRange } from "../validation/destinations";
import { checkedHop, checkPeerHop } from "../validation/next-hops";
import { requiredText } from "../validation/parameters";
import { checkedText } from "../validation/texts";
import { rememberingEarlier } from "../world/earlier";
import { versionOf } from "../world/prefix-lists";
import { type Action, type ActionContext, stopIfDryRun } from "./action";
import { type FoundEntry, requiredEntry } from "./route-entries";
import { assertAvailable, assertNoTask, assertRoutable, startTask } from "./route-tables";

/**
 * ModifyRouteEntry (alicloud-api.md 3.3): name, description, next hop. It names no entry by a prefix list; that such a
 * destination is malformed then is assumed.
 */
export const modifyRouteEntry: Action = {
	ramAction: "vpc:ModifyRouteEntry",
	effect: "write",
	run: (context) => {
		const { store, parameters, now } = context;
		requiredText(parameters, "RegionId");
		const name = checkedText(parameters, "RouteEntryName", "routeName");
		const description = checkedText(parameters, "Description", "routeDescription");
		const found = requiredEntry(context, (text) => checkedRange(text).text);
		const nextHops = newNextHops(context, found);
		assertRoutable(found);
		assertAvailable(found.entry, now);
		assertNoTask(context, found.vpc);
		stopIfDryRun(parameters);
		const { entry } = found;
		rememberingEarlier(store, [entry.id], () => {
			Object.assign(entry, {
				name: name ?? entry.name,
				description: description ?? entry.description,
				nextHops,
			});
			startTask(context, entry, "Modifying");
		});
		return {};
	},
};

function newNextHops(context: ActionContext, { entry, vpc }: FoundEntry) {
	const id = context.parameters.get("NewNextHopId") ?? "";
	if (id === "") return entry.nextHops;
	const hop = checkedHop(id, context.parameters.get("NewNextHopType") ?? "Instance", "0");
	checkPeerHop(context, vpc, hop, versionOf(context.store.state.prefixLists, entry.destinationCidrBlock));
	return [hop];
}
