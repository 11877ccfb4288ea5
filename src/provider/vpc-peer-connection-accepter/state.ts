import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { KindFields } from "../../schema/field";
import { vpcPeerConnectionAccepterFields } from "../../schema/vpc-peer-connection-accepter-fields";
import type { VpcPeerConnectionAccepterInputs } from "../../schema/vpc-peer-connection-accepter-inputs";
import type { VpcPeerConnectionAccepterState } from "../../schema/vpc-peer-connection-accepter-state";
import type { Holder } from "../holders";
import type { Runtime } from "../runtime";
import {
	bookkeeping,
	type ClassInputs,
	fromStored as readStored,
	assertSameCloud as refuseOther,
	withoutAbsent,
} from "../stored-state";

/** The kind and its table of inputs. */
export const vpcPeerConnectionAccepter = {
	kind: "VpcPeerConnectionAccepter",
	fields: vpcPeerConnectionAccepterFields,
} as const satisfies KindFields;

/** The inputs after check. */
export type CheckedInputs = VpcPeerConnectionAccepterInputs & ClassInputs;

/** The state, from the inputs and the connection as the accepting account sees it. */
export function toState(
	inputs: CheckedInputs,
	connection: VpcPeerConnectionAttribute,
	cloud: string,
): VpcPeerConnectionAccepterState {
	const { action, direction, onDelete, force, timeouts, profile, assumeRole } = inputs;
	return withoutAbsent({
		...connection,
		status: connection.status as VpcPeerConnectionAccepterState["status"],
		acceptingAliUid: connection.acceptingAliUid ?? "",
		...{ action, direction, onDelete, force, timeouts, profile, assumeRole },
		cloud,
		...bookkeeping(vpcPeerConnectionAccepter, inputs),
	});
}

/** The resource as a holder of the connection that it answers. */
export function holderOf({ __identity = "" }: ClassInputs): Holder {
	return { kind: vpcPeerConnectionAccepter.kind, identity: __identity };
}

/** Reads what an earlier run stored. */
export function fromStored(stored: unknown): VpcPeerConnectionAccepterState {
	return readStored<VpcPeerConnectionAccepterState>(vpcPeerConnectionAccepter.kind, stored, {
		subject: ({ instanceId }) => instanceId,
		stays: "the connection itself stays",
	});
}

/** Refuses to touch a connection of one cloud through the endpoint of another. */
export function assertSameCloud(state: VpcPeerConnectionAccepterState, runtime: Runtime): void {
	refuseOther(state, runtime, state.instanceId);
}
