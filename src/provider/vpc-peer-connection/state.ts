import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import { vpcPeerConnectionFieldNames } from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionInputs } from "../../schema/vpc-peer-connection-inputs";
import { currentShape, dryRunStatus, type VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";

/** The inputs after check: the required ones are there, and what the resource class adds: identity and stub. */
export type CheckedInputs = VpcPeerConnectionInputs & {
	regionId: string;
	acceptingRegionId: string;
	__identity?: string | undefined;
	__provider?: string | undefined;
};

/** Ids of dry runs start so; no id of the cloud does. */
export const dryRunIdPrefix = "dry-run-";

/** True for a resource that was only checked, and never created. */
export function isDryRun(id: string): boolean {
	return id.startsWith(dryRunIdPrefix);
}

/** The state of a connection, from the inputs and what the cloud says of it. */
export function toState(
	inputs: CheckedInputs,
	connection: VpcPeerConnectionAttribute,
	facts: { clientToken: string; cloud: string },
): VpcPeerConnectionState {
	return withoutAbsent({
		...connection,
		status: connection.status as VpcPeerConnectionState["status"],
		regionId: connection.regionId ?? inputs.regionId,
		acceptingRegionId: connection.acceptingRegionId ?? inputs.acceptingRegionId,
		vpcId: connection.vpcId ?? inputs.vpcId,
		acceptingVpcId: connection.acceptingVpcId ?? inputs.acceptingVpcId,
		acceptingAliUid: connection.acceptingAliUid ?? String(inputs.acceptingAliUid ?? ""),
		pendingAcceptance: pendingAcceptance(connection),
		...behaviourOf(inputs),
		...facts,
		...bookkeeping(inputs),
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
		...bookkeeping(inputs),
	});
}

/** The inputs that delete and read need although the cloud knows nothing of them: they get the state alone. */
function behaviourOf(inputs: CheckedInputs) {
	const { dryRun, force, waitForActivated, allowOverlappingCidrs, timeouts, profile, assumeRole } = inputs;
	return { dryRun, force, waitForActivated, allowOverlappingCidrs, timeouts, profile, assumeRole };
}

function bookkeeping(inputs: CheckedInputs) {
	return {
		__state: {
			shape: currentShape,
			given: vpcPeerConnectionFieldNames.filter((name) => inputs[name] !== undefined),
		},
		__identity: inputs.__identity ?? "",
		// The engine's provider process adds it to what a success returns, but not to what a failure keeps in the state:
		// without it there, the connection could be neither refreshed nor deleted.
		__provider: inputs.__provider,
	};
}

/** Who must do what so that an unaccepted connection works, and by when; undefined for any other. */
export function pendingAcceptance(connection: VpcPeerConnectionAttribute): string | undefined {
	if (connection.status !== "Accepting") {
		return undefined;
	}
	const until = connection.expireTime === undefined ? "" : ` until ${connection.expireTime}, when the request expires`;
	return `account ${connection.acceptingAliUid} must accept ${connection.instanceId}${until}`;
}

/** Undefined members would arrive at the engine as errors or vanish in odd places, so none leaves a handler. */
export function withoutAbsent<T extends object>(value: T): T {
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, member]) => member !== undefined && member !== null)
			.map(([key, member]) => [
				key,
				typeof member === "object" && !Array.isArray(member) ? withoutAbsent(member as object) : member,
			]),
	) as T;
}

/**
 * Reads what an earlier run stored. State of an older shape is brought up to this release's; state that no release of
 * this package wrote, or a newer one did, is refused rather than misread.
 */
export function fromStored(stored: unknown): VpcPeerConnectionState {
	const state = (stored ?? {}) as VpcPeerConnectionState;
	const shape = state.__state?.shape;
	if (shape === currentShape) {
		return state;
	}
	if (typeof shape === "number" && shape > currentShape) {
		throw new VpcPeeringError(
			`The state of ${state.instanceId ?? "this resource"} has shape ${shape}, and this release of pulumi-alicloud-vpcpeer reads shapes up to ${currentShape}. Install the newer release that wrote it.`,
		);
	}
	throw new VpcPeeringError(
		`The state of ${state.instanceId ?? "this resource"} has no shape that pulumi-alicloud-vpcpeer ever wrote (${shape === undefined ? "__state is missing" : `shape ${JSON.stringify(shape)}`}). Take the resource out of the state with \`pulumi state delete\`: the connection itself stays.`,
	);
}
