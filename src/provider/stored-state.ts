import { cloudInWords, realCloud } from "../api/endpoints";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import { type FieldTable, type KindFields, namesOf, rowOf } from "../schema/field";
import { currentShapes, type Kind } from "../schema/kinds";
import type { StoredState } from "../schema/stored-state";
import type { Bag } from "./check";
import type { Runtime } from "./runtime";

/** What the resource class adds to the inputs. */
export interface ClassInputs {
	__identity?: string | undefined;
	__provider?: string | undefined;
}

/** The part of a state that no program reads. */
export function bookkeeping(
	{ kind, fields }: KindFields,
	inputs: ClassInputs,
): Pick<StoredState, "__state" | "__identity" | "__provider"> {
	const given = inputs as Bag;
	return {
		__state: {
			shape: currentShapes[kind],
			given: namesOf(fields).filter((name) => given[name] !== undefined),
		},
		__identity: inputs.__identity ?? "",
		// The engine's provider process adds it to what a success returns, but not to what a failure keeps in the state:
		// without it there, the resource could be neither refreshed nor deleted.
		__provider: inputs.__provider,
	};
}

/**
 * Reads what an earlier run stored. State that no release of this package wrote, or a newer one did, is refused rather than
 * misread. `subject` names the thing for messages, and `meaning` says what of it stays when the resource leaves the state.
 */
export function fromStored<State extends StoredState>(
	kind: Kind,
	stored: unknown,
	{ subject, stays }: { subject: (state: Partial<State>) => string | undefined; stays: string },
): State {
	const state = (stored ?? {}) as State;
	assertKind(kind, state, subject(state));
	const shape = state.__state?.shape;
	const current = currentShapes[kind];
	if (shape === current) {
		return state;
	}
	const what = subject(state) ?? "this resource";
	if (typeof shape === "number" && shape > current) {
		throw new VpcPeeringError(
			`The state of ${what} has shape ${shape}, and this release of pulumi-alicloud-vpcpeer reads shapes up to ${current}. Install the newer release that wrote it.`,
		);
	}
	throw new VpcPeeringError(
		`The state of ${what} has no shape that pulumi-alicloud-vpcpeer ever wrote (${shape === undefined ? "__state is missing" : `shape ${JSON.stringify(shape)}`}). Take the resource out of the state with \`pulumi state delete\`: ${stays}.`,
	);
}

/** The stub in each state names its kind: one of another kind got here by an alias, and would be misread. */
function assertKind(kind: Kind, { __provider: stub }: Partial<StoredState>, subject: string | undefined): void {
	const written = /\.handler\("(\w+)"\)/.exec(stub ?? "")?.[1];
	if (written !== undefined && written !== kind) {
		throw new VpcPeeringError(
			`The state of ${subject ?? "this resource"} is that of a ${written}, and the program declares a ${kind}: an alias names a resource of another kind. Take that alias away; nothing was changed.`,
		);
	}
}

/** Refuses to touch a thing of one cloud through the endpoint of another. */
export function assertSameCloud(state: Pick<StoredState, "cloud">, runtime: Runtime, subject: string): void {
	if (state.cloud === runtime.cloud) {
		return;
	}
	const mend =
		state.cloud === realCloud
			? "Unset ALICLOUD_VPCPEER_ENDPOINT and alicloud-vpcpeer:endpoint"
			: `Set ALICLOUD_VPCPEER_ENDPOINT=${state.cloud}`;
	throw new VpcPeeringError(
		`${subject} belongs to ${cloudInWords(state.cloud)}, but this run works against ${cloudInWords(runtime.cloud)}. ${mend}, or use another stack for the other cloud.`,
	);
}

/** The inputs that the program gave, as far as the state tells: their values are kept under the same names. */
export function givenInputs(state: StoredState): Bag {
	const values = state as unknown as Bag;
	return {
		...Object.fromEntries(state.__state.given.map((name) => [name, values[name]])),
		__identity: state.__identity,
	};
}

/**
 * The inputs that read returns: what the program gave, with what the cloud says now where the cloud shows it. What the
 * program did not give stays out.
 */
export function driftedInputs(fields: FieldTable, state: StoredState, seen: object): Bag {
	const now = seen as Bag;
	const drifted = Object.entries(givenInputs(state)).map(([name, value]) => [
		name,
		rowOf(fields, name)?.parameter === undefined ? value : now[name],
	]);
	// What the cloud has no more, such as a description, is absent: the engine's encoding refuses an undefined member.
	return withoutAbsent({ ...Object.fromEntries(drifted), __identity: state.__identity });
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
