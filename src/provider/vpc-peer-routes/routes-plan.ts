import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { canonicalCidr, isIpv6Cidr, sameCidr } from "../../schema/cidr";
import type { LeftAlone } from "../../schema/vpc-peer-routes-state";
import { isUnderWay } from "../../wait/route-entry";
import { type ConnectionSide, requiredSide } from "../routing/connection-side";
import { leadsTo, nextHopText } from "../routing/route-conflict";
import { nowhere } from "../vpc-peer-route/destination";
import type { CheckedRoutes } from "./state";
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
	readonly remove: readonly RouteEntry[];
	/** Entries of this resource that stay. */
	readonly keep: readonly RouteEntry[];
	/** Entries that lead elsewhere where a route is wanted. */
	readonly conflicts: readonly RouteEntry[];
	readonly leftAlone: readonly LeftAlone[];
}

/** Compares what the cloud holds with what the program wants. `isOwn` tells the resource's own entries. */
export function planRoutes(
	inputs: CheckedRoutes,
	{ connection, tables, entries }: Survey,
	isOwn: (entry: RouteEntry) => boolean,
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
			existing: entries.find(
				(entry) => entry.routeTableId === routeTableId && sameCidr(entry.destinationCidrBlock, destinationCidrBlock),
			),
		})),
	);
	const existing = places.flatMap((place) => place.existing ?? []);
	// One that is being deleted, as by a run that was killed, has to go before it can be made anew.
	const keep = existing.filter((entry) => isOwn(entry) && entry.status !== "Deleting");
	const isFree = (entry: RouteEntry | undefined) => entry === undefined || (isOwn(entry) && !keep.includes(entry));
	const foreign = existing.filter((entry) => !isOwn(entry));
	return {
		add: places.filter((place) => isFree(place.existing)).map(({ existing: _none, ...place }) => place),
		remove: entries.filter((entry) => isOwn(entry) && !keep.includes(entry)),
		keep,
		conflicts: foreign.filter((entry) => !leadsTo(entry, inputs.instanceId)),
		leftAlone: [
			...foreign.map((entry) => notOurs(entry, inputs.instanceId)),
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

/** An entry for a wanted destination that somebody else made. */
export function notOurs(entry: RouteEntry, instanceId: string): LeftAlone {
	return {
		routeTableId: entry.routeTableId,
		destinationCidrBlock: canonicalCidr(entry.destinationCidrBlock) ?? entry.destinationCidrBlock,
		nextHopId: entry.nextHops[0]?.id ?? "",
		reason: leadsTo(entry, instanceId)
			? "somebody else made this route; it is neither changed nor deleted"
			: `the table routes it to ${nextHopText(entry)}`,
	};
}

/** True when the plan has nothing to do. */
export function isDone(plan: RoutesPlan): boolean {
	return plan.add.length === 0 && plan.remove.length === 0;
}

/** What is still to be waited for, one line a route: an earlier run may have ended before its routes were Available. */
export function waitLines({ keep }: RoutesPlan): string[] {
	return keep
		.filter(({ status }) => isUnderWay(status))
		.map((entry) => `wait for ${entry.destinationCidrBlock} in ${entry.routeTableId}`);
}

/** What a plan does, one line a route. */
export function planLines(plan: RoutesPlan): string[] {
	return [
		...plan.remove.map((entry) => `remove ${entry.destinationCidrBlock} from ${entry.routeTableId}`),
		...plan.add.map(({ destinationCidrBlock, routeTableId }) => `add ${destinationCidrBlock} to ${routeTableId}`),
	];
}

function wantedDestinations(
	{ destinations = "peer-cidrs", ipv6 = true, vpcId }: CheckedRoutes,
	side: ConnectionSide,
): { wanted: string[]; withoutIpv6: string[] } {
	if (destinations !== "peer-cidrs") {
		const problem = destinations.map((one) => nowhere(one, side)).find((text) => text !== undefined);
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
