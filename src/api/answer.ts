import { isSafeNumber, parse } from "lossless-json";

/**
 * Reads an answer of the cloud without damage to its account ids: these are int64 JSON numbers of up to 19 digits, which
 * `JSON.parse` rounds. A number that JavaScript can't hold exactly comes back as text.
 */
export function parseAnswer(text: string): Record<string, unknown> {
	const answer = parsed(text);
	if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
		throw new SyntaxError("not a JSON object");
	}
	return answer as Record<string, unknown>;
}

function parsed(text: string): unknown {
	try {
		return parse(text, undefined, (digits) => (isSafeNumber(digits) ? Number(digits) : digits));
	} catch (error) {
		// Too deep for the parser's own stack is no fault of the request either.
		throw error instanceof SyntaxError ? error : new SyntaxError("not readable as JSON");
	}
}

/** A text of an answer; absent when empty or not there. */
export function textIn(answer: Record<string, unknown>, key: string): string | undefined {
	const value = answer[key];
	return typeof value === "string" && value !== "" ? value : undefined;
}

/** An account id of an answer, as text whatever its JSON type. */
export function accountIdIn(answer: Record<string, unknown>, key: string): string | undefined {
	const value = answer[key];
	return typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : undefined;
}

/** A whole number of an answer. */
export function numberIn(answer: Record<string, unknown>, key: string): number | undefined {
	const value = answer[key];
	return typeof value === "number" ? value : undefined;
}

/** An object of an answer, empty when it is not there. */
export function objectIn(answer: Record<string, unknown>, key: string): Record<string, unknown> {
	const value = answer[key];
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A list of an answer, empty when it is not there. */
export function listIn(answer: Record<string, unknown>, key: string): unknown[] {
	const value = answer[key];
	return Array.isArray(value) ? value : [];
}

/** A list of texts of an answer. */
export function textsIn(answer: Record<string, unknown>, key: string): string[] {
	return listIn(answer, key).filter((member): member is string => typeof member === "string");
}
