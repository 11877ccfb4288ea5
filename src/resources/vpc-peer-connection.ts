import type * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../schema/shared-inputs";
import type { VpcPeerConnectionStatus } from "../schema/status";
import type { VpcPeerConnectionInputs } from "../schema/vpc-peer-connection-inputs";
import { dryRunIdPrefix, type dryRunStatus, type VpcPeerConnectionState } from "../schema/vpc-peer-connection-state";
import type { ArgsOf } from "./args";
import { DeclaredResource, isOfKind, type OutputsOf, typeOf } from "./declared-resource";

/** What a program says about a VPC peering connection. */
export type VpcPeerConnectionArgs = ArgsOf<VpcPeerConnectionInputs>;

/** With whose credentials `VpcPeerConnection.get` looks. */
export type VpcPeerConnectionGetState = Pick<VpcPeerConnectionArgs, "profile" | "assumeRole">;

const outputs: OutputsOf<VpcPeerConnectionState> = {
	instanceId: undefined,
	status: undefined,
	clientToken: undefined,
	cloud: undefined,
	regionId: undefined,
	vpcId: undefined,
	acceptingAliUid: undefined,
	acceptingRegionId: undefined,
	acceptingVpcId: undefined,
	ownerId: undefined,
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
	pendingAcceptance: undefined,
	adopt: undefined,
	direction: undefined,
	dryRun: undefined,
	force: undefined,
	waitForActivated: undefined,
	allowOverlappingCidrs: undefined,
	timeouts: undefined,
	profile: undefined,
	assumeRole: undefined,
};

/**
 * A VPC peering connection of Alibaba Cloud: it joins two VPCs, in one region or two, of one account or two.
 *
 * `pulumi up` creates it and waits until it is Activated. A connection to another account ends at Accepting: that
 * account has to accept it (output `pendingAcceptance`), unless `waitForActivated` asks to wait for that.
 *
 * @example
 * ```ts
 * const peering = new VpcPeerConnection("app-to-data", {
 *   vpcId: app.id,
 *   acceptingVpcId: data.id,
 *   name: "app-to-data",
 *   tags: { team: "network" },
 * });
 * export const instanceId = peering.instanceId;
 * ```
 *
 * @example Between two regions
 * ```ts
 * new VpcPeerConnection("hangzhou-to-shanghai", {
 *   regionId: "cn-hangzhou",
 *   vpcId: "vpc-bp1gsk7h12ew7oegk0001",
 *   acceptingRegionId: "cn-shanghai",
 *   acceptingVpcId: "vpc-uf6vzjkp2q1xgnind0002",
 *   bandwidth: 200,
 *   linkType: "Platinum",
 * });
 * ```
 */
export class VpcPeerConnection extends DeclaredResource {
	/** The type, as policies and the state write it. */
	static readonly type = typeOf("VpcPeerConnection");

	// `declare`: a field without it would be wiped by its own initializer after the base class has assigned it.

