import type { CodeFacts } from "./code-facts";

const askForPermission =
	"Let the account's administrator allow it in RAM (to create also means cdt:GetCdtServiceStatus).";
const checkKey = "Check the credentials: alicloud:accessKey and alicloud:secretKey, the profile, or the environment.";
const newSession = "Get new temporary credentials, then run again.";
const checkClock = "Set the clock of this machine right (at most 15 minutes off), then run again.";
const checkInput = "Check the inputs of the resource against the message.";

/** Codes common to all products: signing, permission, flow control, idempotence, the service itself. */
export const gatewayCodes = {
	"Forbidden.NoPermission": {
		cause: "RAM does not allow this",
		nextStep: askForPermission,
		retry: "none",
		source: "gateway",
	},
	"Forbidden.RAM": { cause: "RAM does not allow this", nextStep: askForPermission, retry: "none", source: "gateway" },
	NoPermission: {
		cause: "RAM does not allow this",
		nextStep: `${askForPermission} A role can be assumed by RAM users and roles with sts:AssumeRole, whose account its trust policy names, never with an access key of the account itself.`,
		retry: "none",
		source: "gateway",
	},
	"EntityNotExist.Role": {
		cause: "the account of the ARN has no such role",
		nextStep: "Check the roleArn (acs:ram::UID:role/NAME), or have that account's administrator make the role.",
		retry: "none",
		source: "practice",
	},
	"Forbidden.RiskControl": {
		cause: "the account is restricted by risk control",
		nextStep: "Clear the restriction in the console, then run again.",
		retry: "none",
		source: "gateway",
	},
	InsufficientBalance: {
		cause: "the account's balance is too low",
		nextStep: "Top up the account, then run again.",
		retry: "none",
		source: "gateway",
	},
	"InvalidAccessKeyId.NotFound": {
		cause: "the access key does not exist",
		nextStep: checkKey,
		retry: "none",
		source: "gateway",
	},
	"InvalidAccessKeyId.Inactive": {
		cause: "the access key is disabled",
		nextStep: checkKey,
		retry: "none",
		source: "gateway",
	},
	"OperationFailed.IdempotentTokenProcessing": {
		cause: "a request with the same ClientToken is still being carried out",
		retry: "conflict",
		source: "practice",
	},
	TokenProcessing: {
		cause: "a request with the same ClientToken is still being carried out",
		retry: "conflict",
		source: "practice",
	},
	"OperationFailed.ConcurrentOperation": {
		cause: "another operation on the same resource is running",
		retry: "conflict",
		source: "practice",
	},
	VPC_TASK_CONFLICT: { cause: "another operation is running in the same VPC", retry: "conflict", source: "practice" },
	"Operation.Blocking": {
		cause: "another operation on the same resource is running",
		retry: "conflict",
		source: "practice",
	},
	InvalidCredentials: {
		cause: "the request got no credentials",
		nextStep: checkKey,
		retry: "none",
		source: "practice",
	},
	SignatureDoesNotMatch: {
		cause: "the secret does not belong to the access key",
		nextStep: checkKey,
		retry: "none",
		source: "gateway",
	},
	SignatureNonceUsed: { cause: "a nonce was used twice", retry: "server", source: "gateway" },
	"InvalidTimeStamp.Expired": {
		cause: "the request's date is too far off",
		nextStep: checkClock,
		retry: "none",
		source: "gateway",
	},
	"InvalidTimeStamp.Format": {
		cause: "the request's date can't be read",
		nextStep: checkClock,
		retry: "none",
		source: "gateway",
	},
	"InvalidSecurityToken.Expired": {
		cause: "the temporary credentials have expired",
		nextStep: newSession,
		retry: "none",
		source: "gateway",
	},
	"InvalidSecurityToken.Malformed": {
		cause: "the security token can't be read",
		nextStep: newSession,
		retry: "none",
		source: "gateway",
	},
	"InvalidSecurityToken.MismatchWithAccessKey": {
		cause: "the security token does not belong to the access key",
		nextStep: newSession,
		retry: "none",
		source: "gateway",
	},
	"InvalidAction.NotFound": {
		cause: "the endpoint does not know this operation",
		nextStep: "Check the endpoint.",
		retry: "none",
		source: "gateway",
	},
	"InvalidApi.NotFound": {
		cause: "the endpoint does not know this operation",
		nextStep: "Check the endpoint.",
		retry: "none",
		source: "gateway",
	},
	UnsupportedHTTPMethod: {
		cause: "the endpoint does not take this HTTP method",
		nextStep: "Check the endpoint.",
		retry: "none",
		source: "gateway",
	},
	MissingParameter: { cause: "a parameter is missing", nextStep: checkInput, retry: "none", source: "gateway" },
	InvalidParameter: {
		cause: "a parameter has a value that is not allowed",
		nextStep: checkInput,
		retry: "none",
		source: "gateway",
	},
	IdempotentParameterMismatch: {
		cause: "the ClientToken was used before with other parameters",
		nextStep: "Remove clientToken from the program, or choose a new one.",
		retry: "none",
		source: "gateway",
	},
	"InvalidIdempotenceParameter.Mismatch": {
		cause: "the ClientToken was used before with other parameters",
		nextStep: "Remove clientToken from the program, or choose a new one.",
		retry: "none",
		source: "gateway",
	},
	LastTokenProcessing: {
		cause: "an earlier request with the same ClientToken is still being carried out",
		retry: "conflict",
		source: "gateway",
	},
	"OperationFailed.LastTokenProcessing": {
		cause: "an earlier request with the same ClientToken is still being carried out",
		retry: "conflict",
		source: "gateway",
	},
	SystemBusy: { cause: "the service is busy", retry: "server", source: "gateway" },
	InternalError: { cause: "the service failed", retry: "server", source: "gateway" },
	UnknownError: { cause: "the service failed", retry: "server", source: "gateway" },
	ServiceUnavailable: { cause: "the service is not available", retry: "server", source: "gateway" },
	Throttling: { cause: "too many requests", retry: "throttled", source: "gateway" },
} as const satisfies Record<string, CodeFacts>;

