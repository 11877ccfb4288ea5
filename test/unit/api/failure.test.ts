import { toApiError } from "../../../src/api/failure";
import { ApiError, type ApiFailure } from "../../../src/errors/api-error";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { hideSecret } from "../../../src/errors/redact";
import type { RetryClass } from "../../../src/errors/retry-class";

const host = "vpcpeer.aliyuncs.com";
const requestId = "54B48E3D-DF70-471B-AA93-08E683A1B45";

/** An error in the shape in which the SDK throws an answer of the cloud: a plain Error, the body in `data`. */
function answered(status: number, body: Record<string, unknown>): Error {
	const message = `${body["Code"]}: code: ${status}, ${body["Message"]} request id: ${body["RequestId"]}`;
	return Object.assign(new Error(message), {
		// The SDK writes what is absent as text.
		code: String(body["Code"]),
		statusCode: status,
		data: { ...body, statusCode: status },
		description: "undefined",
		accessDeniedDetail: body["AccessDeniedDetail"],
	});
}

function errorOf(thrown: unknown): ApiError {
	const error = toApiError("CreateVpcPeerConnection", host, thrown);
	expect(error).toBeInstanceOf(ApiError);
	return error as ApiError;
}

function failureFrom(thrown: unknown): ApiFailure {
	return errorOf(thrown).failure;
}

test("An answer of the cloud keeps its code, HTTP status, RequestId and words", () => {
	const body = { Code: "ResourceAlreadyExist.VpcPeer", Message: "It exists already.", RequestId: requestId };
	const error = errorOf(answered(400, body));
	expect(error.failure).toEqual({
		action: "CreateVpcPeerConnection",
		code: "ResourceAlreadyExist.VpcPeer",
		detail: "It exists already",
		httpStatus: 400,
		requestId,
		deniedAction: undefined,
		retry: "none",
	});
	expect(error.message).toContain(requestId);
	expect(error.message).not.toContain("undefined");
});

test("A passed dry run is recognized by its code, although it comes as HTTP 400", () => {
	const { code, retry } = failureFrom(answered(400, { Code: "DryRunOperation", Message: "ok", RequestId: requestId }));
	expect({ code, retry }).toEqual({ code: "DryRunOperation", retry: "none" });
});

test.each<[status: number, code: string, retry: RetryClass]>([
	[400, "Conflict.Operation", "conflict"],
	[400, "Throttling.User", "throttled"],
	[429, "Unheard.Of", "throttled"],
	[500, "InternalError", "server"],
	[503, "ServiceUnavailable", "server"],
	[502, "Unheard.Of", "server"],
	[400, "UnsupportedRegion", "none"],
	[404, "InvalidAccessKeyId.NotFound", "none"],
])("HTTP %d with %s is %s for trying again", (status, code, retry) => {
	expect(failureFrom(answered(status, { Code: code, Message: "m", RequestId: requestId })).retry).toBe(retry);
});

test("Missing permission keeps the RAM action that was refused", () => {
	const body = {
		Code: "Forbidden.NoPermission",
		Message: "denied",
		RequestId: requestId,
		AccessDeniedDetail: { AuthAction: "cdt:GetCdtServiceStatus", NoPermissionType: "ImplicitDeny" },
	};
	expect(errorOf(answered(403, body)).message).toContain("cdt:GetCdtServiceStatus");
	expect(failureFrom(answered(403, body)).deniedAction).toBe("cdt:GetCdtServiceStatus");
});

test("A JSON answer without code and message follows its HTTP status and says so in a sentence", () => {
	const error = errorOf(answered(502, { RequestId: requestId }));
	expect(error.failure.retry).toBe("server");
	expect(error.message).toContain("HTTP 502");
	expect(error.message).toContain(requestId);
	expect(error.message).not.toContain("undefined");
	expect(failureFrom(answered(400, {})).retry).toBe("none");
});

test("A page that is no JSON arrives as a bare SyntaxError and is tried again", () => {
	const page = new SyntaxError("Unexpected token '<', \"<html><hea\"... is not valid JSON");
	const error = errorOf(page);
	expect(error.failure).toMatchObject({ code: "UnreadableAnswer", retry: "server" });
	expect(error.message).toContain(host);
	expect(error.message).not.toContain("<html>");
});

