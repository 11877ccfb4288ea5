import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { canonicalCidr, isIpv6Cidr, sameCidr } from "../../schema/cidr";
import type { LeftAlone, MadeRoute } from "../../schema/vpc-peer-routes-state";
import { isUnderWay } from "../../wait/route-entry";
import { holderText } from "../holder-text";
import { type ConnectionSide, requiredSide } from "../routing/connection-side";
import { leadsTo, nextHopText } from "../routing/route-conflict";
import { nowhere } from "../vpc-peer-route/destination";
import type { Ownership } from "./ownership";
import { type CheckedRoutes, routesText } from "./state";
import { selectTables } from "./table-selection";

/** What the cloud holds that matters for the routes of one side. */
export interface Survey {
	readonly connection: VpcPeerConnectionAttribute;
	/** The tables of the VPC that these credentials see. */
	readonly tables: readonly RouteTable[];
	/** The custom entries of all these tables. */
	readonly entries: readonly RouteEntry[];
}

/** A route that is to be made. */
export interface WantedRoute {
	readonly routeTableId: string;
	readonly destinationCidrBlock: string;
}

/** What it takes to bring the routes of one side to what the program says. */
export interface RoutesPlan {
	readonly add: readonly WantedRoute[];
	/** Entries of this resource that are not wanted, or have to be made anew. */
	readonly remove: readonly RouteEntry[];
	/** Entries of this resource that stay, with those that it takes over. */
	readonly keep: readonly RouteEntry[];
	/** Entries that a resource of another name left behind: this resource's from now on. */
	readonly takeOver: readonly RouteEntry[];
	/** Entries of other resources, which give them up in this run, where a route is wanted. */
	readonly passedOn: readonly RouteEntry[];
	/** Entries that lead elsewhere where a route is wanted. */
	readonly conflicts: readonly RouteEntry[];
	/** Entries where a route is wanted, of which it is not seen yet whether a resource of the stack keeps them. */
	readonly undecided: readonly RouteEntry[];
	/** Entries of others that lead to the connection where a route is wanted. */
	readonly relied: readonly RouteEntry[];
	readonly leftAlone: readonly LeftAlone[];
}

/** Compares what the cloud holds with what the program wants. */
export function planRoutes(
	inputs: CheckedRoutes,
	{ connection, tables, entries }: Survey,
	whose: Ownership,
): RoutesPlan {
	const side = requiredSide(connection, inputs.vpcId, "vpcId is ");
	if (side.regionId !== undefined && side.regionId !== inputs.regionId) {
		throw new VpcPeeringError(`regionId is ${inputs.regionId}, but ${inputs.vpcId} is in ${side.regionId}.`);
	}
	const selected = selectTables(tables, inputs.routeTables ?? {}, inputs.vpcId);
	const { wanted, withoutIpv6 } = wantedDestinations(inputs, side);
	const places = selected.flatMap(({ routeTableId }) =>
		wanted.map((destinationCidrBlock) => ({
			routeTableId,
			destinationCidrBlock,
			existing: entries.find((entry) => isAt(entry, { routeTableId, destinationCidrBlock })),
		})),
	);
	const existing = places.flatMap((place) => place.existing ?? []);
	const isOurs = (entry: RouteEntry) => whose.isOwn(entry) || whose.isLeftBehind(entry);
	// One that is being deleted, as by a run that was killed, has to go before it can be made anew.
	const keep = existing.filter((entry) => isOurs(entry) && entry.status !== "Deleting");
	const goes = (entry: RouteEntry) => isOurs(entry) && !keep.includes(entry);
	const foreign = existing.filter((entry) => !isOurs(entry));
	const passedOn = foreign.filter((entry) => !leadsTo(entry, inputs.instanceId) && whose.isOffered(entry));
	const isFree = (entry: RouteEntry | undefined) => entry === undefined || goes(entry) || passedOn.includes(entry);
	const inTheWay = foreign.filter((entry) => !passedOn.includes(entry));
	return {
		add: places.filter((place) => isFree(place.existing)).map(({ existing: _none, ...place }) => place),
		remove: entries.filter((entry) => (whose.isOwn(entry) || existing.includes(entry)) && goes(entry)),
		keep,
		takeOver: keep.filter((entry) => !whose.isOwn(entry)),
		passedOn,
		conflicts: inTheWay.filter((entry) => !leadsTo(entry, inputs.instanceId)),
		relied: inTheWay.filter((entry) => leadsTo(entry, inputs.instanceId)),
		undecided: inTheWay.filter(whose.isUndecided),
		leftAlone: [
			...inTheWay.map((entry) => notOurs(entry, inputs.instanceId, whose)),
			...selected.flatMap(({ routeTableId }) =>
				withoutIpv6.map((destinationCidrBlock) => ({
					routeTableId,
					destinationCidrBlock,
					reason: `${inputs.vpcId} has no IPv6 range`,
				})),
			),
		],
	};
}

/** True for an entry of a table and destination: a table has one of each. */
export function isAt(entry: RouteEntry, { routeTableId, destinationCidrBlock }: WantedRoute): boolean {
	return entry.routeTableId === routeTableId && sameCidr(entry.destinationCidrBlock, destinationCidrBlock);
}

