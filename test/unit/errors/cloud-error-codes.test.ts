import { cloudErrorCodes, explainCode, findCode, goneCodes, retryClassOf } from "../../../src/errors/cloud-error-codes";
import type { CodeFacts } from "../../../src/errors/codes/code-facts";
import type { RetryClass } from "../../../src/errors/retry-class";

// The codes as the documents list them, so that a row that gets lost is missed.

const createDocument = [
	"OperationFailed.CdtNotOpened",
	"ResourceAlreadyExist.RouterInterface",
	"ResourceAlreadyExist.VpcPeer",
	"UnsupportedRegion",
	"OperationFailed.NotExist.ResourceGroup",
	"OperationFailed.AcceptUserCdtNotOpened",
	"OperationFailed.AcceptUserCrossBorderCdtNotOpened",
	"IncorrectBusinessStatus.AcceptUserVpcPeer",
];

/** Sections 1.1 to 1.9 of the API facts, without those above. */
const operations = [
	"OperationFailed.CrossBorderCdtNotOpened",
	"OperationFailed.ChargeTypeNotSupported",
	"IncorrectStatus.Vpc",
	"IncorrectStatus.AcceptingVpc",
	"IncorrectBusinessStatus.VpcPeer",
	"IncorrectBusinessStatus.AcceptVpcPeer",
	"OperationDenied.CloudBoxExistsInVpc",
	"OperationDenied.CloudBoxExistsInAcceptingVpc",
	"OperationDenied.OperateShareResource",
	"QuotaExceeded.VpcPeerCountPerVpc",
	"QuotaExceeded.CrossRegionVpcPeerCountPerVpc",
	"QuotaExceeded.IntraRegionVpcPeerCountPerVpc",
	"QuotaExceeded.VpcPeerCountPerUserPerRegion",
	"OperationFailed.ViolativeVpcPeer",
	"OperationFailed.CrossBusinessNotAllowed",
	"OperationFailed.InterRegionLinkTypeNotSupported",
	"OperationFailed.RegionIdNotSupportLinkType",
	"OperationFailed.SpecificLinkTypeNotSupported",
	"Conflict.Operation",
	"ResourceNotFound.InstanceId",
	"IncorrectStatus.VpcPeer",
	"UnsupportedFeature.VpcPeer",
	"OperationFailed.BandwidthCannotBeChangedInSameRegion",
	"QuotaExceeded.Bandwidth",
	"OperationDenied.ServiceManagedInstance",
	"OperationDenied.RouteEntryExist",
	"ResourceNotFound.VpcPeer",
	"InvalidTagKey",
	"NumberExceed.Tags",
	"NumberExceed.ResourceIds",
	"Forbidden.TagKeys",
	"Forbidden.TagKey.Duplicated",
	"InvalidInstanceIds.NotFound",
	"InvalidInstanceType.NotFound",
	"BothEmpty.TagsAndResources",
	"DryRunOperation",
	"Forbidden.NoPermission",
	"IllegalParam.TagKey",
	"IllegalParam.TagValue",
];

