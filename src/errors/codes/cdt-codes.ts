import type { CodeFacts } from "./code-facts";

const active = {
	cause: "the service is active in the account already",
	nextStep: "Nothing is left to do: run the same command again.",
	retry: "none",
	source: "practice",
} as const;

/**
 * Codes with which the cloud's Open operations say, as a failure (with HTTP status 500, too), that the service is open
 * already. Of OpenCdtService and OpenCdtCbService none is documented: these are what clients of other products meet
 * (cloud-facts: terraform-provider-alicloud, data sources of about twenty Open operations).
 */
export const cdtOpenCodes = {
	"ORDER.OPEND": active,
	OrderOpend: active,
	"InvalidOperation.OrderOpened": active,
	"SYSTEM.SALE_VALIDATE_NO_SPECIFIC_CODE_FAILED": active,
} as const satisfies Record<string, CodeFacts>;

/** The codes, to look one up. */
export const alreadyOpenCodes: ReadonlySet<string> = new Set(Object.keys(cdtOpenCodes));
