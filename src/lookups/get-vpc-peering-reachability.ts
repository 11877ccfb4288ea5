import type * as pulumi from "@pulumi/pulumi";
import type { ArgsOf } from "../resources/args";
import type { Reachability } from "../schema/reachability";
import type { CredentialOptions } from "./credential-options";
import { type LookupOutputOptions, lookUp, lookUpOutput } from "./look-up";

/** Which peering to look at, and with whose credentials each side's route tables. */
export interface GetVpcPeeringReachabilityArgs {
	/** The connection's id (`pcc-...`). */
	instanceId: string;
	/** Credentials of the account that asked for the connection. @default the stack's credentials */
	requester?: CredentialOptions | undefined;
	/**
	 * Credentials of the account that accepted it. Without them the route tables of another account's side are not looked at,
	 * and the ways from there are `unknown`.
	 *
	 * @default the requester's, where both VPCs belong to one account
	 */
	accepter?: CredentialOptions | undefined;
	/**
	 * The VPC whose credentials are those of `requester`, where it may be either end of the connection: if it turns out to be
	 * the accepter VPC, the two credentials are exchanged.
	 *
	 * @default the VPC that asked for the connection
	 */
	requesterVpcId?: string | undefined;
}

/**
 * Whether packets find their way through a peering: for each direction and each range of the other VPC, from the
 * connection's status, the routes with the longest matching prefix in each route table, and overlapping ranges. Security
 * groups and network ACLs are not looked at.
 *
 * Sources: GetVpcPeerConnectionAttribute (VpcPeer, version 2022-01-01), DescribeRouteTableList and DescribeRouteEntryList
 * (Vpc, version 2016-04-28).
 *
 * @throws LookupError when there is no such connection, or the cloud can't be asked.
 *
 * @example
 * ```ts
 * const ways = getVpcPeeringReachability({ instanceId: "pcc-...", accepter: { profile: "partner" } });
 * export const broken = ways.then(({ paths }) => paths.filter(({ reachable }) => reachable !== "yes"));
 * ```
 */
export function getVpcPeeringReachability(args: GetVpcPeeringReachabilityArgs): Promise<Reachability> {
	return lookUp("getVpcPeeringReachability", args, false);
}

/** As `getVpcPeeringReachability`, for arguments that may be outputs of resources. */
export function getVpcPeeringReachabilityOutput(
	args: ArgsOf<GetVpcPeeringReachabilityArgs>,
	options: LookupOutputOptions = {},
): pulumi.Output<Reachability> {
	return lookUpOutput("getVpcPeeringReachability", args, options);
}
