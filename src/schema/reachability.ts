import { cidrContains, cidrsOverlap, halvesOf, prefixLength } from "./cidr";

/** One entry of a route table, as far as it decides where a packet goes. */
export interface SeenRoute {
	readonly destinationCidrBlock: string;
	/** `Available`, or a status in which it does not work yet or any more. */
	readonly status: string;
	/** Where the packets go: none for a local route of the system, several where the traffic is shared. */
	readonly nextHops: readonly { readonly type: string; readonly id: string }[];
}

/** A route table of one side. */
export interface SeenRouteTable {
	readonly routeTableId: string;
	readonly routes: readonly SeenRoute[];
}

/** One side of a peering as far as it could be looked at. */
export interface SeenSide {
	readonly vpcId: string;
	/** All ranges of the VPC, IPv4 and IPv6, primary and secondary. */
	readonly cidrBlocks: readonly string[];
	/** Undefined where the side's route tables can't be looked at: another account's, without credentials for it. */
	readonly routeTables: readonly SeenRouteTable[] | undefined;
}

/** A peering as far as it could be looked at. */
export interface SeenPeering {
	readonly instanceId: string;
	readonly status: string;
	readonly requester: SeenSide;
	readonly accepter: SeenSide;
}

/** Whether packets of one side find the way to one range of the other. */
export interface ReachabilityPath {
	/** The VPC that the packets leave. */
	fromVpcId: string;
	/** The VPC that they are meant for. */
	toVpcId: string;
	/** The range of that VPC; empty where the cloud names none. */
	destinationCidrBlock: string;
	/**
	 * `yes`: the whole range, from every route table of the side. `partly`: a part of the range, or from some of the tables.
	 * `no`: from none. `unknown`: the route tables could not be looked at, or the cloud names no range, and nothing else forbids it.
	 */
	reachable: "yes" | "partly" | "no" | "unknown";
	/** The route tables from which there is a way to the range or a part of it, by id. */
	routeTableIds: string[];
	/** Why there is no way, or not from everywhere or to everything; empty for `yes`. */
	reasons: string[];
}

/** The ways of a peering, direction by direction and range by range. */
export interface Reachability {
	/** The connection's id (`pcc-...`). */
	instanceId: string;
	/** The connection's status; packets pass only while it is `Activated`. */
	status: string;
	/** True when every path of both directions is `yes`: an answer needs the way back, too. */
	reachable: boolean;
	/** One row for each direction and range. */
	paths: ReachabilityPath[];
}

/**
 * Follows the packets of a peering: the status of the connection, then in each route table the longest prefix that matches,
 * and ranges that overlap with the side's own, which never leave it. Security groups, network ACLs and the tables' vSwitches
 * are not looked at.
 *
 * Source for "the local system route wins": alicloud-api.md, section 8.
 */
export function reachabilityOf(peering: SeenPeering): Reachability {
	const { instanceId, status, requester, accepter } = peering;
	const paths = [...pathsOf(peering, requester, accepter), ...pathsOf(peering, accepter, requester)];
	return { instanceId, status, reachable: paths.every(({ reachable }) => reachable === "yes"), paths };
}

function pathsOf(peering: SeenPeering, from: SeenSide, to: SeenSide): ReachabilityPath[] {
	const rangeless = [from, to].filter(({ cidrBlocks }) => cidrBlocks.length === 0);
	if (rangeless.length === 0) {
		return rangesFor(from, to).map((cidr) => pathTo(cidr, peering, from, to));
	}
	// Every VPC has a range. An answer without one is no reason to call all of them reachable.
	const path = { fromVpcId: from.vpcId, toVpcId: to.vpcId, destinationCidrBlock: "", routeTableIds: [] };
	const reasons = rangeless.map(({ vpcId }) => `the cloud names no range of ${vpcId}`);
	const inactive = whyInactive(peering);
	return [{ ...path, reachable: inactive.length > 0 ? "no" : "unknown", reasons: [...inactive, ...reasons] }];
}

/** Why nothing passes the connection itself; empty where packets do. */
function whyInactive({ status }: SeenPeering): string[] {
	return status === "Activated" ? [] : [`the connection is ${status}, not Activated`];
}

/** A VPC without IPv6 sends no packets to IPv6 ranges: what never leaves needs no way. */
function rangesFor(from: SeenSide, to: SeenSide): string[] {
	const families = new Set(from.cidrBlocks.map(familyOf));
	return to.cidrBlocks.filter((cidr) => families.has(familyOf(cidr)));
}

function familyOf(cidr: string): "ipv4" | "ipv6" {
	return cidr.includes(":") ? "ipv6" : "ipv4";
}

