import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { cloudError } from "../cloud-error";
import type { SignedRequest } from "./signed-request";

// ACS3-HMAC-SHA256 as described in alicloud-api.md 6.1.
const ALGORITHM = "ACS3-HMAC-SHA256";

/** What an ACS3 request says about its signature. */
export interface Acs3Claim {
	readonly accessKeyId: string;
	readonly signedHeaders: readonly string[];
	readonly signature: string;
	/** `x-acs-date`. */
	readonly date: string;
	readonly nonce: string;
	readonly securityToken: string | undefined;
}

/** Whether a request is signed in this way. */
export function isAcs3(request: SignedRequest): boolean {
	return request.headers["authorization"]?.startsWith(`${ALGORITHM} `) ?? false;
}

/** Reads the `authorization` header and the headers that go with it. */
export function readAcs3(request: SignedRequest): Acs3Claim {
	const parts = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
		request.headers["authorization"] ?? "",
	);
	if (parts === null) throw cloudError("IncompleteSignature", "the authorization header cannot be read");
	const [, accessKeyId = "", signedHeaders = "", signature = ""] = parts;
	return {
		accessKeyId,
		signedHeaders: signedHeaders.split(";"),
		signature,
		date: requiredHeader(request, "x-acs-date"),
		nonce: requiredHeader(request, "x-acs-signature-nonce"),
		securityToken: request.headers["x-acs-security-token"],
	};
}

/** Refuses a request whose signature is not the one that the secret gives. */
export function verifyAcs3(request: SignedRequest, claim: Acs3Claim, secret: string): void {
	assertAllSigned(request, claim.signedHeaders);
	if (requiredHeader(request, "x-acs-content-sha256") !== sha256Hex(request.body)) {
		throw cloudError("SignatureDoesNotMatch", "x-acs-content-sha256 is not the hash of the body");
	}
	const stringToSign = stringToSignAcs3(request, claim.signedHeaders);
	const expected = signAcs3(stringToSign, secret);
	if (!timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(claim.signature, "hex"))) {
		throw cloudError("SignatureDoesNotMatch", `the string to sign is ${JSON.stringify(stringToSign)}`);
	}
}

/** The algorithm's name and the hash of the canonical request. */
export function stringToSignAcs3(request: SignedRequest, signedHeaders: readonly string[]): string {
	return `${ALGORITHM}\n${sha256Hex(canonicalRequest(request, signedHeaders))}`;
}

/** The signature itself. */
export function signAcs3(stringToSign: string, secret: string): string {
	return createHmac("sha256", secret).update(stringToSign).digest("hex");
}

/**
 * The query in canonical form. On the wire clients leave `! ' ( ) * ~` bare, so it has to be decoded and encoded anew.
 */
export function canonicalQuery(query: SignedRequest["query"]): string {
	return [...query]
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
		.join("&");
}

/** RFC 3986: everything but letters, digits, `-`, `.`, `_` and `~`. */
export function percentEncode(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Lower-case hexadecimal SHA-256. */
export function sha256Hex(data: string | Uint8Array): string {
	return createHash("sha256").update(data).digest("hex");
}

function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
	const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("");
	return [
		request.method,
		request.path,
		canonicalQuery(request.query),
		headers,
		signedHeaders.join(";"),
		request.headers["x-acs-content-sha256"] ?? sha256Hex(request.body),
	].join("\n");
}

/** `host`, `content-type` and every `x-acs-` header have to be covered, sorted, or they could be exchanged on the way. */
function assertAllSigned(request: SignedRequest, signedHeaders: readonly string[]): void {
	const expected = Object.keys(request.headers)
		.filter((name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"))
		.sort()
		.join(";");
	if (signedHeaders.join(";") !== expected) {
		throw cloudError("SignatureDoesNotMatch", `the headers to sign are ${expected}`);
	}
}

function requiredHeader(request: SignedRequest, name: string): string {
	const value = request.headers[name];
	if (value === undefined || value === "") throw cloudError("IncompleteSignature", `header ${name} is missing`);
	return value;
}
