import type { AssumeRole, Timeouts } from "./shared-inputs";

/**
 * What a program says about the accepting side of a VPC peering connection, with the accepting account's credentials.
 *
 * Name, description, bandwidth and link type belong to the connection that both accounts share: set them where the
 * connection is declared. The documents do not say whether the accepter may modify them.
 *
 * Sources: AcceptVpcPeerConnection, RejectVpcPeerConnection (VpcPeer, version 2022-01-01).
 */
export interface VpcPeerConnectionAccepterInputs {
	/** The connection (`pcc-...`): the `instanceId` of the requester's resource. A change answers another connection. */
	instanceId: string;
	/**
	 * The region of the accepter VPC, for example `cn-hangzhou`. Not needed: when given, a connection whose accepter is in
	 * another region is refused.
	 *
	 * @default the region that the connection says
	 */
	acceptingRegionId?: string | undefined;
	/**
	 * What the accepting account answers: `accept`, or `reject`. Neither can be taken back: a rejected connection never
	 * works again, an accepted one can only be deleted.
	 *
	 * @default "accept"
	 */
	action?: "accept" | "reject" | undefined;
	/**
	 * Whether it matters which of the two accounts asked for the connection. With `either` a connection for which the account
	 * of these credentials asked itself is as good, once the other account has accepted it: there is nothing left to answer,
	 * and resource group and tags are those of this account all the same.
	 *
	 * @default "exact"
	 */
	direction?: "exact" | "either" | undefined;
	/**
	 * The resource group (`rg-...`) of the connection in the accepting account; each account has its own (inferred from the
	 * API, not documented). Changed in place. Removing it from the program leaves the connection where it is.
	 *
	 * @default the account's default resource group
	 */
	resourceGroupId?: string | undefined;
	/**
	 * Tags of the connection in the accepting account; each account has its own (inferred from the API, not documented). At
	 * most 20; keys of 1 to 128, values of 0 to 128 characters, neither starting with `aliyun` or `acs:` nor containing
	 * http:// or https://. Set with the acceptance, changed in place. With this input the program owns all tags of its
	 * side; without it, tags are left alone.
	 */
	tags?: Record<string, string> | undefined;
	/**
	 * What deleting this resource does to the connection. `keep`: nothing, it works on. `delete`: it is deleted, **for both
	 * accounts**, because a connection has no side of its own that could go alone.
	 *
	 * @default "keep"
	 */
	onDelete?: "keep" | "delete" | undefined;
	/** With true and `onDelete: "delete"`, route entries that point at the connection are deleted along. @default false */
	force?: boolean | undefined;
	/** How long create, update and delete may take. Changing them alone changes nothing. */
	timeouts?: Timeouts | undefined;
	/** A profile of the Alibaba Cloud CLI (`~/.aliyun/config.json`) of the accepting account. @default the stack's credentials */
	profile?: string | undefined;
	/** A role of the accepting account, to be assumed with the stack's credentials, or with those of `profile`. */
	assumeRole?: AssumeRole | undefined;
}
