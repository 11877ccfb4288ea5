import type { dynamic } from "@pulumi/pulumi";
import { isDead, statuses } from "../../schema/status";
import { fieldOf, type VpcPeerConnectionField } from "../../schema/vpc-peer-connection-fields";
import type { VpcPeerConnectionState } from "../../schema/vpc-peer-connection-state";
import type { Runtime } from "../runtime";
import { assertAccountOwns, assertSameCloud, Session } from "./session";
import { type CheckedInputs, fromStored, isDryRun, toState, withoutAbsent } from "./state";

/**
 * Looks at the connection. What differs from the program comes back as inputs, so that `pulumi refresh` shows it and the
 * next `pulumi up` puts it right. A connection that is gone, or can never work again, is reported gone.
 */
export async function read(runtime: Runtime, id: string, stored: unknown): Promise<dynamic.ReadResult> {
	const state = fromStored(stored);
	if (isDryRun(id)) {
		return { id, props: state };
	}
	assertSameCloud(state, runtime);
	const session = new Session(runtime, state, "read");
	const connection = await session.find(id);
	if (connection === undefined) {
		await assertAccountOwns(session, state);
		return {};
	}
	if (isDead(connection.status)) {
		const { meaning } = statuses[connection.status as keyof typeof statuses];
		session.journal.info(`${id} is ${connection.status} (${meaning}) and can't work again; it leaves the state.`);
		return {};
	}
	const given = givenInputs(state);
	const props = {
		...toState(given, connection, { clientToken: state.clientToken, cloud: state.cloud }),
		__state: state.__state,
	};
	// What the cloud has no more, such as a description, is absent: the engine's encoding refuses an undefined member.
	return { id, props, inputs: withoutAbsent({ ...drifted(given, props), __identity: state.__identity }) };
}

/** The inputs that the program gave, as far as the state tells: their values are kept under the same names. */
function givenInputs(state: VpcPeerConnectionState): CheckedInputs {
	const given: Record<string, unknown> = {};
	for (const name of state.__state.given) {
		given[name] = state[name as keyof VpcPeerConnectionState];
	}
	return { ...given, __identity: state.__identity } as unknown as CheckedInputs;
}

/** The same inputs with what the cloud says now. What the program did not give stays out. */
function drifted(given: CheckedInputs, props: VpcPeerConnectionState): Record<string, unknown> {
	return Object.fromEntries(
		Object.keys(given).map((name) => {
			const inCloud = fieldOfOrNone(name)?.parameter !== undefined;
			const value = inCloud ? props[name as keyof VpcPeerConnectionState] : given[name as keyof CheckedInputs];
			return [name, value];
		}),
	);
}

function fieldOfOrNone(name: string) {
	return name.startsWith("__") ? undefined : fieldOf(name as VpcPeerConnectionField);
}
