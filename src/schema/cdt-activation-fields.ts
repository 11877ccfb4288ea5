import type { CdtActivationInputs } from "./cdt-activation-inputs";
import type { Field } from "./field";
import { trueOrFalse } from "./rules";
import { assumeRole, profile, timeouts } from "./shared-fields";

/** One row an input. */
export const cdtActivationFields = {
	crossBorder: { kind: "boolean", change: "behaviour", absentMeans: false, rule: trueOrFalse },
	timeouts,
	profile,
	assumeRole,
} as const satisfies Record<keyof CdtActivationInputs, Field>;
