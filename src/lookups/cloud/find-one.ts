import { cloudInWords } from "../../api/endpoints";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { warnOfDead } from "../../provider/dead-connection";
import { journalOf } from "../../provider/journal";
import { pairOf } from "../../provider/preflight/connection-index";
import {
	ConnectionNotFound,
	credentialsInWords,
	findConnection,
} from "../../provider/vpc-peer-connection/find-connection";
import { isDead, statuses, type VpcPeerConnectionStatus } from "../../schema/status";
import type { GetVpcPeerConnectionArgs, GetVpcPeerConnectionResult } from "../get-vpc-peer-connection";
import { assertArguments, findOneRules } from "./checked-arguments";
import { LookupFailed } from "./failure";
import { list } from "./find-some";
import { type Looking, lookWith, regionOf, toResult } from "./looking";
import type { ProgramRun } from "./program-run";

/** The one connection that fits the arguments. */
export async function findOne(
	run: ProgramRun,
	args: GetVpcPeerConnectionArgs,
	fresh: boolean,
): Promise<GetVpcPeerConnectionResult> {
	assertArguments(findOneRules, args);
	const { instanceId, vpcId, acceptingVpcId } = args;
	if (instanceId !== undefined) {
		const looking = lookWith(run, args);
		const connection = await byId(run, looking, instanceId, fresh);
		assertJoins(connection, args);
		if (isDead(connection.status)) {
			warnOfDead(run.runtime, journalOf(run.runtime.journal, undefined), instanceId, connection);
		}
		return toResult(connection, looking.cloud);
	}
	if (vpcId === undefined || acceptingVpcId === undefined) {
		throw new LookupFailed("arguments", "give instanceId, or both vpcId and acceptingVpcId.");
	}
	if (vpcId === acceptingVpcId) {
		throw new LookupFailed("arguments", "acceptingVpcId is the same VPC as vpcId: a VPC can't be peered with itself.");
	}
	const looking = lookWith(run, args);
	return toResult(await byPair(run, looking, { ...args, vpcId, acceptingVpcId }, fresh), looking.cloud);
}

async function byId(
	run: ProgramRun,
	{ access, cloud, limits, asWhom }: Looking,
	instanceId: string,
	fresh: boolean,
): Promise<VpcPeerConnectionAttribute> {
	try {
		return await run.shared(["get", asWhom, instanceId], fresh, () =>
			findConnection(access, instanceId, { cloud, limits }),
		);
	} catch (error) {
		throw error instanceof ConnectionNotFound ? new LookupFailed("none", error.message) : error;
	}
}

/** With an id, VPCs are no search: the program says which it takes the connection to join. */
function assertJoins(
	connection: VpcPeerConnectionAttribute,
	{ vpcId, acceptingVpcId }: GetVpcPeerConnectionArgs,
): void {
	const ends = [connection.vpcId, connection.acceptingVpcId];
	const strange = [vpcId, acceptingVpcId].filter((one) => one !== undefined && !ends.includes(one));
	if (strange.length > 0) {
		throw new LookupFailed(
			"none",
			`${connection.instanceId} joins ${ends.join(" and ")}, not ${strange.join(" and ")}. Check the id, or leave the VPCs out.`,
		);
	}
}

type Pair = GetVpcPeerConnectionArgs & { vpcId: string; acceptingVpcId: string };

async function byPair(
	run: ProgramRun,
	looking: Looking,
	pair: Pair,
	fresh: boolean,
): Promise<VpcPeerConnectionAttribute> {
	const regionId = regionOf(run, pair.regionId);
	const regions = [...new Set([regionId, pair.acceptingRegionId ?? regionId])];
	const dead: VpcPeerConnectionAttribute[] = [];
	for (const region of regions) {
		// By one VPC: whether two are "either" or "both" is not documented.
		const listed = await list(run, looking, { regionId: region, vpcIds: [pair.vpcId] }, fresh);
		const found = listed.filter((one) => pairOf(one) === pairOf(pair));
		const living = found.filter(({ status }) => !isDead(status));
		if (living.length > 1) {
			throw new LookupFailed(
				"many",
				`${living.length} connections join ${pair.vpcId} and ${pair.acceptingVpcId}: ${living.map(inWords).join("; ")}. Name one by its instanceId.`,
			);
		}
		if (living[0] !== undefined) {
			return living[0];
		}
		dead.push(...found);
	}
	throw await noneJoins(looking, pair, regions, dead);
}

async function noneJoins(
	{ access, cloud, limits }: Looking,
	{ vpcId, acceptingVpcId }: Pair,
	regions: readonly string[],
	dead: readonly VpcPeerConnectionAttribute[],
): Promise<LookupFailed> {
	const known = new Map(dead.map((one) => [one.instanceId, one]));
	const notCounted = known.size === 0 ? "" : ` Not counted: ${[...known.values()].map(inWords).join("; ")}.`;
	return new LookupFailed(
		"none",
		`no connection joins ${vpcId} and ${acceptingVpcId}. Looked in ${regions.join(" and ")} of ${cloudInWords(cloud)} with ${await credentialsInWords(access, limits)}.${notCounted} Check the two ids, give the regionId of vpcId, or name the profile or assumeRole of an account that owns one of the two VPCs.`,
	);
}

function inWords({ instanceId, status, vpcId, acceptingVpcId }: VpcPeerConnectionAttribute): string {
	const meaning = statuses[status as VpcPeerConnectionStatus]?.meaning ?? "a status that is not documented";
	return `${instanceId} from ${vpcId} to ${acceptingVpcId}, ${status} (${meaning})`;
}