/**
 * The conflicts of which it is not known yet how they end: a resource of this stack made the entry, and whether the program
 * still declares that resource, and what it wants, has not been seen in this run.
 */
export function unclearConflicts({ conflicts }: RoutesPlan, whose: Ownership): RouteEntry[] {
	return conflicts.filter(whose.isUndecided);
}

/** An entry for a wanted destination that somebody else made. */
export function notOurs(entry: RouteEntry, instanceId: string, whose: Ownership): LeftAlone {
	return {
		routeTableId: entry.routeTableId,
		destinationCidrBlock: destinationOf(entry),
		nextHopId: entry.nextHops[0]?.id ?? "",
		reason: leadsTo(entry, instanceId)
			? `${makerOf(entry, whose)}; it is neither changed nor deleted here`
			: `the table routes it to ${nextHopText(entry)}`,
	};
}

function makerOf(entry: RouteEntry, whose: Ownership): string {
	const [holder] = whose.holdersOf(entry);
	if (holder !== undefined) {
		return `${holderText(holder)} of this program has this route`;
	}
	if (whose.isOfStack(entry)) {
		return "another resource of this stack made this route";
	}
	return whose.isOfAnotherStack(entry)
		? "another stack made this route"
		: "a VpcPeerRoute, or somebody else, made this route";
}

/** What is said of routes that the resource makes do with; undefined where all are its own. */
export function reliedText({ relied }: RoutesPlan, whose: Ownership, inputs: CheckedRoutes): string | undefined {
	if (relied.length === 0) {
		return undefined;
	}
	const list = relied.map((entry) => `${destinationOf(entry)} in ${entry.routeTableId} (${makerOf(entry, whose)})`);
	return `${routesText(inputs)} make do with routes that are there already: ${list.join(", ")}. A VpcPeerRoute or VpcPeerRoutes of this stack that leaves the program in this run hands its route over. Anybody else may delete it: then the next \`pulumi up\` makes it here.`;
}

function destinationOf({ destinationCidrBlock }: RouteEntry): string {
	return canonicalCidr(destinationCidrBlock) ?? destinationCidrBlock;
}

/** Routes of the resource that its state lacks, one line a route: another resource handed them over when it went. */
export function handedOverLines({ keep, takeOver }: RoutesPlan, known: readonly MadeRoute[]): string[] {
	const ids = new Set([...known, ...takeOver].map(({ routeEntryId }) => routeEntryId));
	return keep
		.filter(({ routeEntryId }) => !ids.has(routeEntryId))
		.map((entry) => `has ${destinationOf(entry)} in ${entry.routeTableId}, which another resource handed over`);
}

/** What is still to be waited for, one line a route: an earlier run may have ended before its routes were Available. */
export function waitLines({ keep }: RoutesPlan): string[] {
	return keep
		.filter(({ status }) => isUnderWay(status))
		.map((entry) => `wait for ${entry.destinationCidrBlock} in ${entry.routeTableId}`);
}

/** What a plan does, one line a route. */
export function planLines(plan: RoutesPlan): string[] {
	return [...plan.takeOver.map(takeOverLine), ...plan.add.map(addLine), ...plan.remove.map(removeLine)];
}

/** The line of a route that is made. */
export function addLine({ destinationCidrBlock, routeTableId }: WantedRoute): string {
	return `add ${destinationCidrBlock} to ${routeTableId}`;
}

/** The line of a route that is removed. */
export function removeLine({ destinationCidrBlock, routeTableId }: RouteEntry): string {
	return `remove ${destinationCidrBlock} from ${routeTableId}`;
}

/** The line of a route that changes hands. */
export function takeOverLine({ destinationCidrBlock, routeTableId }: RouteEntry): string {
	return `take over ${destinationCidrBlock} in ${routeTableId} from a resource that the program does not declare any more`;
}

function wantedDestinations(
	{ destinations = "peer-cidrs", ipv6 = true, vpcId }: CheckedRoutes,
	side: ConnectionSide,
): { wanted: string[]; withoutIpv6: string[] } {
	if (destinations !== "peer-cidrs") {
		const problem = destinations
			.map((one) => nowhere({ text: one, cidrBlocks: [one] }, side))
			.find((text) => text !== undefined);
		if (problem !== undefined) {
			throw new VpcPeeringError(`destinations: ${problem}`);
		}
		return { wanted: destinations, withoutIpv6: [] };
	}
	if (side.peerCidrs.length === 0) {
		throw new VpcPeeringError(
			`destinations: the other VPC, ${side.peerVpcId}, shows no address ranges, so it can't be told where the routes of ${vpcId} should lead. Check that it exists, or give a list of ranges.`,
		);
	}
	const ranges = side.peerCidrs.map((cidr) => canonicalCidr(cidr) ?? cidr);
	const ofIpv6 = ipv6 ? ranges.filter(isIpv6Cidr) : [];
	const possible = side.localCidrs.some(isIpv6Cidr);
	return {
		wanted: [...ranges.filter((cidr) => !isIpv6Cidr(cidr)), ...(possible ? ofIpv6 : [])],
		withoutIpv6: possible ? [] : ofIpv6,
	};
}
