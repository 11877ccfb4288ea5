import type { VpcPeerConnectionAttribute } from "../api/vpc-peer-connection-attribute";
import { Operation } from "../provider/operation";
import type { Runtime } from "../provider/runtime";
import { withoutAbsent } from "../provider/stored-state";
import { findConnection } from "../provider/vpc-peer-connection/find-connection";
import { type CheckedInputs, toState } from "../provider/vpc-peer-connection/state";
import { isDead, statuses, type VpcPeerConnectionStatus } from "../schema/status";
import { fieldOf, type VpcPeerConnectionField } from "../schema/vpc-peer-connection-fields";
import type { Found, Skipped, Wanted } from "./imported";

/** Reads a connection that the credentials' account has asked for, as a create of it would have left it. */
export async function readVpcPeerConnection(runtime: Runtime, wanted: Wanted): Promise<Found | Skipped> {
	const { access, limits } = new Operation(runtime, wanted.credentials, "read");
	const connection = await findConnection(access, wanted.id, { cloud: runtime.cloud, limits });
	const accountId = await access.accountId(limits.deadline);
	const why = reasonAgainst(connection, accountId);
	if (why !== undefined) {
		return { from: wanted.from, why };
	}
	const { args, remarks } = argsOf(connection);
	const all = { ...args, ...wanted.credentials };
	// As check completes them.
	const inputs = withoutAbsent({ ...all, acceptingRegionId: connection.acceptingRegionId });
	return {
		wanted,
		id: connection.instanceId,
		args: withoutAbsent(all),
		inputs,
		stateFor: (identity, providerText) =>
			toState({ ...inputs, __identity: identity, __provider: providerText } as CheckedInputs, connection, {
				cloud: runtime.cloud,
			}),
		nameInCloud: connection.name,
		remarks,
	};
}

function reasonAgainst(connection: VpcPeerConnectionAttribute, accountId: string): string | undefined {
	const { instanceId, status, ownerId, acceptingAliUid, managedService } = connection;
	if (isDead(status)) {
		return `${instanceId} is ${status} (${statuses[status as VpcPeerConnectionStatus].meaning}) and can't work again: nothing is left to import`;
	}
	if (managedService !== undefined) {
		return `${instanceId} belongs to the cloud's service ${managedService}, which alone may change or delete it`;
	}
	if (accountId !== ownerId) {
		return `${instanceId} was asked for by account ${ownerId}, and these are the credentials of account ${accountId}${accountId === acceptingAliUid ? ", its accepter" : ""}. Import it with the credentials of account ${ownerId} (--profile)`;
	}
	return undefined;
}

/** The inputs that the cloud tells, and what each must not say: a default, or nothing. */
function argsOf(connection: VpcPeerConnectionAttribute): { args: Record<string, unknown>; remarks: string[] } {
	const interRegion = connection.regionId !== connection.acceptingRegionId;
	const told: Partial<Record<VpcPeerConnectionField, unknown>> = {
		regionId: connection.regionId,
		vpcId: connection.vpcId,
		acceptingAliUid: connection.acceptingAliUid === connection.ownerId ? undefined : connection.acceptingAliUid,
		acceptingRegionId: interRegion ? connection.acceptingRegionId : undefined,
		acceptingVpcId: connection.acceptingVpcId,
		name: connection.name,
		description: connection.description,
		bandwidth: interRegion ? connection.bandwidth : undefined,
		linkType: interRegion ? connection.linkType : undefined,
		resourceGroupId: connection.resourceGroupId,
		tags: Object.keys(connection.tags).length === 0 ? undefined : connection.tags,
	};
	const args: Record<string, unknown> = {};
	const remarks: string[] = [];
	for (const [name, value] of Object.entries(told)) {
		const [complaint] = value === undefined ? [] : fieldOf(name as VpcPeerConnectionField).rule(value);
		if (complaint === undefined) {
			args[name] = value;
		} else {
			remarks.push(
				`${connection.instanceId}: its ${name}${complaint.path ?? ""} ${complaint.problem} in a program, so the program leaves it as it is`,
			);
		}
	}
	return { args, remarks };
}
