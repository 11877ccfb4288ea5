import type { CallLimits } from "../../api/call-limits";
import { systemClock } from "../../api/clock";
import { cloudInWords } from "../../api/endpoints";
import { getVpcPeerConnectionAttribute } from "../../api/vpc-peer";
import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { believe } from "../../wait/belief";
import { orNotFound } from "../../wait/not-found";
import type { CloudAccess } from "../runtime";

/** Thrown for an id that the cloud does not know, or does not show to this account. */
export class ConnectionNotFound extends VpcPeeringError {}

/** The connection of an id, whatever its status; an error that says where it was looked for when there is none. */
export async function findConnection(
	access: CloudAccess,
	instanceId: string,
	{ cloud, limits }: { cloud: string; limits: CallLimits },
): Promise<VpcPeerConnectionAttribute> {
	const connection = await believe(
		() => orNotFound(getVpcPeerConnectionAttribute(access.vpcPeer, instanceId, limits)),
		(seen) => seen === undefined,
		limits.clock ?? systemClock,
	);
	if (connection === undefined) {
		const account = await credentialsInWords(access, limits);
		throw new ConnectionNotFound(
			`${instanceId} is not found. Looked in ${cloudInWords(cloud)} with ${account}; only the two accounts of a connection see it. Check the id, or name the profile or assumeRole of one of the two accounts; if somebody deleted it, \`pulumi up --refresh\` makes it anew where it is declared.`,
		);
	}
	return connection;
}

/** Whose credentials these are. Looking at connections needs no permission to ask for that, so it may not be known. */
export async function credentialsInWords(access: CloudAccess, { deadline }: CallLimits): Promise<string> {
	try {
		return `the credentials of account ${await access.accountId(deadline)}`;
	} catch {
		return "credentials whose account could not be asked for (sts:GetCallerIdentity)";
	}
}
