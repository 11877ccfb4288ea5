import type { PrefixList } from "../../api/prefix-lists";
import { cidrsOverlap, isIpv6Cidr } from "../../schema/cidr";
import { isPrefixList } from "../../schema/routing-fields";
import type { ConnectionSide } from "../routing/connection-side";

/** Where a route leads: one range, or those of a prefix list. */
export interface Destination {
	/** As the program gives it. */
	readonly text: string;
	readonly cidrBlocks: readonly string[];
	/** Only of a prefix list: it may be empty. */
	readonly ipVersion?: PrefixList["ipVersion"];
}

/** Finds out what a destination is made of. `look` is asked for a prefix list; undefined where there is none. */
export async function destinationOf(
	text: string,
	look: (prefixListId: string) => Promise<PrefixList | undefined>,
): Promise<Destination | undefined> {
	if (!isPrefixList(text)) {
		return { text, cidrBlocks: [text] };
	}
	const list = await look(text);
	return list === undefined ? undefined : { text, cidrBlocks: list.cidrBlocks, ipVersion: list.ipVersion };
}

/** What is said of a prefix list that is not there. */
export function noSuchList(text: string, regionId: string): string {
	return `these credentials see no prefix list ${text} in ${regionId}: check the id; a prefix list can be used in its own region only, and in another account where it is shared with that`;
}

/** What is wrong with a prefix list of IPv6 ranges in a VPC without IPv6; undefined where nothing is. */
export function wrongVersion({ text, ipVersion }: Destination, { localCidrs }: ConnectionSide): string | undefined {
	return ipVersion === "IPv6" && !localCidrs.some(isIpv6Cidr)
		? `${text} is a prefix list of IPv6 ranges, and the route table's VPC has no IPv6: give a list of IPv4 ranges, or the VPC an IPv6 range`
		: undefined;
}

/** What is wrong with a destination of which the other VPC has nothing; undefined where it has some of it. */
export function nowhere(
	{ text, cidrBlocks }: Destination,
	{ peerVpcId, peerCidrs }: ConnectionSide,
): string | undefined {
	if (cidrBlocks.some((block) => peerCidrs.some((cidr) => cidrsOverlap(cidr, block)))) {
		return undefined;
	}
	const what = text === cidrBlocks[0] ? text : `${text} (${cidrBlocks.join(", ") || "an empty prefix list"})`;
	return `the other VPC, ${peerVpcId}, has nothing in ${what}; its ranges are ${peerCidrs.join(", ") || "none"}. A route there would lead nowhere: give one of these.`;
}

/** What is to be said of a destination that lies in the table's own VPC; undefined where it does not. */
export function atHome({ cidrBlocks }: Destination, { localCidrs }: ConnectionSide): string | undefined {
	for (const block of cidrBlocks) {
		const own = localCidrs.find((cidr) => cidrsOverlap(cidr, block));
		if (own !== undefined) {
			return `${block} overlaps with ${own} of the route table's own VPC: packets to its vSwitches stay there, whatever this route says.`;
		}
	}
	return undefined;
}
