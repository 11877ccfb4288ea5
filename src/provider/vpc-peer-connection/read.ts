import type { dynamic } from "@pulumi/pulumi";
import { isDead, statuses } from "../../schema/status";
import type { Runtime } from "../runtime";
import { driftedInputs, givenInputs } from "../stored-state";
import { get, isGet } from "./get";
import { assertAccountOwns, Session } from "./session";
import {
	assertSameCloud,
	type CheckedInputs,
	fromStored,
	holderOf,
	isDryRun,
	toState,
	vpcPeerConnection,
} from "./state";

/**
 * Looks at the connection. What differs from the program comes back as inputs, so that `pulumi refresh` shows it and the
 * next `pulumi up` puts it right. A connection that is gone, or can never work again, is reported gone.
 */
export async function read(runtime: Runtime, id: string, stored: unknown): Promise<dynamic.ReadResult> {
	if (isGet(stored)) {
		return { id, props: await get(runtime, id, stored) };
	}
	const state = fromStored(stored);
	if (isDryRun(id)) {
		return { id, props: state };
	}
	assertSameCloud(state, runtime);
	if (state.__state.lookedUp !== true) {
		runtime.holders.note(id, holderOf(state), "state");
	}
	const session = new Session(runtime, state, "read");
	const connection = await session.findRecentSurely(id, state.status);
	if (connection === undefined) {
		await assertAccountOwns(session, state);
		return {};
	}
	if (isDead(connection.status)) {
		const { meaning } = statuses[connection.status as keyof typeof statuses];
		session.journal.info(`${id} is ${connection.status} (${meaning}) and can't work again; it leaves the state.`);
		return {};
	}
	const given = givenInputs(state) as unknown as CheckedInputs;
	const props = {
		...toState(given, connection, { clientToken: state.clientToken, cloud: state.cloud }),
		__state: state.__state,
	};
	return { id, props, inputs: driftedInputs(vpcPeerConnection.fields, state, props) };
}