/** Sections 3.1 to 3.3, the VPC product, without those above. */
const vpcAndRoutes = [
	"InvalidVpcId.NotFound",
	"Forbidden.VpcNotFound",
	"IncorrectVpcStatus",
	"InvalidRouteTable.NotFound",
	"IllegalParam.NextToken",
	"OperationFailed.FilterParamUnderWrongRouteType",
	"OperationDenied.UseGatewayRouteEntryQueryInterface",
	"TaskConflict",
	"IncorrectRouteEntryStatus",
	"IncorrectStatus.RouteTableStatus",
	"OperationFailed.DistibuteLock",
	"OperationConflict",
	"SystemBusy",
	"IncorrectInstanceStatus",
	"InvalidCidrBlock",
	"InvalidCidrBlock.Malformed",
	"InvalidCIDRBlock.Duplicate",
	"InvalidRouteEntry.Duplicate",
	"RouteConflict.AlreadyExist",
	"Duplicated.VpcNextHop",
	"RouterEntryConflict.Duplicated",
	"EntryAlreadyExist",
	"QuotaExceeded",
	"InvalidNextHop.NotFound",
	"InvalidNextHopType",
	"OperationDenied.NextHopTypeNotPermitted",
	"OperationDenied.RouteTableTypeNotPermitted",
	"OperationDenied.GatewayRouteTableNotPermitted",
	"UnsupportedFeature.VpcPeerIpv6",
	"OperationDenied.VpcIpv6NotEnabled",
	"UnsupportedFeature.VpcAdvancedFeature",
	"InvalidRouteTableId.NotFound",
	"InvalidNextHopId.NotFound",
	"InvalidVpc.NotFound",
	"VPC.ERROR",
	"ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock",
	"InvalidRouteEntry.NotFound",
	"InvalidRouteEntryId.NotFound",
	"InvalidRouteEntry",
	"IncorrcetRouteEntryStatus",
	"IncorrectStatus.VpcRouteEntry",
	"Internal.Error",
	"Vpc.Error",
	"OperationDenied",
	"Forbbiden",
	"OperationDenied.DeleteManagedRouteEntry",
	"InvalidNextHop",
];

/** Section 6.6. */
const gateway = [
	"InvalidAction.NotFound",
	"InvalidApi.NotFound",
	"MissingParameter",
	"InvalidParameter",
	"UnsupportedHTTPMethod",
	"InvalidAccessKeyId.NotFound",
	"InvalidAccessKeyId.Inactive",
	"InvalidTimeStamp.Format",
	"InvalidTimeStamp.Expired",
	"SignatureNonceUsed",
	"SignatureDoesNotMatch",
	"InvalidSecurityToken.Expired",
	"InvalidSecurityToken.Malformed",
	"InvalidSecurityToken.MismatchWithAccessKey",
	"Throttling",
	"Forbidden.RAM",
	"NoPermission",
	"Forbidden.RiskControl",
	"InsufficientBalance",
	"IdempotentParameterMismatch",
	"InvalidIdempotenceParameter.Mismatch",
	"LastTokenProcessing",
	"OperationFailed.LastTokenProcessing",
	"InternalError",
	"UnknownError",
	"ServiceUnavailable",
];

const documented = [...createDocument, ...operations, ...vpcAndRoutes, ...gateway];
const success = "DryRunOperation";

test.each(documented)("%s has a row of its own", (code) => {
	expect(Object.keys(cloudErrorCodes)).toContain(code);
});

