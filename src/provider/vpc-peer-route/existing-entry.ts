import type { RouteEntry } from "../../api/vpc-routes";
import { isOfAnotherStack } from "../vpc-peer-routes/ownership";
import { type CheckedRoute, routeText } from "./state";

/** What is said of an entry that leads to the connection already: who made it can't be told. */
export const takenOverText =
	"taken over, from a resource of another name or a create that was broken off. If another stack holds it, too, destroying either deletes it for both.";

/** Why an entry is not taken over that leads to the connection already; undefined where it is. */
export function strangerText(existing: RouteEntry, inputs: CheckedRoute): string | undefined {
	return isOfAnotherStack(existing, inputs)
		? `${routeText(inputs)} is there already (${existing.routeEntryId}): a VpcPeerRoutes of another stack made it, and keeps it. Take this route out of the program, or the destination out of that stack.`
		: undefined;
}
