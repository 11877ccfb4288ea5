import type { IncomingMessage } from "node:http";
import type { SignedRequest } from "../signature/signed-request";
import type { Parameters } from "../validation/parameters";

/** A request as it came over the wire, decoded. */
export interface WireRequest extends SignedRequest {
	/** Query and form merged. Where both name a parameter the form wins (assumed). */
	readonly parameters: Parameters;
	readonly action: string;
	readonly version: string;
}

const FORM = "application/x-www-form-urlencoded";

/** Decodes a request. The gateway accepts every parameter in the query and in the form (alicloud-api.md 1.0). */
export function readWire(incoming: IncomingMessage, body: Uint8Array): WireRequest {
	const [path = "/", search = ""] = splitOnce(incoming.url ?? "/", "?");
	const headers = joinHeaders(incoming);
	const query = [...new URLSearchParams(search)];
	const isForm = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === FORM;
	const form = isForm ? [...new URLSearchParams(Buffer.from(body).toString("utf8"))] : [];
	const parameters = new Map([...query, ...form]);
	return {
		method: incoming.method ?? "",
		path,
		query,
		headers,
		body,
		parameters,
		action: headers["x-acs-action"] ?? parameters.get("Action") ?? "",
		version: headers["x-acs-version"] ?? parameters.get("Version") ?? "",
	};
}

function splitOnce(text: string, separator: string): [string, string] {
	const at = text.indexOf(separator);
	return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function joinHeaders(incoming: IncomingMessage): Record<string, string> {
	return Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(",") : (value ?? ""),
		]),
	);
}
