import { createHmac, timingSafeEqual } from "node:crypto";
import { cloudError } from "../cloud-error";
import type { SignatureClaim, SignatureScheme } from "./claim";
import { canonicalParameters, percentEncode } from "./percent-encoding";
import type { SignedRequest } from "./signed-request";

// The older signature in the parameters themselves, as described in alicloud-api.md 6.3.
const METHOD = "HMAC-SHA1";
const VERSION = "1.0";

/** HMAC-SHA1, SignatureVersion 1.0: what Terraform's provider, the aliyun CLI and the older SDKs send. */
export const hmacSha1: SignatureScheme = {
	signs: (request) => {
		const parameters = merged(request);
		return parameters.has("Signature") || parameters.has("AccessKeyId");
	},
	read: (request) => {
		const parameters = merged(request);
		const signature = required(parameters, "Signature");
		// No document says what an unknown kind answers; assumed to be a bad value.
		expect(parameters, "SignatureMethod", METHOD);
		expect(parameters, "SignatureVersion", VERSION);
		return {
			accessKeyId: required(parameters, "AccessKeyId"),
			date: required(parameters, "Timestamp"),
			nonce: required(parameters, "SignatureNonce"),
			securityToken: parameters.get("SecurityToken"),
			verify: (secret) => verifyHmacSha1(request, signature, secret),
		} satisfies SignatureClaim;
	},
};

/** What is signed: query and form together, encoded twice. */
export function stringToSignHmacSha1(request: SignedRequest): string {
	const parameters = [...merged(request)].filter(([name]) => name !== "Signature");
	return `${request.method}&${percentEncode("/")}&${percentEncode(canonicalParameters(parameters))}`;
}

/** The signature itself. */
export function signHmacSha1(stringToSign: string, secret: string): string {
	return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}

function verifyHmacSha1(request: SignedRequest, signature: string, secret: string): void {
	const stringToSign = stringToSignHmacSha1(request);
	const expected = Buffer.from(signHmacSha1(stringToSign, secret));
	const given = Buffer.from(signature);
	if (given.length === expected.length && timingSafeEqual(given, expected)) return;
	// The Python SDK tells a wrong secret from a wrong algorithm by what follows the first colon (aliyun-python-sdk-core
	// 2.16.1, client.py): so the string to sign stands there alone.
	throw cloudError("SignatureDoesNotMatch", stringToSign);
}

/** A parameter may be in the query or in the form; where both have it, the form wins (assumed). */
function merged({ query, form }: SignedRequest): Map<string, string> {
	return new Map([...query, ...form]);
}

function required(parameters: ReadonlyMap<string, string>, name: string): string {
	const value = parameters.get(name);
	if (value === undefined || value === "") throw cloudError("Missing{Param}", name);
	return value;
}

function expect(parameters: ReadonlyMap<string, string>, name: string, allowed: string): void {
	if (required(parameters, name) !== allowed) {
		throw cloudError("InvalidParameter.{Param}", name, `expected ${allowed}`);
	}
}
