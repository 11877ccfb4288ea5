import type * as pulumi from "@pulumi/pulumi";
import type { AssumeRole, Timeouts } from "../schema/shared-inputs";
import type { VpcPeerRouteInputs } from "../schema/vpc-peer-route-inputs";
import type { RouteEntryStatus, VpcPeerRouteState } from "../schema/vpc-peer-route-state";
import type { ArgsOf } from "./args";
import { DeclaredResource, isOfKind, type OutputsOf, typeOf } from "./declared-resource";

/** What a program says about one route to a peering connection. */
export type VpcPeerRouteArgs = ArgsOf<VpcPeerRouteInputs>;

const outputs: OutputsOf<VpcPeerRouteState> = {
	routeEntryId: undefined,
	status: undefined,
	cloud: undefined,
	regionId: undefined,
	vpcId: undefined,
	ownerId: undefined,
	routeTableId: undefined,
	destinationCidrBlock: undefined,
	instanceId: undefined,
	name: undefined,
	description: undefined,
	timeouts: undefined,
	profile: undefined,
	assumeRole: undefined,
};

/**
 * One route to a VPC peering connection: an entry of a route table. A connection alone moves no packet: the tables of both
 * VPCs need routes to it. {@link VpcPeerRoutes} makes all routes of one side.
 *
 * `pulumi up` waits until the connection is Activated, makes the entry and waits until it is Available. An entry that leads
 * elsewhere is never overwritten. One that leads to the same connection already is taken over, and that is said.
 *
 * @example
 * ```ts
 * new VpcPeerRoute("app-to-data", {
 *   routeTableId: "vtb-bp145q7glnuzdvzu20001",
 *   destinationCidrBlock: "172.16.0.0/16",
 *   instanceId: peering.instanceId,
 * });
 * ```
 */
export class VpcPeerRoute extends DeclaredResource {
	/** The type, as policies and the state write it. */
	static readonly type = typeOf("VpcPeerRoute");

	// `declare`: a field without it would be wiped by its own initializer after the base class has assigned it.

	/** The entry's id (`rte-...`). */
	declare readonly routeEntryId: pulumi.Output<string>;
	/** The cloud's status, usually `Available`. */
	declare readonly status: pulumi.Output<RouteEntryStatus>;
	/** Where the route lives: `alibabacloud`, or the address of an emulator. */
	declare readonly cloud: pulumi.Output<string>;
	declare readonly regionId: pulumi.Output<string>;
	/** The VPC that the table belongs to. */
	declare readonly vpcId: pulumi.Output<string>;
	/** The account that the table belongs to. */
	declare readonly ownerId: pulumi.Output<string>;
	declare readonly routeTableId: pulumi.Output<string>;
	/** The range in its one form. */
	declare readonly destinationCidrBlock: pulumi.Output<string>;
	/** The connection that the entry leads to. */
	declare readonly instanceId: pulumi.Output<string>;
	declare readonly name: pulumi.Output<string | undefined>;
	declare readonly description: pulumi.Output<string | undefined>;
	declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
	declare readonly profile: pulumi.Output<string | undefined>;
	declare readonly assumeRole: pulumi.Output<AssumeRole | undefined>;

	/**
	 * @param name The resource's name in the program, unique among the stack's routes.
	 * @param args Where the route stands, and where it leads.
	 * @param opts The resource's options. `customTimeouts` count as `timeouts` where `args` name none.
	 */
	constructor(name: string, args: VpcPeerRouteArgs, opts?: pulumi.CustomResourceOptions) {
		super("VpcPeerRoute", outputs, name, args, opts);
	}

	/** True for a VpcPeerRoute, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeerRoute {
		return isOfKind("VpcPeerRoute", value);
	}
}
