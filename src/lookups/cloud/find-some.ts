import { type ConnectionFilter, listVpcPeerConnections } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { GetVpcPeerConnectionsArgs, GetVpcPeerConnectionsResult } from "../get-vpc-peer-connections";
import { assertArguments, findSomeRules } from "./checked-arguments";
import { type Looking, lookWith, regionOf, toResult } from "./looking";
import type { ProgramRun } from "./program-run";

/** All connections that fit the arguments. */
export async function findSome(
	run: ProgramRun,
	args: GetVpcPeerConnectionsArgs,
	fresh: boolean,
): Promise<GetVpcPeerConnectionsResult> {
	assertArguments(findSomeRules, args);
	const { vpcId, name, status, tags, resourceGroupId } = args;
	const looking = lookWith(run, args);
	const regionId = regionOf(run, args.regionId);
	const filter = { regionId, name, tags, resourceGroupId, ...(vpcId === undefined ? {} : { vpcIds: [vpcId] }) };
	const listed = await list(run, looking, filter, fresh);
	const wanted = status === undefined ? undefined : [status].flat();
	const connections = listed
		.filter((one) => wanted === undefined || (wanted as string[]).includes(one.status))
		// What the cloud's own filters make of a part of a name, or of more tags than they take, is not documented.
		.filter((one) => name === undefined || one.name === name)
		.filter((one) => Object.entries(tags ?? {}).every(([key, value]) => one.tags[key] === value))
		.sort((left, right) => (left.instanceId < right.instanceId ? -1 : 1))
		.map((one) => toResult(one, looking.cloud));
	return { ids: connections.map(({ instanceId }) => instanceId), connections, regionId };
}

/** ListVpcPeerConnections, one request for all lookups of the run that ask the same. */
export function list(
	run: ProgramRun,
	{ access, asWhom, limits }: Looking,
	filter: ConnectionFilter,
	fresh: boolean,
): Promise<VpcPeerConnectionAttribute[]> {
	const question = Object.entries(filter).filter(([, value]) => value !== undefined);
	return run.shared(["list", asWhom, question], fresh, () => listVpcPeerConnections(access.vpcPeer, filter, limits));
}
