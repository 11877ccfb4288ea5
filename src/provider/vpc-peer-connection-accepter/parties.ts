import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { Runtime } from "../runtime";
import type { CheckedInputs } from "./state";

/** Why these credentials can't answer for a connection; undefined when they can. */
export function wrongAccount(connection: VpcPeerConnectionAttribute, accountId: string): string | undefined {
	const { instanceId, ownerId, acceptingAliUid } = connection;
	return acceptingAliUid === accountId
		? undefined
		: `${instanceId} was asked for by account ${ownerId}, and account ${acceptingAliUid} has to answer; these credentials belong to account ${accountId}. Give those of account ${acceptingAliUid} (profile or assumeRole).`;
}

/** Why a connection is not seen: only its two accounts see it. */
export function notSeen(runtime: Runtime, instanceId: string, accountId: string): string {
	const parties = runtime.parties.get(instanceId);
	if (parties?.ownerId !== undefined && parties.acceptingAliUid !== accountId && parties.ownerId !== accountId) {
		return `${instanceId} joins the accounts ${parties.ownerId} (requester) and ${parties.acceptingAliUid} (accepter), but these credentials belong to account ${accountId}, which can't see it. Give those of account ${parties.acceptingAliUid} (profile or assumeRole).`;
	}
	return `${instanceId} is not found with the credentials of account ${accountId}: it does not exist (any more), or account ${accountId} is neither its requester nor its accepter. Check instanceId, and give the credentials of the accepting account (profile or assumeRole); if somebody deleted the connection, \`pulumi up --refresh\` makes it anew where it is declared.`;
}

/** Why the connection is not the one that the program expects; undefined when it is. */
export function wrongRegion(
	connection: VpcPeerConnectionAttribute,
	inputs: Pick<CheckedInputs, "acceptingRegionId">,
): string | undefined {
	const expected = inputs.acceptingRegionId;
	return expected === undefined || expected === connection.acceptingRegionId
		? undefined
		: `The accepter VPC of ${connection.instanceId}, ${connection.acceptingVpcId}, is in ${connection.acceptingRegionId}, not in ${expected}. Check instanceId, or leave acceptingRegionId out.`;
}