test.each(Object.entries(cloudErrorCodes) as [string, CodeFacts][])(
	"%s says its cause, and a next step unless the resource goes on by itself",
	(code, { cause, nextStep, retry }) => {
		expect(cause).toMatch(/^\S.{9,}[^.\s]$/);
		if (nextStep !== undefined) {
			expect(nextStep).toMatch(/^[A-Z`].*\.$/);
		}
		expect(nextStep !== undefined || retry !== "none" || code === success).toBe(true);
	},
);

test("The eight codes of the create document are marked as such, and no others but the passed dry run", () => {
	const marked = Object.entries(cloudErrorCodes)
		.filter(([, { source }]) => source === "create")
		.map(([code]) => code);
	expect(marked.sort()).toEqual([...createDocument, success].sort());
});

const retried: [code: string, retry: RetryClass][] = [
	["Conflict.Operation", "conflict"],
	["IncorrectStatus.Vpc", "conflict"],
	["IncorrectStatus.AcceptingVpc", "conflict"],
	["LastTokenProcessing", "conflict"],
	["OperationFailed.LastTokenProcessing", "conflict"],
	["Throttling", "throttled"],
	["Throttling.User", "throttled"],
	["Throttling.Api", "throttled"],
	["InternalError", "server"],
	["UnknownError", "server"],
	["ServiceUnavailable", "server"],
	["SignatureNonceUsed", "server"],
	["IncorrectVpcStatus", "conflict"],
	["TaskConflict", "conflict"],
	["OperationConflict", "conflict"],
	["OperationFailed.DistibuteLock", "conflict"],
	["IncorrectRouteEntryStatus", "conflict"],
	["IncorrcetRouteEntryStatus", "conflict"],
	["IncorrectStatus.VpcRouteEntry", "conflict"],
	["IncorrectStatus.RouteTableStatus", "conflict"],
	["IncorrectInstanceStatus", "conflict"],
	["SystemBusy", "server"],
	["VPC.ERROR", "server"],
	["Vpc.Error", "server"],
	["Internal.Error", "server"],
];

test.each(retried)("%s is tried again as %s, whatever its HTTP status", (code, retry) => {
	for (const status of [400, 403, 429, 500, 503, undefined]) {
		expect(retryClassOf(code, status)).toBe(retry);
	}
});

const retriedCodes = new Set(retried.map(([code]) => code));

test.each(documented.filter((code) => !retriedCodes.has(code)))("%s is final, even with HTTP 500", (code) => {
	expect(retryClassOf(code, 400)).toBe("none");
	expect(retryClassOf(code, 500)).toBe("none");
});

test.each<[status: number | undefined, retry: RetryClass]>([
	[undefined, "none"],
	[400, "none"],
	[403, "none"],
	[404, "none"],
	[428, "none"],
	[429, "throttled"],
	[430, "none"],
	[499, "none"],
	[500, "server"],
	[502, "server"],
	[503, "server"],
])("A code that nobody has described follows its HTTP status: %s is %s", (status, retry) => {
	expect(retryClassOf("Something.New", status)).toBe(retry);
});

test.each([
	["Throttling.User", "too many requests"],
	["Throttling.Api", "too many requests"],
	["MissingVpcId", "a parameter is missing"],
	["MissingAcceptingAliUid", "a parameter is missing"],
	["IllegalParam.Bandwidth", "a parameter has a value that is not allowed"],
	["InvalidVpcId", "a parameter has a value that is not allowed"],
	["InvalidRegionId.NotFound", "a parameter has a value that is not allowed"],
	["IncorrectStatus.SomethingNew", "something that the operation needs is in a status that does not allow it"],
	["IncorrectBusinessStatus.New", "an account or resource is locked for business reasons (overdue payment)"],
	["QuotaExceeded.SomethingNew", "a quota of the account or VPC is used up"],
])("%s is explained by its family: %s", (code, cause) => {
	expect(explainCode(code).cause).toBe(cause);
});

test("A row of its own goes before the family", () => {
	expect(explainCode("IllegalParam.TagKey").cause).toBe("a tag key is not allowed");
	expect(explainCode("InvalidTagKey").cause).toBe("a tag key is not allowed");
	expect(explainCode("IncorrectStatus.RouteTableStatus").cause).toBe("the route table is just being changed");
	expect(explainCode("InvalidAccessKeyId.NotFound").cause).toBe("the access key does not exist");
});

test.each(["Something.New", "", "constructor", "toString", "__proto__", "NetworkError", "UnreadableAnswer"])(
	"Nothing is said of %j, which no document describes",
	(code) => {
		expect(findCode(code)).toBeUndefined();
		expect(explainCode(code)).toEqual({ cause: undefined, nextStep: undefined });
	},
);

test("The way out of blocking routes is said", () => {
	expect(explainCode("OperationDenied.RouteEntryExist").nextStep).toMatch(/route entries.*force: true.*pulumi up/);
});

test("Missing permission names the second one that a create needs", () => {
	for (const code of ["Forbidden.NoPermission", "Forbidden.RAM", "NoPermission"]) {
		expect(explainCode(code).nextStep).toContain("cdt:GetCdtServiceStatus");
	}
});

test("Only the not-found codes of a connection and its tags say that it is gone", () => {
	expect([...goneCodes].sort()).toEqual([
		"InvalidInstanceIds.NotFound",
		"ResourceNotFound.InstanceId",
		"ResourceNotFound.VpcPeer",
	]);
});
