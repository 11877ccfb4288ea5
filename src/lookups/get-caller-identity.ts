import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf } from "../resources/args";
import type { CredentialOptions } from "./credential-options";
import { type LookupOutputOptions, lookUp, lookUpOutput } from "./look-up";

/** Whose identity to look up: that of the credentials. */
export type GetCallerIdentityArgs = CredentialOptions;

/** What `getCallerIdentity` finds. */
export interface GetCallerIdentityResult {
	/** The Alibaba Cloud account (the main account's id) to which the credentials belong: digits, as text. */
	accountId: string;
}

/**
 * Looks up the account of the stack's credentials, or of those that `profile` and `assumeRole` name; at preview, too.
 *
 * Source: GetCallerIdentity (Sts, version 2015-04-01).
 *
 * @throws LookupError when the cloud can't be asked.
 *
 * @example
 * ```ts
 * const partner = getCallerIdentity({ profile: "partner" });
 * new VpcPeerConnection("to-partner", { ..., acceptingAliUid: partner.then(({ accountId }) => accountId) });
 * ```
 */
export function getCallerIdentity(args: GetCallerIdentityArgs = {}): Promise<GetCallerIdentityResult> {
	return lookUp("getCallerIdentity", args, false);
}

/** As `getCallerIdentity`, for arguments that may be outputs of resources. */
export function getCallerIdentityOutput(
	args: ArgsOf<GetCallerIdentityArgs> = {},
	options: LookupOutputOptions = {},
): pulumi.Output<GetCallerIdentityResult> {
	return lookUpOutput("getCallerIdentity", args, options);
}
