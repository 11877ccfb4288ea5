import type { CodeFacts } from "./code-facts";

const checkVpc = "Check the VPC's id and region, and that these credentials belong to its account.";

/** Codes of the VPC product that are not about routes: DescribeVpcs, DescribeVpcAttribute, and what all of it shares. */
export const vpcCodes = {
	"InvalidVpcId.NotFound": {
		cause: "the VPC does not exist in this region, or belongs to another account",
		nextStep: checkVpc,
		retry: "none",
		source: "api",
	},
	"InvalidVpc.NotFound": {
		cause: "the VPC does not exist in this region, or belongs to another account",
		nextStep: checkVpc,
		retry: "none",
		source: "api",
	},
	"Forbidden.VpcNotFound": {
		cause: "the VPC does not exist, or these credentials may not see it",
		nextStep: checkVpc,
		retry: "none",
		source: "api",
	},
	IncorrectVpcStatus: {
		cause: "the VPC is in a status that does not allow this operation, for example Pending",
		retry: "conflict",
		source: "api",
	},
	TaskConflict: {
		cause: "another operation on routes or vSwitches is running in the same VPC",
		retry: "conflict",
		source: "api",
	},
	OperationConflict: { cause: "another operation is running in the same VPC", retry: "conflict", source: "api" },
	"OperationFailed.DistibuteLock": {
		cause: "another operation holds the lock of the VPC (DistibuteLock is the cloud's spelling)",
		retry: "conflict",
		source: "api",
	},
	"VPC.ERROR": { cause: "the VPC service failed", retry: "server", source: "api" },
	"Vpc.Error": { cause: "the VPC service failed", retry: "server", source: "api" },
	"Internal.Error": { cause: "the VPC service failed", retry: "server", source: "api" },
	QuotaExceeded: {
		cause: "a quota is used up (of a route table: 200 custom route entries by default)",
		nextStep: "Delete what is not needed, or raise the quota in Quota Center, then run again.",
		retry: "none",
		source: "api",
	},
	"UnsupportedFeature.VpcAdvancedFeature": {
		cause: "the VPC does not support advanced VPC features",
		nextStep: "Look for resources in the VPC that rule these features out, or use another VPC.",
		retry: "none",
		source: "api",
	},
	"OperationDenied.VpcIpv6NotEnabled": {
		cause: "IPv6 is not enabled for the VPC",
		nextStep: "Enable IPv6 for the VPC, or use an IPv4 destination.",
		retry: "none",
		source: "api",
	},
} as const satisfies Record<string, CodeFacts>;
