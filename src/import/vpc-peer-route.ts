import { peerHopType, type RouteEntry, type RouteTable } from "../api/vpc-routes";
import { Operation } from "../provider/operation";
import { RouteSession } from "../provider/routing/route-session";
import type { Runtime } from "../provider/runtime";
import { withoutAbsent } from "../provider/stored-state";
import { findConnection } from "../provider/vpc-peer-connection/find-connection";
import { type CheckedRoute, placeOf, routeText, toState } from "../provider/vpc-peer-route/state";
import { vpcPeerRouteFields } from "../schema/vpc-peer-route-fields";
import type { Found, RouteKey, Skipped, Wanted } from "./imported";

/** A route entry, and where it was found. */
interface Place {
	readonly regionId: string;
	readonly table: RouteTable;
	readonly entry: RouteEntry;
}

/** Reads a route to a connection. The other tools' states name no region: the connection says which two it can be. */
export async function readVpcPeerRoute(runtime: Runtime, { route, ...wanted }: Wanted): Promise<Found | Skipped> {
	if (route === undefined) {
		return { from: wanted.from, why: "its state names no route table and no destination" };
	}
	const place = await find(runtime, wanted, route);
	if ("why" in place) {
		return { from: wanted.from, ...place };
	}
	const { regionId, table, entry } = place;
	const { name, description, remarks } = texts(entry);
	const inputs = withoutAbsent({
		regionId,
		routeTableId: route.routeTableId,
		destinationCidrBlock: route.destinationCidrBlock,
		instanceId: route.instanceId,
		name,
		description,
		...wanted.credentials,
	});
	return {
		wanted,
		id: entry.routeEntryId,
		args: inputs,
		inputs,
		stateFor: (identity, providerText) => {
			const checked: CheckedRoute = { ...inputs, __identity: identity, __provider: providerText };
			return toState(checked, entry, placeOf(table, runtime));
		},
		nameInCloud: entry.name,
		remarks,
	};
}

async function find(
	runtime: Runtime,
	{ credentials }: Pick<Wanted, "credentials">,
	route: RouteKey,
): Promise<Place | { why: string }> {
	const { access, limits } = new Operation(runtime, credentials, "read");
	const connection = await findConnection(access, route.instanceId, { cloud: runtime.cloud, limits });
	const regions = [...new Set([connection.regionId, connection.acceptingRegionId])].filter((id) => id !== undefined);
	for (const regionId of regions) {
		const session = new RouteSession(runtime, { ...credentials, regionId }, "read");
		const table = await session.table(route.routeTableId);
		if (table !== undefined) {
			const entry = await session.entryTo(route.routeTableId, route.destinationCidrBlock);
			return entry === undefined
				? { why: `${routeText(route)} does not exist any more` }
				: (leadsElsewhere(entry, route) ?? { regionId, table, entry });
		}
	}
	return {
		why: `the route table ${route.routeTableId} is not found in ${regions.join(" or ")} with the credentials of account ${await access.accountId(limits.deadline)}. Name a profile of the table's account: --profile, or --profile-for <provider>=<profile>`,
	};
}

function leadsElsewhere({ nextHops }: RouteEntry, route: RouteKey): { why: string } | undefined {
	const [hop] = nextHops;
	if (nextHops.length === 1 && hop?.type === peerHopType && hop.id === route.instanceId) {
		return undefined;
	}
	const hops = nextHops.map(({ id, type }) => `${type} ${id}`).join(" and ");
	return { why: `${routeText(route)} leads to ${hops || "nothing"} now, not to ${route.instanceId}` };
}

/** The texts of an entry that a program may say. */
function texts(entry: RouteEntry): { name?: string | undefined; description?: string | undefined; remarks: string[] } {
	const remarks: string[] = [];
	const kept = (name: "name" | "description") => {
		const value = entry[name];
		const [complaint] = value === undefined ? [] : vpcPeerRouteFields[name].rule(value);
		if (complaint === undefined) {
			return value;
		}
		remarks.push(
			`${routeText(entry)}: its ${name} ${complaint.problem} in a program, so the program leaves it as it is`,
		);
		return undefined;
	};
	return { name: kept("name"), description: kept("description"), remarks };
}
