import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf } from "../resources/args";
import type { CredentialOptions } from "./credential-options";
import { type LookupOutputOptions, lookUpOutput } from "./look-up";

/** Which VPC to look up. */
export interface GetVpcRangesArgs extends CredentialOptions {
	/** The VPC (`vpc-...`), of the account of the credentials. */
	vpcId: string;
	/** Its region. @default the stack's region */
	regionId?: string | undefined;
}

/** What `getVpcRangesOutput` finds. */
export interface GetVpcRangesResult {
	vpcId: string;
	/** All ranges of the VPC, IPv4 and IPv6, primary and secondary; undefined where the credentials may not look. */
	cidrBlocks: string[] | undefined;
}

/**
 * Looks up the ranges of a VPC, for the components: they compare what one side's credentials alone can't see. A lack of
 * permission is a warning.
 *
 * Source: DescribeVpcs (Vpc, version 2016-04-28).
 *
 * @throws LookupError when the account has no such VPC, or the cloud can't be asked.
 */
export function getVpcRangesOutput(
	args: ArgsOf<GetVpcRangesArgs>,
	options: LookupOutputOptions = {},
): pulumi.Output<GetVpcRangesResult> {
	return lookUpOutput("getVpcRanges", args, options);
}
