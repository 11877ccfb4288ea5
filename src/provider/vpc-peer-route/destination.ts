import { cidrsOverlap } from "../../schema/cidr";
import type { ConnectionSide } from "../routing/connection-side";

/** What is wrong with a destination of which the other VPC has nothing; undefined where it has some of it. */
export function nowhere(destination: string, { peerVpcId, peerCidrs }: ConnectionSide): string | undefined {
	return peerCidrs.some((cidr) => cidrsOverlap(cidr, destination))
		? undefined
		: `the other VPC, ${peerVpcId}, has nothing in ${destination}; its ranges are ${peerCidrs.join(", ") || "none"}. A route there would lead nowhere: give one of these.`;
}

/** What is to be said of a destination that lies in the table's own VPC; undefined where it does not. */
export function atHome(destination: string, { localCidrs }: ConnectionSide): string | undefined {
	const own = localCidrs.find((cidr) => cidrsOverlap(cidr, destination));
	return own === undefined
		? undefined
		: `${destination} overlaps with ${own} of the route table's own VPC: packets to its vSwitches stay there, whatever this route says.`;
}