function pathTo(cidr: string, peering: SeenPeering, from: SeenSide, to: SeenSide): ReachabilityPath {
	const path = { fromVpcId: from.vpcId, toVpcId: to.vpcId, destinationCidrBlock: cidr };
	const forbidden = [
		...whyInactive(peering),
		...from.cidrBlocks
			.filter((own) => cidrsOverlap(own, cidr))
			.map((own) => `${from.vpcId} has ${own} itself: what overlaps never leaves it`),
	];
	if (forbidden.length > 0) {
		return { ...path, reachable: "no", routeTableIds: [], reasons: forbidden };
	}
	if (from.routeTables === undefined) {
		const reason = `the route tables of ${from.vpcId} can't be looked at with these credentials`;
		return { ...path, reachable: "unknown", routeTableIds: [], reasons: [reason] };
	}
	if (from.routeTables.length === 0) {
		return { ...path, reachable: "no", routeTableIds: [], reasons: [`${from.vpcId} has no route table`] };
	}
	const ways = from.routeTables.map((table) => wayFrom(table, cidr, peering.instanceId));
	return {
		...path,
		reachable: together(ways),
		routeTableIds: ways.filter(({ reach }) => reach !== "none").map(({ routeTableId }) => routeTableId),
		reasons: ways.flatMap(({ reasons }) => reasons),
	};
}

/** How much of a range packets from one route table reach. */
interface Way {
	readonly routeTableId: string;
	readonly reach: "all" | "part" | "none";
	readonly reasons: readonly string[];
}

function together(ways: readonly Way[]): ReachabilityPath["reachable"] {
	if (ways.every(({ reach }) => reach === "all")) {
		return "yes";
	}
	return ways.every(({ reach }) => reach === "none") ? "no" : "partly";
}

/** Follows the longest prefix that holds the whole range, then the narrower routes into it. */
function wayFrom({ routeTableId, routes }: SeenRouteTable, cidr: string, instanceId: string): Way {
	const reach = reachOf(
		cidr,
		routes.filter(({ status }) => status === "Available"),
		instanceId,
	);
	if (reach === "all") {
		return { routeTableId, reach, reasons: [] };
	}
	const best = longestTo(cidr, routes);
	const inside = narrowerThan(cidr, routes);
	const obstacle = obstacleOn(best, routeTableId, cidr, instanceId);
	if (obstacle === undefined) {
		// A narrower route takes its part of the range elsewhere.
		const astray = inside
			.filter((route) => !leadsTo(route, instanceId))
			.map((route) => `${routeTableId} sends ${route.destinationCidrBlock}, a part of ${cidr}, to ${hopsText(route)}`);
		return { routeTableId, reach, reasons: astray };
	}
	const parts = inside.filter((route) => leadsTo(route, instanceId) && route.status === "Available");
	const list = parts.map(({ destinationCidrBlock }) => destinationCidrBlock).join(", ");
	return { routeTableId, reach, reasons: [reach === "none" ? obstacle : `${obstacle}, only to its parts ${list}`] };
}

/** How much of a range the routes lead through the connection: each address follows the longest prefix that holds it. */
function reachOf(cidr: string, routes: readonly SeenRoute[], instanceId: string): Way["reach"] {
	const halves = narrowerThan(cidr, routes).length === 0 ? undefined : halvesOf(cidr);
	if (halves === undefined) {
		const best = longestTo(cidr, routes);
		return best !== undefined && leadsTo(best, instanceId) ? "all" : "none";
	}
	const [lower, upper] = halves.map((half) => reachOf(half, routes, instanceId));
	return lower === upper && lower !== undefined ? lower : "part";
}

function longestTo(cidr: string, routes: readonly SeenRoute[]): SeenRoute | undefined {
	const [best] = routes
		.filter((route) => cidrContains(route.destinationCidrBlock, cidr))
		.sort((left, right) => prefixLength(right.destinationCidrBlock) - prefixLength(left.destinationCidrBlock));
	return best;
}

function narrowerThan(cidr: string, routes: readonly SeenRoute[]): SeenRoute[] {
	return routes.filter(
		({ destinationCidrBlock }) =>
			prefixLength(destinationCidrBlock) > prefixLength(cidr) && cidrContains(cidr, destinationCidrBlock),
	);
}

/** Why the route that holds a whole range does not lead through the connection; undefined where it does. */
function obstacleOn(
	best: SeenRoute | undefined,
	routeTableId: string,
	cidr: string,
	instanceId: string,
): string | undefined {
	if (best === undefined) {
		return `${routeTableId} has no route to ${cidr}`;
	}
	if (!leadsTo(best, instanceId)) {
		return `${routeTableId} sends ${cidr} to ${hopsText(best)} (its route to ${best.destinationCidrBlock})`;
	}
	return best.status === "Available"
		? undefined
		: `the route to ${best.destinationCidrBlock} in ${routeTableId} is ${best.status}`;
}

function leadsTo({ nextHops }: SeenRoute, instanceId: string): boolean {
	return nextHops.length > 0 && nextHops.every(({ id }) => id === instanceId);
}

function hopsText({ nextHops }: SeenRoute): string {
	return nextHops.length === 0 ? "the VPC itself" : nextHops.map(({ type, id }) => `${type} ${id}`).join(" and ");
}
