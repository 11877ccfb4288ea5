import { ApiError } from "../errors/api-error";
import { retryClassOf } from "../errors/cloud-error-codes";
import { redact } from "../errors/redact";
import type { RetryClass } from "../errors/retry-class";
import { VpcPeeringError } from "../errors/vpc-peering-error";

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

/** Errors of the program, such as a key with a character that no header may have: the same again would fail again. */
const programFaults: ReadonlySet<string> = new Set(["TypeError", "RangeError", "ReferenceError"]);

/** Turns whatever a request threw into an error that says what failed, without any secret. */
export function toApiError(action: string, host: string, thrown: unknown): VpcPeeringError {
	if (VpcPeeringError.isInstance(thrown)) {
		return thrown;
	}
	const error = (typeof thrown === "object" && thrown !== null ? thrown : {}) as SdkError;
	const code = typeof error.code === "string" ? error.code : undefined;
	const statusCode = numberOf(error.statusCode) ?? numberOf(error.data?.statusCode);
	if (code !== undefined && statusCode !== undefined) {
		// The SDK writes a code that the answer lacks as the text "undefined".
		return answeredWithCode(action, code === "undefined" ? "NoErrorCode" : code, statusCode, error, thrown);
	}
	if (code === "InvalidCredentials") {
		return new ApiError({ action, code, detail: "", retry: "none" }, { cause: thrown });
	}
	return withoutAnswer(action, host, error, code, thrown);
}

function withoutAnswer(
	action: string,
	host: string,
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
		// An HTML page of a proxy or gateway (502) arrives as a bare SyntaxError without status.
		return new ApiError(
			{ action, code: "UnreadableAnswer", detail: `the answer of ${host} is not JSON`, retry: "server" },
			{ cause: thrown },
		);
	}
	const text = redact(String(error.message ?? thrown));
	if (programFaults.has(String(error.name))) {
		return new ApiError(
			{ action, code: "RequestNotMade", detail: `the request could not be made: ${text}`, retry: "none" },
			{ cause: thrown },
		);
	}
	return networkError(action, host, code === undefined ? text : `${text} (${code})`, "server", thrown);
}

function answeredWithCode(action: string, code: string, httpStatus: number, error: SdkError, cause: unknown): ApiError {
	const message = typeof error.data?.Message === "string" ? error.data.Message : "";
	const authAction = error.accessDeniedDetail?.AuthAction;
	return new ApiError(
		{
			action,
			code,
			detail: redact(message).replace(/\.\s*$/, ""),
			httpStatus,
			requestId: typeof error.data?.RequestId === "string" ? error.data.RequestId : undefined,
			deniedAction: typeof authAction === "string" ? authAction : undefined,
			retry: retryClassOf(code, httpStatus),
		},
		{ cause },
	);
}

function networkError(action: string, host: string, detail: string, retry: RetryClass, cause: unknown): ApiError {
	return new ApiError({ action, code: "NetworkError", detail: `${host}: ${detail}`, retry }, { cause });
}

function numberOf(value: unknown): number | undefined {
	const number = typeof value === "string" ? Number(value) : value;
	return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}
