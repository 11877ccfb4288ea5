import { describePrefixList, type PrefixList } from "../../api/prefix-lists";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { describeRouteEntries, describeRouteTables, type RouteEntry } from "../../api/vpc-routes";
import { warnOfDead } from "../../provider/dead-connection";
import { journalOf } from "../../provider/journal";
import { otherWayRound } from "../../provider/vpc-peer-connection/direction";
import { ConnectionNotFound, findConnection } from "../../provider/vpc-peer-connection/find-connection";
import { type Reachability, reachabilityOf, type SeenRouteTable, type SeenSide } from "../../schema/reachability";
import { isPrefixList } from "../../schema/routing-fields";
import { isDead } from "../../schema/status";
import type { CredentialOptions } from "../credential-options";
import type { GetVpcPeeringReachabilityArgs } from "../get-vpc-peering-reachability";
import { assertArguments, reachabilityRules } from "./checked-arguments";
import { LookupFailed } from "./failure";
import { lookWith } from "./looking";
import type { ProgramRun } from "./program-run";

/** Reads the connection and both sides' route tables, side by side, and follows the packets. */
export async function peeringReachability(run: ProgramRun, args: GetVpcPeeringReachabilityArgs): Promise<Reachability> {
	assertArguments(reachabilityRules, args);
	const { instanceId, requester = {} } = args;
	const found = await connectionOf(run, instanceId, requester);
	const connection = args.requesterVpcId === found.acceptingVpcId ? otherWayRound(found) : found;
	const oneAccount = connection.ownerId === connection.acceptingAliUid;
	const accepter = args.accepter ?? (oneAccount ? requester : undefined);
	const [requesterTables, accepterTables] = await Promise.all([
		tablesOf(run, requester, connection.regionId, connection.vpcId),
		accepter === undefined
			? undefined
			: tablesOf(run, accepter, connection.acceptingRegionId, connection.acceptingVpcId),
	]);
	return reachabilityOf({
		instanceId,
		status: connection.status,
		requester: sideOf(connection.vpcId, connection.vpcIpv4Cidrs, connection.vpcIpv6Cidrs, requesterTables),
		accepter: sideOf(
			connection.acceptingVpcId,
			connection.acceptingVpcIpv4Cidrs,
			connection.acceptingVpcIpv6Cidrs,
			accepterTables,
		),
	});
}

async function connectionOf(
	run: ProgramRun,
	instanceId: string,
	credentials: CredentialOptions,
): Promise<VpcPeerConnectionAttribute> {
	const { access, cloud, limits } = lookWith(run, credentials);
	try {
		const connection = await findConnection(access, instanceId, { cloud, limits });
		if (isDead(connection.status)) {
			warnOfDead(run.runtime, journalOf(run.runtime.journal, undefined), instanceId, connection);
		}
		return connection;
	} catch (error) {
		throw error instanceof ConnectionNotFound ? new LookupFailed("none", error.message) : error;
	}
}

function sideOf(
	vpcId: string | undefined,
	ipv4Cidrs: readonly string[],
	ipv6Cidrs: readonly string[],
	routeTables: readonly SeenRouteTable[] | undefined,
): SeenSide {
	return { vpcId: vpcId ?? "", cidrBlocks: [...ipv4Cidrs, ...ipv6Cidrs], routeTables };
}

/** The route tables from which packets of the VPC's own machines leave: not those of its gateways. */
async function tablesOf(
	run: ProgramRun,
	credentials: CredentialOptions,
	regionId = "",
	vpcId = "",
): Promise<SeenRouteTable[]> {
	const { access, limits } = lookWith(run, credentials);
	const client = access.vpc(regionId);
	const tables = await describeRouteTables(client, { regionId, vpcId }, limits);
	return Promise.all(
		tables
			.filter(({ associateType }) => associateType !== "Gateway")
			.map(async ({ routeTableId }) => ({
				routeTableId,
				routes: await withPrefixLists(
					await describeRouteEntries(client, { regionId, routeTableId, ofTypes: "all" }, limits),
					(prefixListId) => describePrefixList(client, { regionId, prefixListId }, limits),
				),
			})),
	);
}

/** A route to a prefix list is one to each of its ranges. */
async function withPrefixLists(
	entries: readonly RouteEntry[],
	look: (prefixListId: string) => Promise<PrefixList | undefined>,
): Promise<RouteEntry[]> {
	const routes = entries.map(async (entry) => {
		if (!isPrefixList(entry.destinationCidrBlock)) {
			return [entry];
		}
		const list = await look(entry.destinationCidrBlock);
		return (list?.cidrBlocks ?? []).map((destinationCidrBlock) => ({ ...entry, destinationCidrBlock }));
	});
	return (await Promise.all(routes)).flat();
}
