import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf } from "../resources/args";
import type { VpcPeerConnectionStatus } from "../schema/status";
import type { CredentialOptions } from "./credential-options";
import { type LookupOutputOptions, lookUp, lookUpOutput } from "./look-up";
import type { VpcPeerConnectionResult } from "./vpc-peer-connection-result";

/** Which connections to look up. All that is given must hold; without anything it is every connection of the region. */
export interface GetVpcPeerConnectionsArgs extends CredentialOptions {
	/**
	 * The region where either end may be.
	 *
	 * @default the configuration `alicloud:region`, then the environment variables `ALICLOUD_REGION`,
	 * `ALIBABA_CLOUD_REGION`
	 */
	regionId?: string | undefined;
	/** A VPC (`vpc-...`) that is one of the two ends. */
	vpcId?: string | undefined;
	/** The connection's whole name. */
	name?: string | undefined;
	/** One status, or several of which one must hold. The cloud knows no such filter: all are asked for, then chosen. */
	status?: VpcPeerConnectionStatus | readonly VpcPeerConnectionStatus[] | undefined;
	/** Tags that the connection must have with these values; it may have others besides. */
	tags?: Record<string, string> | undefined;
	/** The resource group (`rg-...`) of the connection in the account that looks. */
	resourceGroupId?: string | undefined;
}

/** What `getVpcPeerConnections` finds. */
export interface GetVpcPeerConnectionsResult {
	/** The ids, in the order of `connections`. */
	ids: string[];
	/** The connections, whatever their status, ordered by id. */
	connections: VpcPeerConnectionResult[];
	/** The region that was looked in. */
	regionId: string;
}

/**
 * Looks up all connections that fit, in every status unless `status` says otherwise. None is no error.
 *
 * It runs in previews, too, with the stack's credentials or those that `profile` and `assumeRole` name. The same lookup
 * made again in one run shares the first one's answer.
 *
 * Source: ListVpcPeerConnections (VpcPeer, version 2022-01-01), all pages.
 *
 * @throws LookupError when the cloud can't be asked.
 *
 * @example
 * ```ts
 * const waiting = getVpcPeerConnections({ regionId: "cn-hangzhou", status: "Accepting", tags: { team: "network" } });
 * export const toAccept = waiting.then(({ ids }) => ids);
 * ```
 */
export function getVpcPeerConnections(args: GetVpcPeerConnectionsArgs = {}): Promise<GetVpcPeerConnectionsResult> {
	return lookUp("getVpcPeerConnections", args, false);
}

/**
 * As `getVpcPeerConnections`, for arguments that may be outputs of resources. While one of them is not known, as in a
 * preview that would create the resource, the result is not known either.
 */
export function getVpcPeerConnectionsOutput(
	args: ArgsOf<GetVpcPeerConnectionsArgs> = {},
	options: LookupOutputOptions = {},
): pulumi.Output<GetVpcPeerConnectionsResult> {
	return lookUpOutput("getVpcPeerConnections", args, options);
}
