import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf } from "../resources/args";
import type { CredentialOptions } from "./credential-options";
import { type LookupOutputOptions, lookUp, lookUpOutput } from "./look-up";
import type { VpcPeerConnectionResult } from "./vpc-peer-connection-result";

/** Which connection to look up: `instanceId`, or else `vpcId` and `acceptingVpcId`. */
export interface GetVpcPeerConnectionArgs extends CredentialOptions {
	/** The connection's id (`pcc-...`). It is found in every region and status. */
	instanceId?: string | undefined;
	/** One VPC of the connection (`vpc-...`); which of the two asked for the connection does not matter. */
	vpcId?: string | undefined;
	/** The other VPC (`vpc-...`). */
	acceptingVpcId?: string | undefined;
	/**
	 * The region of `vpcId`, where connections are looked for; not needed with `instanceId`.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/** The region of `acceptingVpcId`, looked in when `regionId` does not show the connection. @default regionId */
	acceptingRegionId?: string | undefined;
}

/** What `getVpcPeerConnection` finds. */
export type GetVpcPeerConnectionResult = VpcPeerConnectionResult;

/**
 * Looks up one connection by its id, or by the two VPCs that it joins, whichever way round. Connections of a pair that
 * are Rejected, Expired, Deleting or Deleted don't count; by its id any is found.
 *
 * It runs in previews, too, with the stack's credentials or those that `profile` and `assumeRole` name. The same lookup
 * made again in one run shares the first one's answer.
 *
 * Sources: GetVpcPeerConnectionAttribute and ListVpcPeerConnections (VpcPeer, version 2022-01-01).
 *
 * @throws LookupError when none or more than one fits, or the cloud can't be asked.
 *
 * @example
 * ```ts
 * const shared = getVpcPeerConnection({ vpcId: "vpc-bp1...", acceptingVpcId: "vpc-uf6..." });
 * export const sharedId = shared.then((connection) => connection.instanceId);
 * ```
 */
export function getVpcPeerConnection(args: GetVpcPeerConnectionArgs): Promise<GetVpcPeerConnectionResult> {
	return lookUp("getVpcPeerConnection", args, false);
}

/**
 * As `getVpcPeerConnection`, for arguments that may be outputs of resources. While one of them is not known, as in a
 * preview that would create the resource, the result is not known either.
 */
export function getVpcPeerConnectionOutput(
	args: ArgsOf<GetVpcPeerConnectionArgs>,
	options: LookupOutputOptions = {},
): pulumi.Output<GetVpcPeerConnectionResult> {
	return lookUpOutput("getVpcPeerConnection", args, options);
}