function timeout(message: string): Error {
	const error = new Error(message);
	error.name = "RequestTimeoutError";
	return error;
}

const signedUrl = `https://${host}/?Action=Create&AccessKeyId=LTAIsecretid&SecurityToken=CAISsecret&Signature=c2lnbmVk`;

test.each([
	["while connecting", `ConnectTimeout: Connect ${signedUrl} failed.`],
	["while reading", "ReadTimeout: 3000. POST /?AccessKeyId=LTAIsecretid&Signature=c2lnbmVk failed."],
])("A timeout %s is a lost answer, and its text quotes no URL", (_when, message) => {
	const error = errorOf(timeout(message));
	expect(error.failure).toMatchObject({ code: "NetworkError", retry: "server" });
	expect(error.message).toContain("no answer in time");
	expect(error.message).toContain(host);
	expect(error.message).not.toMatch(/LTAI|CAIS|c2ln|\?/);
});

test.each<[code: string, retry: RetryClass]>([
	["ECONNREFUSED", "unreachable"],
	["ENOTFOUND", "unreachable"],
	["EAI_AGAIN", "unreachable"],
	["EHOSTUNREACH", "unreachable"],
	["ECONNRESET", "server"],
	["EPIPE", "server"],
	["ETIMEDOUT", "server"],
	["EPROTO", "none"],
	["CERT_HAS_EXPIRED", "none"],
	["DEPTH_ZERO_SELF_SIGNED_CERT", "none"],
	["ERR_TLS_CERT_ALTNAME_INVALID", "none"],
])("%s is %s for trying again, and its text quotes no URL", (code, retry) => {
	const error = errorOf(Object.assign(new Error(`POST ${signedUrl} failed. ${code}`), { code }));
	expect(error.failure).toMatchObject({ code: "NetworkError", retry });
	expect(error.message).toContain(host);
	expect(error.message).not.toMatch(/LTAI|CAIS|c2ln|\?/);
});

test("A failure of the network that has no row is a lost answer, and its text is redacted", () => {
	hideSecret("top-secret-value");
	const error = errorOf(Object.assign(new Error(`POST ${signedUrl} failed: top-secret-value`), { code: "EWEIRD" }));
	expect(error.failure.retry).toBe("server");
	expect(error.message).toContain("EWEIRD");
	expect(error.message).not.toMatch(/LTAI|CAIS|c2ln|top-secret/);
});

test("The cloud's own words are redacted", () => {
	hideSecret("top-secret-value");
	const body = { Code: "SignatureDoesNotMatch", Message: "String to sign: top-secret-value", RequestId: requestId };
	expect(errorOf(answered(400, body)).message).not.toContain("top-secret");
});

test("Without credentials the SDK's own code is final: trying again can't find any", () => {
	const error = errorOf(
		Object.assign(new Error("InvalidCredentials: Please set up the credentials"), { code: "InvalidCredentials" }),
	);
	expect(error.failure.retry).toBe("none");
	expect(error.message).toContain("credentials");
});

test("A fault of the program, such as a TypeError, is not taken for the network and tried again", () => {
	const error = errorOf(new TypeError('Invalid character in header content ["Authorization"]'));
	expect(error.failure.retry).toBe("none");
	expect(error.message).toContain(
		'the request could not be made: Invalid character in header content ["Authorization"]',
	);
});

test("What Node calls a failed fetch is a lost answer", () => {
	expect(failureFrom(new Error("socket hang up")).retry).toBe("server");
});

test("An error of this package passes unchanged", () => {
	const own = new ConfigurationError("Credentials: none found");
	expect(toApiError("CreateVpcPeerConnection", host, own)).toBe(own);
});

test.each([["text"], [undefined], [null], [5], [{}]])("Even %j thrown becomes an error with a sentence", (thrown) => {
	expect(errorOf(thrown).message).toMatch(/^CreateVpcPeerConnection: vpcpeer\.aliyuncs\.com: \S/);
});
