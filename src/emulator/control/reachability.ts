import { containsCidr, halveCidr, overlapCidr } from "../cidr";
import type { VpcPeerStatus } from "../status";
import { rangesOf as rangesOfEntry } from "../world/prefix-lists";
import type { PrefixList } from "../world/routing-model";
import type { EmulatorState, StateConnection, StateVpc } from "./state";
import { LEADING_STATUS, type StateRouteEntry, type StateRouteTable } from "./state-routes";

/**
 * What one route table does with the packets to one range:
 *
 * - `route`: leads all of them into the connection, by one entry or by several that make up the range.
 * - `partly`: leads only a part of the range into the connection: no entry for the rest, or a narrower one leads elsewhere.
 * - `elsewhere`: another next hop wins.
 * - `local`: the VPC's own ranges overlap with the range, and local routes come first.
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
	/**
	 * One per address range of the VPC that the packets go to; none when that VPC is gone. IPv6 ranges are left out where the
	 * VPC that the packets leave has no IPv6: it sends none.
	 */
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
	const families = new Set(rangesOf(from).map(familyOf));
	const sent = rangesOf(to).filter((cidrBlock) => families.has(familyOf(cidrBlock)));
	const ranges = sent.map((cidrBlock): RangeReachability => {
		const tables = tablesOf(from).map((table) => tableVerdict(table, from, cidrBlock, connection.instanceId, lists));
		const led = tables.length > 0 && tables.every(({ verdict }) => verdict === "route");
		return { cidrBlock, family: familyOf(cidrBlock), reachable: carries && led, tables };
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
	if (rangesOf(from).some((own) => overlapCidr(own, cidrBlock))) return { ...at, verdict: "local" };
	const routes = table.entries
		.filter(({ status }) => status === LEADING_STATUS)
		.flatMap((entry) => rangesOfEntry(lists, entry.destinationCidrBlock).map((range) => ({ entry, range })));
	const longest = longestTo(cidrBlock, routes)?.entry;
	const led = shareLed(cidrBlock, routes, instanceId);
	if (led === "all")
		return { ...at, verdict: "route", ...decides(longest ?? firstInto(cidrBlock, routes, instanceId)) };
	if (led === "some")
		return { ...at, verdict: "partly", ...decides(firstInto(cidrBlock, routes, instanceId) ?? longest) };
	return longest === undefined ? { ...at, verdict: "missing" } : { ...at, verdict: "elsewhere", entry: longest };
}

function decides(entry: StateRouteEntry | undefined): Pick<TableReachability, "entry"> {
	return entry === undefined ? {} : { entry };
}

/** An entry, and one range that it leads away: an entry to a prefix list has several. */
interface Route {
	readonly entry: StateRouteEntry;
	readonly range: string;
}

/** How much of a range leads into the connection, where each address follows its longest prefix. */
function shareLed(cidrBlock: string, routes: readonly Route[], instanceId: string): "all" | "some" | "none" {
	const isCut = routes.some(({ range }) => range !== cidrBlock && containsCidr(cidrBlock, range));
	if (!isCut) return longestTo(cidrBlock, routes)?.entry.nextHopId === instanceId ? "all" : "none";
	const [one, other] = halveCidr(cidrBlock).map((half) => shareLed(half, routes, instanceId));
	return one === other && one !== undefined ? one : "some";
}

function longestTo(cidrBlock: string, routes: readonly Route[]): Route | undefined {
	const [longest] = routes
		.filter(({ range }) => containsCidr(range, cidrBlock))
		.sort((one, other) => prefixOf(other.range) - prefixOf(one.range));
	return longest;
}

function firstInto(cidrBlock: string, routes: readonly Route[], instanceId: string): StateRouteEntry | undefined {
	return routes.find(({ entry, range }) => entry.nextHopId === instanceId && containsCidr(cidrBlock, range))?.entry;
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

function familyOf(cidrBlock: string): RangeReachability["family"] {
	return cidrBlock.includes(":") ? "IPv6" : "IPv4";
}

function prefixOf(range: string): number {
	return Number(range.split("/")[1] ?? 0);
}
