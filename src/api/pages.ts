import { ApiError } from "../errors/api-error";
import { textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import { systemClock } from "./clock";

/** More of anything is not in one region of an account. */
const mostItems = 50_000;

/** A list without which an answer can't be understood: to take its absence for "none" would be a false fact. */
export function requiredListIn(answer: Record<string, unknown>, key: string, action: string): unknown[] {
	const list = answer[key];
	if (!Array.isArray(list)) {
		throw unreadable(action, `the answer has no list ${key}`);
	}
	return list;
}

/** The same of objects. */
export function requiredObjectsIn(
	answer: Record<string, unknown>,
	key: string,
	action: string,
): Record<string, unknown>[] {
	return requiredListIn(answer, key, action).map((member) => {
		if (typeof member !== "object" || member === null || Array.isArray(member)) {
			throw unreadable(action, `a member of the list ${key} is no object`);
		}
		return member as Record<string, unknown>;
	});
}

/** An answer that is JSON, but not the answer of the operation. The next one may be: caches and proxies come and go. */
export function unreadable(action: string, detail: string): ApiError {
	return new ApiError({ action, code: "UnreadableAnswer", detail, retry: "unreadable" });
}

/** One page of a list, and the token of the next one. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly nextToken: string | undefined;
}

/** The parameter with which the page of a token is asked for; none for the first one. */
export function pageParameter(nextToken: string | undefined): Record<string, string> {
	return nextToken === undefined ? {} : { NextToken: nextToken };
}

/** Reads a page; the token of the next one counts only where the page has something. */
export function pageOf<T>(answer: Record<string, unknown>, items: readonly T[]): Page<T> {
	return { items, nextToken: items.length === 0 ? undefined : textIn(answer, "NextToken") };
}

/** All pages of a list. One that leads back to itself, has no end, or does not end in time, is unreadable. */
export async function allPages<T>(
	action: string,
	limits: CallLimits,
	read: (nextToken: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
	const items: T[] = [];
	const tokens = new Set<string>();
	let nextToken: string | undefined;
	do {
		const page = await read(nextToken);
		items.push(...page.items);
		({ nextToken } = page);
		if (nextToken !== undefined) {
			if (tokens.has(nextToken)) {
				throw unreadable(action, "the list leads back to a page that was read already");
			}
			tokens.add(nextToken);
			assertMorePages(action, items.length, limits);
		}
	} while (nextToken !== undefined);
	return items;
}

/** All pages of a list whose pages have numbers: the last one is not full. */
export async function allNumberedPages<T>(
	action: string,
	pageSize: number,
	limits: CallLimits,
	read: (pageNumber: number) => Promise<readonly T[]>,
): Promise<T[]> {
	const items: T[] = [];
	for (let pageNumber = 1; ; pageNumber += 1) {
		const page = await read(pageNumber);
		items.push(...page);
		if (page.length < pageSize) {
			return items;
		}
		assertMorePages(action, items.length, limits);
	}
}

function assertMorePages(action: string, items: number, limits: CallLimits): void {
	if (items > mostItems) {
		throw unreadable(action, `the list has more than ${mostItems} members`);
	}
	if ((limits.clock ?? systemClock).now() >= limits.deadline) {
		throw unreadable(action, "the list has not ended before the deadline");
	}
}
