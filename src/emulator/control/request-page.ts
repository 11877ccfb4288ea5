import type { RequestRecord } from "../requests";

/** Which part of the request record is asked for. */
export interface RequestQuery {
	readonly after: number;
	readonly limit: number;
	/** The end of the record rather than its beginning. */
	readonly latest: "true" | "false";
	readonly action?: string | undefined;
	readonly accountId?: string | undefined;
	readonly failed: "true" | "false";
}

/** A part of the request record, oldest first. */
export interface RequestPage {
	readonly requests: readonly RequestRecord[];
	/** How many requests match in all, from `after` on. */
	readonly total: number;
	/** The number to ask for with `after` next; a page that is not full is the end for now. */
	readonly next: number;
}

/** Cuts a page out of the record. */
export function requestPage(records: readonly RequestRecord[], query: RequestQuery): RequestPage {
	const { after, limit, latest, action, accountId, failed } = query;
	const matching = records.filter(
		(record) =>
			record.number > after &&
			(action === undefined || record.action === action) &&
			(accountId === undefined || record.accountId === accountId) &&
			(failed === "false" || record.httpStatus === 0 || record.code !== undefined),
	);
	const requests = latest === "true" ? matching.slice(-limit) : matching.slice(0, limit);
	return { requests, total: matching.length, next: requests.at(-1)?.number ?? after };
}
