import { ApiError, type ApiFailure, cloudCode } from "../../../src/errors/api-error";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { VpcPeeringError } from "../../../src/errors/vpc-peering-error";

function failure(parts: Partial<ApiFailure>): ApiFailure {
	return { action: "CreateVpcPeerConnection", code: "Something.New", detail: "the detail", retry: "none", ...parts };
}

test("A known code reads as operation, cause, facts, next step and the service's own words", () => {
	const error = new ApiError(
		failure({
			code: "OperationFailed.CdtNotOpened",
			detail: "The operation failed",
			httpStatus: 400,
			requestId: "54B48E3D",
		}),
	);
	expect(error.message).toBe(
		'CreateVpcPeerConnection: Cloud Data Transfer (CDT) is not activated in the account that makes the request (OperationFailed.CdtNotOpened, HTTP 400, RequestId 54B48E3D). Activate CDT in your account: the console\'s "Cloud Data Transfer" page, or the CDT operation OpenCdtService. The service said: The operation failed',
	);
});

test("A code that nobody has described reads as operation, the service's words and facts", () => {
	expect(new ApiError(failure({ httpStatus: 400, requestId: "R1" })).message).toBe(
		"CreateVpcPeerConnection: the detail (Something.New, HTTP 400, RequestId R1). Look the code up at https://api.alibabacloud.com/troubleshoot, or ask the support of Alibaba Cloud with the RequestId.",
	);
});

test("Our own words for failures say what to do, too", () => {
	for (const code of ["NoErrorCode", "UnreadableAnswer"]) {
		expect(new ApiError(failure({ code })).message).toMatch(/\)\. Check the endpoint/);
	}
});

test("Without HTTP status and RequestId neither is mentioned", () => {
	const { message } = new ApiError(failure({ code: "NetworkError" }));
	expect(message).toBe("CreateVpcPeerConnection: the detail (NetworkError).");
});

test("Missing permission names the RAM action", () => {
	const { message } = new ApiError(
		failure({ code: "Forbidden.NoPermission", deniedAction: "vpc:CreateVpcPeerConnection" }),
	);
	expect(message).toContain("The RAM action that is missing: vpc:CreateVpcPeerConnection.");
});

test("An answer that says nothing but its code still makes a sentence", () => {
	expect(new ApiError(failure({ detail: "", httpStatus: 502 })).message).not.toMatch(/: {2}|: \(/);
});

test("The code is read off an answer of the cloud and off nothing else", () => {
	expect(cloudCode(new ApiError(failure({ code: "DryRunOperation" })))).toBe("DryRunOperation");
	expect(cloudCode(Object.assign(new Error("x"), { code: "DryRunOperation" }))).toBeUndefined();
	expect(cloudCode(undefined)).toBeUndefined();
});

test("Errors of this package are known by their mark, also those of another copy of it", () => {
	expect(VpcPeeringError.isInstance(new ApiError(failure({})))).toBe(true);
	expect(VpcPeeringError.isInstance(new ConfigurationError("x"))).toBe(true);
	expect(VpcPeeringError.isInstance({ isVpcPeeringError: true })).toBe(true);
	for (const other of [new Error("x"), undefined, null, "x", { isVpcPeeringError: "yes" }]) {
		expect(VpcPeeringError.isInstance(other)).toBe(false);
	}
});

test("The text of an error is its message, and its stack says no more unless the variable asks for it", () => {
	const before = process.env["ALICLOUD_VPCPEER_STACK"];
	try {
		delete process.env["ALICLOUD_VPCPEER_STACK"];
		const plain = new ConfigurationError("region is missing");
		expect(String(plain)).toBe("region is missing");
		expect(plain.stack).toBe("region is missing");
		process.env["ALICLOUD_VPCPEER_STACK"] = "1";
		expect(new ConfigurationError("region is missing").stack).toContain("api-error.test");
	} finally {
		if (before === undefined) {
			delete process.env["ALICLOUD_VPCPEER_STACK"];
		} else {
			process.env["ALICLOUD_VPCPEER_STACK"] = before;
		}
	}
});

test("The cause is kept for people who mend this package", () => {
	const cause = new Error("inner");
	expect(new ApiError(failure({}), { cause }).cause).toBe(cause);
});
