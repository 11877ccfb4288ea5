import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { cloudError } from "../cloud-error";
import type { SignatureClaim, SignatureScheme } from "./claim";
import { canonicalParameters } from "./percent-encoding";
import type { SignedRequest } from "./signed-request";

// ACS3-HMAC-SHA256 as described in alicloud-api.md 6.1.
const ALGORITHM = "ACS3-HMAC-SHA256";

/** ACS3-HMAC-SHA256: what all current SDKs send, in headers. */
export const acs3: SignatureScheme = {
	signs: (request) => request.headers["authorization"]?.startsWith(`${ALGORITHM} `) ?? false,
	read: (request) => {
		const { accessKeyId, signedHeaders, signature } = readAuthorization(request);
		return {
			accessKeyId,
			date: requiredHeader(request, "x-acs-date"),
			nonce: requiredHeader(request, "x-acs-signature-nonce"),
			securityToken: request.headers["x-acs-security-token"],
			verify: (secret) => verifyAcs3(request, { signedHeaders, signature }, secret),
		} satisfies SignatureClaim;
	},
};

interface Authorization {
	readonly accessKeyId: string;
	readonly signedHeaders: readonly string[];
	readonly signature: string;
}

function readAuthorization(request: SignedRequest): Authorization {
	const parts = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
		request.headers["authorization"] ?? "",
	);
	if (parts === null) throw cloudError("IncompleteSignature", "the authorization header cannot be read");
	const [, accessKeyId = "", signedHeaders = "", signature = ""] = parts;
	return { accessKeyId, signedHeaders: signedHeaders.split(";"), signature };
}

/** Refuses a request whose signature is not the one that the secret gives. */
export function verifyAcs3(
	request: SignedRequest,
	{ signedHeaders, signature }: Pick<Authorization, "signedHeaders" | "signature">,
	secret: string,
): void {
	assertAllSigned(request, signedHeaders);
	if (requiredHeader(request, "x-acs-content-sha256") !== sha256Hex(request.body)) {
		throw cloudError("SignatureDoesNotMatch", " x-acs-content-sha256 is not the hash of the body");
	}
	const stringToSign = stringToSignAcs3(request, signedHeaders);
	const expected = signAcs3(stringToSign, secret);
	if (!timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(signature, "hex"))) {
		throw cloudError("SignatureDoesNotMatch", ` the string to sign is ${JSON.stringify(stringToSign)}`);
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

/** Lower-case hexadecimal SHA-256. */
export function sha256Hex(data: string | Uint8Array): string {
	return createHash("sha256").update(data).digest("hex");
}

function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
	const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("");
	return [
		request.method,
		request.path,
		canonicalParameters(request.query),
		headers,
		signedHeaders.join(";"),
		request.headers["x-acs-content-sha256"] ?? sha256Hex(request.body),
	].join("\n");
}

/**
 * `host`, `content-type` and every `x-acs-` header have to be covered, or they could be exchanged on the way. Others may
 * be: the Python SDK signs whatever it sends (alibabacloud-tea-openapi 0.4.6, utils.py).
 */
function assertAllSigned(request: SignedRequest, signedHeaders: readonly string[]): void {
	const needed = Object.keys(request.headers).filter(
		(name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"),
	);
	const missing = needed.filter((name) => !signedHeaders.includes(name)).sort();
	if (missing.length > 0) throw cloudError("SignatureDoesNotMatch", ` ${missing.join(";")} is not signed`);
	const inOrder = [...new Set(signedHeaders)].sort();
	if (signedHeaders.join(";") !== inOrder.join(";")) {
		throw cloudError("SignatureDoesNotMatch", " the signed headers are not in order");
	}
}

function requiredHeader(request: SignedRequest, name: string): string {
	const value = request.headers[name];
	if (value === undefined || value === "") throw cloudError("IncompleteSignature", `header ${name} is missing`);
	return value;
}
