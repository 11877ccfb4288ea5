import { peerHopType, type RouteEntry } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";

/** True when the entry leads to this connection and nowhere else. */
export function leadsTo(entry: RouteEntry, instanceId: string): boolean {
	return entry.nextHops.length === 1 && entry.nextHops[0]?.id === instanceId;
}

/** Where an entry leads, for people: `i-abc (Instance)`. */
export function nextHopText(entry: RouteEntry): string {
	const hops = entry.nextHops.map(({ id, type }) => (type === peerHopType ? id : `${id} (${type})`));
	return hops.length === 0 ? "no next hop" : hops.join(" and ");
}

/** What is wrong with a table that routes a destination elsewhere, as a sentence without its end. */
export function conflictText(entry: RouteEntry): string {
	return `${entry.routeTableId} routes ${entry.destinationCidrBlock} to ${nextHopText(entry)} already (${entry.routeEntryId})`;
}

/** Thrown when a table routes a destination elsewhere: what somebody else made is never overwritten. */
export class RouteConflict extends VpcPeeringError {
	constructor(entries: readonly RouteEntry[], instanceId: string, mend: string) {
		super(
			`${entries.map(conflictText).join("; ")}. It is not overwritten with a route to ${instanceId}: delete that entry, or ${mend}, then run again.`,
		);
		this.name = "RouteConflict";
	}
}
