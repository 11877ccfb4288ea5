import { cdtActivationFields } from "../../schema/cdt-activation-fields";
import type { CdtActivationInputs } from "../../schema/cdt-activation-inputs";
import type { CdtActivationState } from "../../schema/cdt-activation-state";
import type { KindFields } from "../../schema/field";
import { bookkeeping, type ClassInputs, fromStored as readStored, withoutAbsent } from "../stored-state";

/** The kind and its table of inputs. */
export const cdtActivation = { kind: "CdtActivation", fields: cdtActivationFields } as const satisfies KindFields;

/** The inputs after check. */
export type CheckedInputs = CdtActivationInputs & ClassInputs;

/** What the cloud says of CDT in an account. */
export interface CdtFacts {
	readonly accountId: string;
	readonly enabled: boolean;
	/** Undefined where it could not be looked at, and nobody asked for it. */
	readonly crossBorderEnabled: boolean | undefined;
	readonly cloud: string;
}

/** The state, from the inputs and what the cloud says. */
export function toState(inputs: CheckedInputs, facts: CdtFacts): CdtActivationState {
	const { crossBorder, timeouts, profile, assumeRole } = inputs;
	return withoutAbsent({
		...facts,
		crossBorder,
		timeouts,
		profile,
		assumeRole,
		...bookkeeping(cdtActivation, inputs),
	});
}

/** Reads what an earlier run stored. */
export function fromStored(stored: unknown): CdtActivationState {
	return readStored<CdtActivationState>(cdtActivation.kind, stored, {
		subject: subjectOf,
		stays: "CDT itself stays active",
	});
}

/** The thing, for messages. */
export function subjectOf({ accountId }: { accountId?: string }): string | undefined {
	return accountId === undefined ? undefined : `CDT of account ${accountId}`;
}
