import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { Operation } from "../provider/operation";
import type { Runtime } from "../provider/runtime";
import { withoutAbsent } from "../provider/stored-state";
import { findConnection } from "../provider/vpc-peer-connection/find-connection";
import { type CheckedInputs, toState } from "../provider/vpc-peer-connection-accepter/state";
import { statuses, type VpcPeerConnectionStatus } from "../schema/status";
import type { Found, Skipped, Wanted } from "./imported";

/** Reads the accepting side of a connection that has been accepted, with the accepting account's credentials. */
export async function readVpcPeerConnectionAccepter(runtime: Runtime, wanted: Wanted): Promise<Found | Skipped> {
	const { access, limits } = new Operation(runtime, wanted.credentials, "read");
	const connection = await findConnection(access, wanted.id, { cloud: runtime.cloud, limits });
	const why = reasonAgainst(connection, await access.accountId(limits.deadline));
	if (why !== undefined) {
		return { from: wanted.from, why };
	}
	const { instanceId, resourceGroupId, tags } = connection;
	const inputs = withoutAbsent({
		instanceId,
		resourceGroupId,
		tags: Object.keys(tags).length === 0 ? undefined : tags,
		...wanted.credentials,
	});
	return {
		wanted,
		id: instanceId,
		args: inputs,
		inputs,
		stateFor: (identity, providerText) => {
			const checked: CheckedInputs = { ...inputs, __identity: identity, __provider: providerText };
			return toState(checked, connection, runtime.cloud);
		},
		nameInCloud: connection.name,
		remarks: [],
	};
}

function reasonAgainst(connection: VpcPeerConnectionAttribute, accountId: string): string | undefined {
	const { instanceId, status, ownerId, acceptingAliUid } = connection;
	if (ownerId === acceptingAliUid) {
		return `both VPCs of ${instanceId} belong to account ${ownerId}, so there is nothing to accept: the VpcPeerConnection is all of it`;
	}
	if (accountId !== acceptingAliUid) {
		return `${instanceId} is accepted by account ${acceptingAliUid}, and these are the credentials of account ${accountId}. Name a profile of account ${acceptingAliUid}: --profile, or --profile-for <provider>=<profile>`;
	}
	if (status === "Accepting") {
		return `${instanceId} is Accepting: there is no acceptance to import. Declare a VpcPeerConnectionAccepter, and \`pulumi up\` accepts it`;
	}
	if (status !== "Activated" && status !== "Updating") {
		const meaning = statuses[status as VpcPeerConnectionStatus]?.meaning ?? "a status that is not documented";
		return `${instanceId} is ${status} (${meaning}): there is no acceptance to import`;
	}
	return undefined;
}
