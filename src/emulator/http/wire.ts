import type { IncomingMessage } from "node:http";
import { isNamedByHeaders } from "../signature/authenticate";
import type { SignedRequest } from "../signature/signed-request";
import type { Parameters } from "../validation/parameters";
import { type AnswerFormat, answerFormat } from "./format";

/** A request as it came over the wire, decoded. */
export interface WireRequest extends SignedRequest {
	/**
	 * The operation's own parameters: query and form merged, less those of the protocol. Where both name a parameter
	 * the form wins (assumed).
	 */
	readonly parameters: Parameters;
	readonly action: string;
	readonly version: string;
	/** When it was signed, as its client wrote it. */
	readonly signedAt: string;
	readonly format: AnswerFormat;
}

const FORM = "application/x-www-form-urlencoded";

/** Parameters that every request may have: what to do, how to answer, who signed (alicloud-api.md 6.3). */
const protocolParameters = new Set([
	"AccessKeyId",
	"Action",
	"Format",
	"SecureTransport",
	"SecurityToken",
	"Signature",
	"SignatureMethod",
	"SignatureNonce",
	"SignatureType",
	"SignatureVersion",
	"SourceIp",
	"Timestamp",
	"Version",
]);

/** Decodes a request. The gateway accepts every parameter in the query and in the form (alicloud-api.md 1.0). */
export function readWire(incoming: IncomingMessage, body: Uint8Array): WireRequest {
	const [path = "/", search = ""] = splitOnce(incoming.url ?? "/", "?");
	const headers = joinHeaders(incoming);
	const query = [...new URLSearchParams(search)];
	const isForm = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === FORM;
	const form = isForm ? [...new URLSearchParams(Buffer.from(body).toString("utf8"))] : [];
	const given = new Map([...query, ...form]);
	const signed: SignedRequest = { method: incoming.method ?? "", path, query, form, headers, body };
	const named = isNamedByHeaders(signed) ? headers : {};
	return {
		...signed,
		parameters: new Map([...given].filter(([name]) => !protocolParameters.has(name))),
		action: named["x-acs-action"] ?? given.get("Action") ?? "",
		version: named["x-acs-version"] ?? given.get("Version") ?? "",
		signedAt: named["x-acs-date"] ?? given.get("Timestamp") ?? "",
		format: answerFormat(given.get("Format")),
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