/** Which status it is nobody has described, so nothing says that it will pass by itself. */
const statusFamily: CodeFacts = {
	cause: "something that the operation needs is in a status that does not allow it",
	nextStep: "Look at its status in the console, then run again.",
	retry: "none",
	source: "api",
};

/**
 * Families of codes whose last part varies, tried in this order when a code has no row of its own: `Throttling.User`,
 * `MissingVpcId`, `InvalidRegionId.NotFound`, `IllegalParam.Bandwidth`, `IncorrectStatus.Something`.
 */
export const codeFamilies: readonly { readonly prefix: string; readonly facts: CodeFacts }[] = [
	{ prefix: "Throttling", facts: gatewayCodes.Throttling },
	{ prefix: "Rejected.Throttling", facts: gatewayCodes.Throttling },
	{
		prefix: "IllegalParam.",
		facts: {
			cause: "a parameter has a value that is not allowed",
			nextStep: checkInput,
			retry: "none",
			source: "api",
		},
	},
	{ prefix: "Missing", facts: gatewayCodes.MissingParameter },
	// Before the family of parameters: a status is none.
	{ prefix: "InvalidStatus.", facts: statusFamily },
	{ prefix: "Invalid", facts: gatewayCodes.InvalidParameter },
	{
		prefix: "IncorrectBusinessStatus.",
		facts: {
			cause: "an account or resource is locked for business reasons (overdue payment)",
			nextStep: "Settle overdue payments or restrictions in the console, then run again.",
			retry: "none",
			source: "api",
		},
	},
	{ prefix: "IncorrectStatus.", facts: statusFamily },
	{
		prefix: "QuotaExceeded.",
		facts: {
			cause: "a quota of the account or VPC is used up",
			nextStep: "Raise the quota in Quota Center, or free some of it, then run again.",
			retry: "none",
			source: "api",
		},
	},
];