	/** The connection's id (`pcc-...`). Not there (undefined) when `dryRun` is on. */
	declare readonly instanceId: pulumi.Output<string>;
	/** The cloud's status, usually `Activated` or `Accepting`; `DryRunPassed` when `dryRun` is on. */
	declare readonly status: pulumi.Output<VpcPeerConnectionStatus | typeof dryRunStatus>;
	/** The ClientToken with which the connection was created; not there where another hand created it (`adopt`, import). */
	declare readonly clientToken: pulumi.Output<string | undefined>;
	/** Where the connection lives: `alibabacloud`, or the address of an emulator. */
	declare readonly cloud: pulumi.Output<string>;
	declare readonly regionId: pulumi.Output<string>;
	declare readonly vpcId: pulumi.Output<string>;
	/** The account that owns the accepter VPC. */
	declare readonly acceptingAliUid: pulumi.Output<string>;
	declare readonly acceptingRegionId: pulumi.Output<string>;
	declare readonly acceptingVpcId: pulumi.Output<string>;
	/** The account that asked for the connection; with `direction: "either"` the account that owns `vpcId`. */
	declare readonly ownerId: pulumi.Output<string>;
	declare readonly name: pulumi.Output<string | undefined>;
	declare readonly description: pulumi.Output<string | undefined>;
	/** In Mbit/s; -1 means not limited, as every connection inside one region. */
	declare readonly bandwidth: pulumi.Output<number>;
	/** Not there inside one region. */
	declare readonly linkType: pulumi.Output<string | undefined>;
	declare readonly resourceGroupId: pulumi.Output<string | undefined>;
	declare readonly tags: pulumi.Output<Record<string, string>>;
	/** `Normal`, or `FinancialLocked` on overdue payment. */
	declare readonly bizStatus: pulumi.Output<string | undefined>;
	/** The IPv4 ranges of the requester VPC, primary and secondary. */
	declare readonly vpcIpv4Cidrs: pulumi.Output<string[]>;
	declare readonly vpcIpv6Cidrs: pulumi.Output<string[]>;
	/** The IPv4 ranges of the accepter VPC, primary and secondary. */
	declare readonly acceptingVpcIpv4Cidrs: pulumi.Output<string[]>;
	declare readonly acceptingVpcIpv6Cidrs: pulumi.Output<string[]>;
	/** When the connection was created, as `YYYY-MM-DDThh:mm:ssZ`. */
	declare readonly createTime: pulumi.Output<string | undefined>;
	declare readonly modifyTime: pulumi.Output<string | undefined>;
	/** When the request expires, while nobody has accepted it. */
	declare readonly expireTime: pulumi.Output<string | undefined>;
	/** The service of the cloud that owns the connection, if one does. */
	declare readonly managedService: pulumi.Output<string | undefined>;
	/** Who must accept, and by when; not there once accepted. */
	declare readonly pendingAcceptance: pulumi.Output<string | undefined>;
	declare readonly adopt: pulumi.Output<boolean | undefined>;
	declare readonly direction: pulumi.Output<"exact" | "either" | undefined>;
	declare readonly dryRun: pulumi.Output<boolean | undefined>;
	declare readonly force: pulumi.Output<boolean | undefined>;
	declare readonly waitForActivated: pulumi.Output<boolean | undefined>;
	declare readonly allowOverlappingCidrs: pulumi.Output<boolean | undefined>;
	declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
	declare readonly profile: pulumi.Output<string | undefined>;
	declare readonly assumeRole: pulumi.Output<VpcPeerConnectionInputs["assumeRole"]>;

	/**
	 * @param name The resource's name in the program, unique among the stack's connections.
	 * @param args What the connection joins, and how.
	 * @param opts The resource's options. `customTimeouts` count as `timeouts` where `args` name none.
	 */
	constructor(name: string, args: VpcPeerConnectionArgs, opts?: pulumi.CustomResourceOptions) {
		super("VpcPeerConnection", outputs, name, args, opts);
		// While a change in place is previewed the engine knows the id, and no other output: what takes the connection's id
		// would seem to be replaced.
		this.instanceId = this.id.apply((id) =>
			id.startsWith(dryRunIdPrefix) ? undefined : id,
		) as unknown as pulumi.Output<string>;
	}

	/**
	 * Looks up a connection that another hand made, or another stack: a resource with all outputs, which this stack neither
	 * changes nor deletes. A connection that is not there fails the preview.
	 *
	 * @param name The resource's name in the program, unique among the stack's connections.
	 * @param id The connection's id (`pcc-...`).
	 * @param state With whose credentials to look; by default with the stack's.
	 * @param opts The resource's options.
	 *
	 * @example
	 * ```ts
	 * const shared = VpcPeerConnection.get("shared", "pcc-lnk0m24khwvtkm****");
	 * export const ranges = shared.acceptingVpcIpv4Cidrs;
	 * ```
	 */
	static get(
		name: string,
		id: pulumi.Input<pulumi.ID>,
		state: VpcPeerConnectionGetState = {},
		opts?: pulumi.CustomResourceOptions,
	): VpcPeerConnection {
		return new VpcPeerConnection(name, state as VpcPeerConnectionArgs, { ...opts, id });
	}

	/** True for a VpcPeerConnection, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeerConnection {
		return isOfKind("VpcPeerConnection", value);
	}
}
