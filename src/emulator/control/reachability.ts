import { containsCidr } from "../cidr";
import type { VpcPeerStatus } from "../status";
import { rangesOf as rangesOfEntry } from "../world/prefix-lists";
import type { PrefixList } from "../world/routing-model";
import type { EmulatorState, StateConnection, StateVpc } from "./state";
import { leadingStatuses, type StateRouteEntry, type StateRouteTable } from "./state-routes";

/**
 * What one route table does with the packets to one range:
 *
 * - `route`: leads them into the connection.
 * - `partly`: leads only a part of the range into the connection.
 * - `elsewhere`: another next hop wins.
 * - `local`: the VPC's own range holds the destination, and local routes come first.
 * - `missing`: no entry.
 *
 * @public
 */
export type RouteVerdict = "route" | "partly" | "elsewhere" | "local" | "missing";

/**
 * What one route table does with the packets to one range.
 *
 * @public
 */
export interface TableReachability {
	readonly routeTableId: string;
	readonly routeTableName: string;
	readonly verdict: RouteVerdict;
	/** The entry that decides, where one does. */
	readonly entry?: StateRouteEntry;
}

/**
 * Whether packets to one range have a way.
 *
 * @public
 */
export interface RangeReachability {
	readonly cidrBlock: string;
	readonly family: "IPv4" | "IPv6";
	/** Every table leads here, and the connection is Activated. */
	readonly reachable: boolean;
	/** One per route table of the VPC that the packets leave. */
	readonly tables: readonly TableReachability[];
}

/**
 * One direction of a connection.
 *
 * @public
 */
export interface DirectionReachability {
	readonly fromVpcId: string;
	readonly toVpcId: string;
	/** One per address range of the VPC that the packets go to; none when that VPC is gone. */
	readonly ranges: readonly RangeReachability[];
}

/**
 * For each direction and each range of the other side: whether each route table leads into the connection.
 *
 * @public
 */
export interface ConnectionReachability {
	readonly instanceId: string;
	/** Only an Activated connection carries packets. */
	readonly status: VpcPeerStatus;
	readonly directions: readonly [DirectionReachability, DirectionReachability];
}

/** Looks at the routes of a connection; undefined when there is no such connection. */
export function reachabilityOf(state: EmulatorState, instanceId: string): ConnectionReachability | undefined {
	const connection = state.connections.find((one) => one.instanceId === instanceId);
	if (connection === undefined) return undefined;
	const { vpcId, acceptingVpcId, status } = connection;
	return {
		instanceId,
		status,
		directions: [
			direction(state, connection, vpcId, acceptingVpcId),
			direction(state, connection, acceptingVpcId, vpcId),
		],
	};
}

function direction(
	state: EmulatorState,
	connection: StateConnection,
	fromVpcId: string,
	toVpcId: string,
): DirectionReachability {
	const [from, to] = [findVpc(state, fromVpcId), findVpc(state, toVpcId)];
	const lists = state.accounts.flatMap(({ prefixLists }) => prefixLists);
	const carries = connection.status === "Activated";
	const ranges = rangesOf(to).map((cidrBlock): RangeReachability => {
		const tables = tablesOf(from).map((table) => tableVerdict(table, from, cidrBlock, connection.instanceId, lists));
		const led = tables.length > 0 && tables.every(({ verdict }) => verdict === "route");
		return { cidrBlock, family: cidrBlock.includes(":") ? "IPv6" : "IPv4", reachable: carries && led, tables };
	});
	return { fromVpcId, toVpcId, ranges };
}

function tableVerdict(
	table: StateRouteTable,
	from: StateVpc | undefined,
	cidrBlock: string,
	instanceId: string,
	lists: readonly PrefixList[],
): TableReachability {
	const at = { routeTableId: table.id, routeTableName: table.name };
	if (rangesOf(from).some((own) => containsCidr(own, cidrBlock))) return { ...at, verdict: "local" };
	const routes = table.entries
		.filter(({ status }) => leadingStatuses.includes(status))
		.flatMap((entry) => rangesOfEntry(lists, entry.destinationCidrBlock).map((range) => ({ entry, range })));
	const [longest] = routes
		.filter(({ range }) => containsCidr(range, cidrBlock))
		.sort((one, other) => prefixOf(other.range) - prefixOf(one.range))
		.map(({ entry }) => entry);
	if (longest?.nextHopId === instanceId) return { ...at, verdict: "route", entry: longest };
	const part = routes.find(
		({ entry, range }) => entry.nextHopId === instanceId && containsCidr(cidrBlock, range),
	)?.entry;
	if (part !== undefined) return { ...at, verdict: "partly", entry: part };
	return longest === undefined ? { ...at, verdict: "missing" } : { ...at, verdict: "elsewhere", entry: longest };
}

/** Gateways' tables are about what comes in from the internet. */
function tablesOf(vpc: StateVpc | undefined): StateRouteTable[] {
	return (vpc?.routeTables ?? []).filter(({ associateType }) => associateType === "VSwitch");
}

function rangesOf(vpc: StateVpc | undefined): string[] {
	return vpc === undefined ? [] : [vpc.cidrBlock, ...vpc.secondaryCidrBlocks, ...vpc.ipv6CidrBlocks];
}

function findVpc(state: EmulatorState, vpcId: string): StateVpc | undefined {
	return state.accounts.flatMap((account) => account.vpcs).find((vpc) => vpc.id === vpcId);
}

function prefixOf(range: string): number {
	return Number(range.split("/")[1] ?? 0);
}
