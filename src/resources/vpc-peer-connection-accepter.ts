import type * as pulumi from "@pulumi/pulumi";
import type { AssumeRole, Timeouts } from "../schema/shared-inputs";
import type { VpcPeerConnectionStatus } from "../schema/status";
import type { VpcPeerConnectionAccepterInputs } from "../schema/vpc-peer-connection-accepter-inputs";
import type { VpcPeerConnectionAccepterState } from "../schema/vpc-peer-connection-accepter-state";
import type { ArgsOf } from "./args";
import { DeclaredResource, isOfKind, type OutputsOf, typeOf } from "./declared-resource";

/** What a program says about the accepting side of a VPC peering connection. */
export type VpcPeerConnectionAccepterArgs = ArgsOf<VpcPeerConnectionAccepterInputs>;

const outputs: OutputsOf<VpcPeerConnectionAccepterState> = {
	instanceId: undefined,
	status: undefined,
	cloud: undefined,
	regionId: undefined,
	vpcId: undefined,
	ownerId: undefined,
	acceptingAliUid: undefined,
	acceptingRegionId: undefined,
	acceptingVpcId: undefined,
	name: undefined,
	description: undefined,
	bandwidth: undefined,
	linkType: undefined,
	resourceGroupId: undefined,
	tags: undefined,
	bizStatus: undefined,
	vpcIpv4Cidrs: undefined,
	vpcIpv6Cidrs: undefined,
	acceptingVpcIpv4Cidrs: undefined,
	acceptingVpcIpv6Cidrs: undefined,
	createTime: undefined,
	modifyTime: undefined,
	expireTime: undefined,
	managedService: undefined,
	action: undefined,
	direction: undefined,
	onDelete: undefined,
	force: undefined,
	timeouts: undefined,
	profile: undefined,
	assumeRole: undefined,
};

/**
 * The accepting side of a VPC peering connection between two accounts: accepts it (or rejects it) with the accepting
 * account's credentials, and waits until it is seen to be Activated.
 *
 * One program may hold both sides. Then the connection must not wait for the acceptance itself (`waitForActivated` stays
 * off), because the acceptance comes after it; what needs a working connection takes the accepter's `instanceId`.
 *
 * **Deleting the resource keeps the connection**, unless `onDelete` is `"delete"`: then it is deleted for both accounts.
 *
 * @example
 * ```ts
 * const peering = new VpcPeerConnection("to-partner", {
 *   vpcId: "vpc-bp1gsk7h12ew7oegk0001",
 *   acceptingAliUid: "253460731706911258",
 *   acceptingVpcId: "vpc-bp1vzjkp2q1xgnind0002",
 * });
 * const accepter = new VpcPeerConnectionAccepter("from-us", {
 *   instanceId: peering.instanceId,
 *   profile: "partner",
 *   tags: { team: "network" },
 * });
 * export const status = accepter.status; // Activated
 * ```
 */
export class VpcPeerConnectionAccepter extends DeclaredResource {
	/** The type, as policies and the state write it. */
	static readonly type = typeOf("VpcPeerConnectionAccepter");

	/** The connection's id (`pcc-...`), known once it is answered. */
	declare readonly instanceId: pulumi.Output<string>;
	/** `Activated` once accepted, `Rejected` once rejected. */
	declare readonly status: pulumi.Output<VpcPeerConnectionStatus>;
	/** Where the connection lives: `alibabacloud`, or the address of an emulator. */
	declare readonly cloud: pulumi.Output<string>;
	/** The requester's region. */
	declare readonly regionId: pulumi.Output<string>;
	/** The requester VPC. */
	declare readonly vpcId: pulumi.Output<string>;
	/** The account that asked for the connection. */
	declare readonly ownerId: pulumi.Output<string>;
	/** The account that answers. */
	declare readonly acceptingAliUid: pulumi.Output<string>;
	declare readonly acceptingRegionId: pulumi.Output<string>;
	declare readonly acceptingVpcId: pulumi.Output<string>;
	declare readonly name: pulumi.Output<string | undefined>;
	declare readonly description: pulumi.Output<string | undefined>;
	/** In Mbit/s; -1 means not limited, as every connection inside one region. */
	declare readonly bandwidth: pulumi.Output<number>;
	/** Not there inside one region. */
	declare readonly linkType: pulumi.Output<string | undefined>;
	/** In the accepting account. */
	declare readonly resourceGroupId: pulumi.Output<string | undefined>;
	/** In the accepting account. */
	declare readonly tags: pulumi.Output<Record<string, string>>;
	/** `Normal`, or `FinancialLocked` on overdue payment. */
	declare readonly bizStatus: pulumi.Output<string | undefined>;
	/** The IPv4 ranges of the requester VPC, primary and secondary. */
	declare readonly vpcIpv4Cidrs: pulumi.Output<string[]>;
	declare readonly vpcIpv6Cidrs: pulumi.Output<string[]>;
	/** The IPv4 ranges of the accepter VPC, primary and secondary. */
	declare readonly acceptingVpcIpv4Cidrs: pulumi.Output<string[]>;
	declare readonly acceptingVpcIpv6Cidrs: pulumi.Output<string[]>;
	/** When the connection was asked for, as `YYYY-MM-DDThh:mm:ssZ`. */
	declare readonly createTime: pulumi.Output<string | undefined>;
	declare readonly modifyTime: pulumi.Output<string | undefined>;
	declare readonly expireTime: pulumi.Output<string | undefined>;
	/** The service of the cloud that owns the connection, if one does. */
	declare readonly managedService: pulumi.Output<string | undefined>;
	declare readonly action: pulumi.Output<"accept" | "reject" | undefined>;
	declare readonly direction: pulumi.Output<"exact" | "either" | undefined>;
	declare readonly onDelete: pulumi.Output<"keep" | "delete" | undefined>;
	declare readonly force: pulumi.Output<boolean | undefined>;
	declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
	declare readonly profile: pulumi.Output<string | undefined>;
	declare readonly assumeRole: pulumi.Output<AssumeRole | undefined>;

	/**
	 * @param name The resource's name in the program, unique among the stack's accepters.
	 * @param args Which connection, with which credentials, and what the accepting account sets on its side.
	 * @param opts The resource's options. `customTimeouts` count as `timeouts` where `args` name none.
	 */
	constructor(name: string, args: VpcPeerConnectionAccepterArgs, opts?: pulumi.CustomResourceOptions) {
		super("VpcPeerConnectionAccepter", outputs, name, args, opts);
		// As with the connection: known while a change in place is previewed.
		this.instanceId = this.id;
	}

	/** True for a VpcPeerConnectionAccepter, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeerConnectionAccepter {
		return isOfKind("VpcPeerConnectionAccepter", value);
	}
}
