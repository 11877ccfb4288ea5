import { isDead } from "../../schema/status";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import { warnOfDead } from "../dead-connection";
import { journalOf } from "../journal";
import { Operation } from "../operation";
import type { Runtime } from "../runtime";
import { findConnection } from "./find-connection";
import { type CheckedInputs, holderOf, toState } from "./state";

/** What `VpcPeerConnection.get` gives: references to credentials, and nothing that a create or an import stored. */
type GetProps = Pick<CheckedInputs, "profile" | "assumeRole" | "__identity" | "__provider">;

/** True for the properties of a `VpcPeerConnection.get`: every state of ours has `__state`, every connection an id. */
export function isGet(stored: unknown): stored is GetProps {
	const { __state: state, instanceId } = (stored ?? {}) as Partial<VpcPeerConnectionState>;
	return state === undefined && instanceId === undefined;
}

/** A connection as a program looks at it: whoever looks does not hold it, and yet would have nothing without it. */
export function lookedUp(instanceId: string): string {
	return `${instanceId}, looked up`;
}

/** Everything about a connection that another hand made, whatever its status. That it is not there is an error. */
export async function get(runtime: Runtime, id: string, props: GetProps): Promise<VpcPeerConnectionState> {
	const { access, limits } = new Operation(runtime, props, "read");
	const connection = await findConnection(access, id, { cloud: runtime.cloud, limits });
	if (isDead(connection.status)) {
		warnOfDead(runtime, journalOf(runtime.journal, props.__identity), id, connection);
	}
	runtime.holders.note(lookedUp(id), holderOf(props), "settled");
	const state = toState(props as CheckedInputs, connection, { cloud: runtime.cloud });
	return { ...state, __state: { ...state.__state, lookedUp: true } };
}
