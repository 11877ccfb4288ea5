/**
 * What the engine sends in a preview for a value that is not known yet, also deep inside objects and lists.
 * Source: `@pulumi/pulumi/runtime/rpc`, `unknownValue`; a test compares the two.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** True for a value the engine does not know yet. */
export function isUnknown(value: unknown): boolean {
	return value === unknownValue;
}

/** True when the value, or anything inside it, is not known yet. */
export function containsUnknown(value: unknown): boolean {
	if (isUnknown(value)) {
		return true;
	}
	if (typeof value !== "object" || value === null) {
		return false;
	}
	return Object.values(value).some(containsUnknown);
}

/** True for a text that is there and known. */
export function isKnownText(value: unknown): value is string {
	return typeof value === "string" && value !== "" && !isUnknown(value);
}
