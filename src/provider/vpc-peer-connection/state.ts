import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { KindFields } from "../../schema/field";
import { vpcPeerConnectionFields } from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionInputs } from "../../schema/vpc-peer-connection-inputs";
import { dryRunIdPrefix, dryRunStatus, type VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import type { Holder } from "../holders";
import type { Runtime } from "../runtime";
import {
	bookkeeping,
	type ClassInputs,
	fromStored as readStored,
	assertSameCloud as refuseOther,
	withoutAbsent,
} from "../stored-state";
import { asDeclared } from "./direction";

/** The kind and its table of inputs. */
export const vpcPeerConnection = {
	kind: "VpcPeerConnection",
	fields: vpcPeerConnectionFields,
} as const satisfies KindFields;

/** The inputs after check: the required ones are there, and what the resource class adds: identity and stub. */
export type CheckedInputs = VpcPeerConnectionInputs &
	ClassInputs & {
		regionId: string;
		acceptingRegionId: string;
	};

/** The resource as a holder of its connection. */
export function holderOf({ __identity = "" }: ClassInputs): Holder {
	return { kind: vpcPeerConnection.kind, identity: __identity };
}

/** True for a resource that was only checked, and never created. */
export function isDryRun(id: string): boolean {
	return id.startsWith(dryRunIdPrefix);
}

/** The state of a connection, from the inputs and what the cloud says of it. */
export function toState(
	inputs: CheckedInputs,
	connection: VpcPeerConnectionAttribute,
	facts: { clientToken?: string | undefined; cloud: string },
): VpcPeerConnectionState {
	const seen = asDeclared(connection, inputs);
	return withoutAbsent({
		...seen,
		status: seen.status as VpcPeerConnectionState["status"],
		regionId: seen.regionId ?? inputs.regionId,
		acceptingRegionId: seen.acceptingRegionId ?? inputs.acceptingRegionId,
		vpcId: seen.vpcId ?? inputs.vpcId,
		acceptingVpcId: seen.acceptingVpcId ?? inputs.acceptingVpcId,
		acceptingAliUid: seen.acceptingAliUid ?? String(inputs.acceptingAliUid ?? ""),
		pendingAcceptance: pendingAcceptance(connection),
		...behaviourOf(inputs),
		...facts,
		...bookkeeping(vpcPeerConnection, inputs),
	});
}

/**
 * The state of a connection of which only the id is known: everything else is what was asked for. The status is the one
 * in which every connection starts.
 */
export function toStateUnseen(
	inputs: CheckedInputs,
	instanceId: string,
	facts: { clientToken: string; cloud: string },
): VpcPeerConnectionState {
	return toState(
		inputs,
		{
			instanceId,
			status: "Creating",
			name: inputs.name,
			description: inputs.description,
			resourceGroupId: inputs.resourceGroupId,
			tags: inputs.tags ?? {},
			vpcIpv4Cidrs: [],
			vpcIpv6Cidrs: [],
			acceptingVpcIpv4Cidrs: [],
			acceptingVpcIpv6Cidrs: [],
		},
		facts,
	);
}

/** The state of a dry run: what was asked for, no id, and a status that is none of the cloud's. */
export function toDryRunState(
	inputs: CheckedInputs,
	facts: { clientToken: string; cloud: string; acceptingAliUid: string },
): VpcPeerConnectionState {
	return withoutAbsent({
		...inputs,
		status: dryRunStatus,
		tags: inputs.tags ?? {},
		vpcIpv4Cidrs: [],
		vpcIpv6Cidrs: [],
		acceptingVpcIpv4Cidrs: [],
		acceptingVpcIpv6Cidrs: [],
		...facts,
		...bookkeeping(vpcPeerConnection, inputs),
	});
}

/** The account was completed by us: the list of what the program gave must not claim it. */
export function withProgramInputs<T extends { __state: { shape: number; given: readonly string[] } }>(
	outs: T,
	inputs: CheckedInputs,
): T {
	const given = outs.__state.given.filter((name) => inputs[name as keyof CheckedInputs] !== undefined);
	return { ...outs, __state: { ...outs.__state, given } };
}

/** The inputs that delete and read need although the cloud knows nothing of them: they get the state alone. */
function behaviourOf(inputs: CheckedInputs) {
	const { adopt, direction, dryRun, force, waitForActivated, allowOverlappingCidrs, ...others } = inputs;
	const { timeouts, profile, assumeRole } = others;
	return { adopt, direction, dryRun, force, waitForActivated, allowOverlappingCidrs, timeouts, profile, assumeRole };
}

/** Who must do what so that an unaccepted connection works, and by when; undefined for any other. */
export function pendingAcceptance(connection: VpcPeerConnectionAttribute): string | undefined {
	if (connection.status !== "Accepting") {
		return undefined;
	}
	const until = connection.expireTime === undefined ? "" : ` until ${connection.expireTime}, when the request expires`;
	return `account ${connection.acceptingAliUid} must accept ${connection.instanceId}${until}`;
}

/** Reads what an earlier run stored of a connection. */
export function fromStored(stored: unknown): VpcPeerConnectionState {
	return readStored<VpcPeerConnectionState>(vpcPeerConnection.kind, stored, {
		subject: ({ instanceId }) => instanceId,
		stays: "the connection itself stays",
	});
}

/** Refuses to touch a connection of one cloud through the endpoint of another. */
export function assertSameCloud(state: VpcPeerConnectionState, runtime: Runtime): void {
	refuseOther(state, runtime, state.instanceId ?? "This dry run");
}
