import { cloudError } from "../cloud-error";
import { type Parameters, positiveInteger } from "../validation/parameters";

/** One page of a list. */
export interface Page<Item> {
	readonly items: readonly Item[];
	readonly maxResults: number;
	/** Absent on the last page. */
	readonly nextToken: string | undefined;
}

interface PageLimits {
	/** The parameter that sets the length of a page: the VPC product spells it without the s (alicloud-api.md 3.1). */
	readonly parameter?: "MaxResults" | "MaxResult";
	readonly max: number;
	readonly fallback: number;
}

/** Cuts the page that `MaxResults` and `NextToken` ask for. The token's form is nobody's business: it is opaque. */
export function readPage<Item>(parameters: Parameters, items: readonly Item[], limits: PageLimits): Page<Item> {
	const maxResults = positiveInteger(parameters, limits.parameter ?? "MaxResults", limits.max) ?? limits.fallback;
	const start = readToken(parameters.get("NextToken"));
	const end = start + maxResults;
	return { items: items.slice(start, end), maxResults, nextToken: end < items.length ? writeToken(end) : undefined };
}

/** A page of the lists that count pages by number. */
export interface NumberedPage<Item> {
	readonly items: readonly Item[];
	/** The fields that every such answer has. */
	readonly fields: { readonly TotalCount: number; readonly PageNumber: number; readonly PageSize: number };
}

/** Cuts the page that `PageNumber` (1) and `PageSize` (10, at most 50) ask for (alicloud-api.md 3.1). */
export function readNumberedPage<Item>(parameters: Parameters, items: readonly Item[]): NumberedPage<Item> {
	const PageNumber = positiveInteger(parameters, "PageNumber") ?? 1;
	const PageSize = positiveInteger(parameters, "PageSize", 50) ?? 10;
	return {
		items: items.slice((PageNumber - 1) * PageSize, PageNumber * PageSize),
		fields: { TotalCount: items.length, PageNumber, PageSize },
	};
}

function writeToken(offset: number): string {
	return Buffer.from(`offset:${offset}`).toString("base64url");
}

function readToken(token: string | undefined): number {
	if (token === undefined || token === "") return 0;
	const match = /^offset:(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString("utf8"));
	if (match === null) throw cloudError("IllegalParam.{Param}", "NextToken", "it was not given out by this list");
	return Number(match[1]);
}
