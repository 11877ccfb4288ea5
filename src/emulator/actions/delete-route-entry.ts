import { cloudError } from "../cloud-error";
import { checkedRange, isPrefixListId } from "../validation/destinations";
import { readNextHopList } from "../validation/next-hops";
import { rememberingEarlier } from "../world/earlier";
import { type Action, stopIfDryRun } from "./action";
import { requiredEntry } from "./route-entries";
import { assertAvailable, assertNoTask, assertRoutable, startTask } from "./route-tables";

/**
 * DeleteRouteEntry (alicloud-api.md 3.3); it takes no ClientToken. An entry named by its id needs no next hop: the page
 * asks for one "for single-hop entries", but clients delete without it.
 */
export const deleteRouteEntry: Action = {
	ramAction: "vpc:DeleteRouteEntry",
	effect: "write",
	run: (context) => {
		const { store, parameters, now } = context;
		const found = requiredEntry(context, (text) => (isPrefixListId(text) ? text : checkedRange(text).text));
		const listed = readNextHopList(parameters).map((hop) => hop.id);
		const given = listed.length > 0 ? listed : [parameters.get("NextHopId") ?? ""];
		const isNamed = given.some((id) => id !== "");
		const isRight = given.every((id) => found.entry.nextHops.some((hop) => hop.id === id));
		if (isNamed ? !isRight : !found.byId) throw cloudError("InvalidNextHop", given.join(", "));
		assertRoutable(found);
		assertAvailable(found.entry, now);
		assertNoTask(context, found.vpc);
		stopIfDryRun(parameters);
		rememberingEarlier(store, [found.entry.id], () => startTask(context, found.entry, "Deleting"));
		return {};
	},
};
