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
	readonly max: number;
	readonly fallback: number;
}

/** Cuts the page that `MaxResults` and `NextToken` ask for. The token's form is nobody's business: it is opaque. */
export function readPage<Item>(parameters: Parameters, items: readonly Item[], limits: PageLimits): Page<Item> {
	const maxResults = positiveInteger(parameters, "MaxResults", limits.max) ?? limits.fallback;
	const start = readToken(parameters.get("NextToken"));
	const end = start + maxResults;
	return { items: items.slice(start, end), maxResults, nextToken: end < items.length ? writeToken(end) : undefined };
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
