import { cdtOpenCodes } from "./codes/cdt-codes";
import type { CodeFacts } from "./codes/code-facts";
import { connectionCodes } from "./codes/connection-codes";
import { codeFamilies, gatewayCodes } from "./codes/gateway-codes";
import { routeCodes } from "./codes/route-codes";
import { routeTakenCodes } from "./codes/route-taken-codes";
import { routeTransientCodes } from "./codes/route-transient-codes";
import { tagCodes } from "./codes/tag-codes";
import { vpcCodes } from "./codes/vpc-codes";
import type { RetryClass } from "./retry-class";

/**
 * Every error code of the cloud that this package knows, one row a code: its cause, the next step, whether sending
 * again can help. The whole package asks this table and no other.
 */
export const cloudErrorCodes = {
	...connectionCodes,
	...tagCodes,
	...vpcCodes,
	...routeCodes,
	...routeTakenCodes,
	...routeTransientCodes,
	...cdtOpenCodes,
	...gatewayCodes,
} as const;

/** A code with a row in the table. */
export type CloudErrorCode = keyof typeof cloudErrorCodes;

/** The row of a code, or of its family; undefined for a code nobody has described. */
export function findCode(code: string): CodeFacts | undefined {
	if (Object.hasOwn(cloudErrorCodes, code)) {
		return cloudErrorCodes[code as CloudErrorCode];
	}
	return codeFamilies.find(({ prefix }) => code.startsWith(prefix))?.facts;
}

/** Cause and next step for a message; both undefined where nothing is known of the code. */
export function explainCode(code: string): { cause: string | undefined; nextStep: string | undefined } {
	const facts = findCode(code);
	return { cause: facts?.cause, nextStep: facts?.nextStep };
}

/**
 * Whether sending the same request again can help. A code that nobody has described follows its HTTP status: 429 is
 * flow control, 5xx the service's failure, anything else final.
 */
export function retryClassOf(code: string, httpStatus: number | undefined): RetryClass {
	const facts = findCode(code);
	if (facts !== undefined) {
		return facts.retry;
	}
	if (httpStatus === 429) {
		return "throttled";
	}
	return httpStatus !== undefined && httpStatus >= 500 ? "server" : "none";
}

/** Codes that say: the connection is not there (or not visible to these credentials). */
export const goneCodes: ReadonlySet<string> = new Set<CloudErrorCode>([
	"ResourceNotFound.InstanceId",
	"ResourceNotFound.VpcPeer",
	// Of the operations on tags.
	"InvalidInstanceIds.NotFound",
]);

/** Codes that say: Cloud Data Transfer is not active on one of the two sides. */
export const cdtCodes: ReadonlySet<string> = new Set<CloudErrorCode>([
	"OperationFailed.CdtNotOpened",
	"OperationFailed.CrossBorderCdtNotOpened",
	"OperationFailed.AcceptUserCdtNotOpened",
	"OperationFailed.AcceptUserCrossBorderCdtNotOpened",
]);
