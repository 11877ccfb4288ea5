import { ApiError } from "../errors/api-error";
import { retryClassOf } from "../errors/cloud-error-codes";
import { printable } from "../errors/printable";
import { redact } from "../errors/redact";
import type { RetryClass } from "../errors/retry-class";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import { ProxyRefusal } from "./proxy-refusal";
import { longestAnswerBytes, type ResponseHead } from "./response-head";

/** What the SDK's errors may carry; none of it is promised, so every member is looked at with care. */
interface SdkError {
	readonly name?: unknown;
	readonly code?: unknown;
	readonly message?: unknown;
	readonly statusCode?: unknown;
	readonly data?: { RequestId?: unknown; Message?: unknown; statusCode?: unknown };
	readonly accessDeniedDetail?: { AuthAction?: unknown };
}

/** Node's network codes, with what each means for trying again. Anything else of the network is as after a lost answer. */
const networkCodes: Readonly<Record<string, { retry: RetryClass; meaning: string }>> = {
	ECONNREFUSED: { retry: "unreachable", meaning: "nothing listens there" },
	ENOTFOUND: { retry: "unreachable", meaning: "the host is not known" },
	EAI_AGAIN: { retry: "unreachable", meaning: "the host name could not be looked up" },
	EHOSTUNREACH: { retry: "unreachable", meaning: "there is no route to the host" },
	ENETUNREACH: { retry: "unreachable", meaning: "there is no route to the network" },
	ECONNRESET: { retry: "server", meaning: "the connection was reset" },
	ECONNABORTED: { retry: "server", meaning: "the connection was broken off" },
	EPIPE: { retry: "server", meaning: "the connection was closed" },
	ETIMEDOUT: { retry: "server", meaning: "no answer in time" },
	EPROTO: { retry: "none", meaning: "the endpoint does not speak TLS as expected" },
	CERT_HAS_EXPIRED: { retry: "none", meaning: "the endpoint's certificate has expired" },
	DEPTH_ZERO_SELF_SIGNED_CERT: { retry: "none", meaning: "the endpoint's certificate is self-signed" },
	SELF_SIGNED_CERT_IN_CHAIN: { retry: "none", meaning: "the endpoint's certificate chain is self-signed" },
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: { retry: "none", meaning: "the endpoint's certificate can't be verified" },
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { retry: "none", meaning: "the endpoint's certificate can't be verified" },
	ERR_TLS_CERT_ALTNAME_INVALID: { retry: "none", meaning: "the endpoint's certificate is for another host" },
};

/** What an error code of the network means; undefined for another code. */
export function networkMeaning(code: string): string | undefined {
	return Object.hasOwn(networkCodes, code) ? networkCodes[code]?.meaning : undefined;
}

/** A code of the cloud. The SDK writes one that the answer lacks as the text "undefined". */
const codeForm = /^(?!undefined$)[A-Za-z][\w.-]{0,127}$/;

/** Errors of the program, such as a key with a character that no header may have: the same again would fail again. */
const programFaults: ReadonlySet<string> = new Set(["TypeError", "RangeError", "ReferenceError"]);

/** Turns whatever a request threw into an error that says what failed, without any secret. */
export function toApiError(action: string, host: string, thrown: unknown, head: ResponseHead = {}): VpcPeeringError {
	if (VpcPeeringError.isInstance(thrown)) {
		return thrown;
	}
	if (thrown instanceof ProxyRefusal) {
		const why = thrown.status === 407 ? "it wants a user and a password" : "it does not let this host through";
		return networkError(action, host, `the proxy answers HTTP ${thrown.status}: ${why}`, "none", thrown);
	}
	if (head.tooLarge === true) {
		const detail = `the answer of ${host} is larger than ${longestAnswerBytes / 1024 / 1024} MB`;
		return new ApiError({ action, code: "UnreadableAnswer", detail, httpStatus: head.status, retry: "none" });
	}
	const error = (typeof thrown === "object" && thrown !== null ? thrown : {}) as SdkError;
	const code = typeof error.code === "string" ? error.code : undefined;
	const statusCode = numberOf(error.statusCode) ?? numberOf(error.data?.statusCode);
	if (code !== undefined && statusCode !== undefined) {
		return answeredWithCode(action, codeForm.test(code) ? code : "NoErrorCode", statusCode, error, thrown);
	}
	if (code === "InvalidCredentials") {
		return new ApiError({ action, code, detail: "", retry: "none" }, { cause: thrown });
	}
	return withoutAnswer({ action, host, head }, error, code, thrown);
}

function withoutAnswer(
	{ action, host, head }: { action: string; host: string; head: ResponseHead },
	error: SdkError,
	code: string | undefined,
	thrown: unknown,
): ApiError {
	if (error.name === "RequestTimeoutError" || code === "ETIMEDOUT") {
		return networkError(action, host, "no answer in time", "server", thrown);
	}
	if (code !== undefined && Object.hasOwn(networkCodes, code)) {
		const { meaning, retry } = networkCodes[code] as { retry: RetryClass; meaning: string };
		return networkError(action, host, `${meaning} (${code})`, retry, thrown);
	}
	if (thrown instanceof SyntaxError) {
		return noJson(action, host, head);
	}
	const text = redact(printable(String(error.message ?? thrown)));
	if (programFaults.has(String(error.name))) {
		return new ApiError(
			{ action, code: "RequestNotMade", detail: `the request could not be made: ${text}`, retry: "none" },
			{ cause: thrown },
		);
	}
	return networkError(action, host, code === undefined ? text : `${text} (${code})`, "server", thrown);
}

/** An HTML page of a gateway passes (502); one of a portal, or of another service, does not. */
function noJson(action: string, host: string, { status, contentType, location }: ResponseHead): ApiError {
	const type = contentType === undefined ? "" : `, but ${printable(contentType)}`;
	const target =
		location === undefined
			? ""
			: `, and points to ${URL.canParse(location, `http://${host}`) ? new URL(location, `http://${host}`).origin : "elsewhere"}`;
	return new ApiError({
		action,
		code: "UnreadableAnswer",
		detail: `the answer of ${host} is not JSON${type}${target}`,
		httpStatus: status,
		retry: status === undefined || status >= 500 ? "server" : "unreadable",
	});
}

function answeredWithCode(action: string, code: string, httpStatus: number, error: SdkError, cause: unknown): ApiError {
	const message = typeof error.data?.Message === "string" ? error.data.Message : "";
	const authAction = error.accessDeniedDetail?.AuthAction;
	return new ApiError(
		{
			action,
			code,
			detail: redact(printable(message)).replace(/\.\s*$/, ""),
			httpStatus,
			requestId: wordOf(error.data?.RequestId),
			deniedAction: wordOf(authAction),
			retry: retryClassOf(code, httpStatus),
		},
		{ cause },
	);
}

/** An id or a name of an answer; anything else that stands in its place is left out. */
export function wordOf(value: unknown): string | undefined {
	return typeof value === "string" && /^[\w:.*/-]{1,128}$/.test(value) ? value : undefined;
}

function networkError(action: string, host: string, detail: string, retry: RetryClass, cause: unknown): ApiError {
	return new ApiError({ action, code: "NetworkError", detail: `${host}: ${detail}`, retry }, { cause });
}

function numberOf(value: unknown): number | undefined {
	const number = typeof value === "string" ? Number(value) : value;
	return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}
