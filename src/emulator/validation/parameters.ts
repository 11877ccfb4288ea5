import { cloudError } from "../cloud-error";

/** Query and form of a request merged into one, decoded. */
export type Parameters = ReadonlyMap<string, string>;

const INT64_MAX = 2n ** 63n - 1n;
const INT32_MAX = 2 ** 31 - 1;

/** A parameter that must be there; an empty one counts as absent. */
export function requiredText(parameters: Parameters, name: string): string {
	const value = parameters.get(name);
	if (value === undefined || value === "") throw cloudError("Missing{Param}", name);
	return value;
}

/** A parameter that may be absent. An empty text is a value: it is for the caller to refuse it. */
export function optionalText(parameters: Parameters, name: string): string | undefined {
	return parameters.get(name);
}

/** Booleans travel as the text `true` or `false` (alicloud-api.md 1.0); absent means false. */
export function flag(parameters: Parameters, name: string): boolean {
	const value = parameters.get(name);
	if (value === undefined || value === "") return false;
	const text = value.toLowerCase();
	if (text !== "true" && text !== "false") throw cloudError("IllegalParam.{Param}", name, "expected true or false");
	return text === "true";
}

/** A positive int32 such as Bandwidth or MaxResults. */
export function positiveInteger(parameters: Parameters, name: string, max: number = INT32_MAX): number | undefined {
	const value = parameters.get(name);
	if (value === undefined) return undefined;
	const number = /^\d{1,10}$/.test(value) ? Number(value) : 0;
	if (number < 1 || number > max)
		throw cloudError("IllegalParam.{Param}", name, `expected an integer from 1 to ${max}`);
	return number;
}

/**
 * An account id: a positive int64, kept as its digits because it can exceed 2^53 (alicloud-api.md 0.4).
 * That 0 is refused is assumed.
 */
export function requiredAccountId(parameters: Parameters, name: string): string {
	const value = requiredText(parameters, name);
	const number = /^\d{1,19}$/.test(value) ? BigInt(value) : 0n;
	if (number < 1n || number > INT64_MAX) throw cloudError("IllegalParam.{Param}", name, "expected an account id");
	return number.toString();
}

/** A value out of a fixed set. */
export function oneOf<Value extends string>(
	parameters: Parameters,
	name: string,
	allowed: readonly Value[],
): Value | undefined {
	const value = parameters.get(name);
	if (value === undefined) return undefined;
	const found = allowed.find((candidate) => candidate === value);
	if (found === undefined) throw cloudError("IllegalParam.{Param}", name, `expected one of ${allowed.join(", ")}`);
	return found;
}

/** The values of `Name.1`, `Name.2` … in the order of their numbers (alicloud-api.md 1.0). */
export function indexedValues(parameters: Parameters, name: string): string[] {
	return indexedEntries(parameters, name, "").map(([, value]) => value);
}

/** The objects of `Name.1.Key`, `Name.1.Value` … in the order of their numbers. */
export function indexedObjects<Field extends string>(
	parameters: Parameters,
	name: string,
	fields: readonly Field[],
): Partial<Record<Field, string>>[] {
	const objects = new Map<number, Partial<Record<Field, string>>>();
	for (const field of fields) {
		for (const [index, value] of indexedEntries(parameters, name, `.${field}`)) {
			objects.set(index, { ...objects.get(index), [field]: value } as Partial<Record<Field, string>>);
		}
	}
	return [...objects].sort(([a], [b]) => a - b).map(([, object]) => object);
}

function indexedEntries(parameters: Parameters, name: string, suffix: string): [number, string][] {
	const entries: [number, string][] = [];
	for (const [key, value] of parameters) {
		if (!key.startsWith(`${name}.`) || !key.endsWith(suffix)) continue;
		const index = key.slice(name.length + 1, key.length - suffix.length);
		if (/^[1-9]\d{0,3}$/.test(index)) entries.push([Number(index), value]);
	}
	return entries.sort(([a], [b]) => a - b);
}
