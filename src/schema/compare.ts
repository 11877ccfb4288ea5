import { canonicalCidr } from "./cidr";
import type { ValueKind } from "./field";

/** A value in the one form in which it is compared: numbers as text, keys sorted, absent and null alike. */
function canonical(kind: ValueKind, value: unknown): string {
	if (value === undefined || value === null) {
		return "";
	}
	switch (kind) {
		case "text":
		case "number":
		case "accountId":
		case "boolean":
			return String(value);
		case "cidr":
		case "cidrs":
			return JSON.stringify(normalize(kind, value));
		case "map":
		case "object":
			return JSON.stringify(deep(value));
	}
}

function deep(value: unknown): unknown {
	if (typeof value !== "object" || value === null) {
		return String(value);
	}
	if (Array.isArray(value)) {
		return value.map(deep);
	}
	return Object.entries(value)
		.filter(([, member]) => member !== undefined && member !== null)
		.sort(([left], [right]) => (left < right ? -1 : 1))
		.map(([key, member]) => [key, deep(member)]);
}

/** True when two values mean the same: 100 and "100", or the same tags in another order. */
export function sameValue(kind: ValueKind, left: unknown, right: unknown): boolean {
	return canonical(kind, left) === canonical(kind, right);
}

function oneForm(cidr: unknown): string {
	return canonicalCidr(String(cidr)) ?? String(cidr);
}

/** The value in the form kept in state: account ids as text, whole numbers as numbers. */
export function normalize(kind: ValueKind, value: unknown): unknown {
	switch (kind) {
		case "accountId":
			return String(value);
		case "number":
			return Number(value);
		case "cidr":
			return oneForm(value);
		case "cidrs":
			return Array.isArray(value) ? [...new Set(value.map(oneForm))].sort() : value;
		default:
			return value;
	}
}
