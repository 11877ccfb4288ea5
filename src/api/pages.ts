import { ApiError } from "../errors/api-error";
import type { CallLimits } from "./call-limits";
import { systemClock } from "./clock";

/** A list without which an answer can't be understood: to take its absence for "none" would be a false fact. */
export function requiredListIn(answer: Record<string, unknown>, key: string, action: string): unknown[] {
	const list = answer[key];
	if (!Array.isArray(list)) {
		throw unreadable(action, `the answer has no list ${key}`);
	}
	return list;
}

/** An answer that is JSON, but not the answer of the operation. */
export function unreadable(action: string, detail: string): ApiError {
	return new ApiError({ action, code: "UnreadableAnswer", detail, retry: "none" });
}

/** A list that never ends must not be followed for ever. */
export function assertTimeForAnotherPage(action: string, limits: CallLimits): void {
	if ((limits.clock ?? systemClock).now() >= limits.deadline) {
		throw unreadable(action, "the list has not ended before the deadline");
	}
}
