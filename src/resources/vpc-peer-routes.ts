import type * as pulumi from "@pulumi/pulumi";
import type { AssumeRole, Timeouts } from "../schema/shared-inputs";
import type { RouteTableSelection, VpcPeerRoutesInputs } from "../schema/vpc-peer-routes-inputs";
import type { LeftAlone, MadeRoute, VpcPeerRoutesState } from "../schema/vpc-peer-routes-state";
import type { ArgsOf } from "./args";
import { DeclaredResource, isOfKind, type OutputsOf, typeOf } from "./declared-resource";

/** What a program says about all routes of one side of a peering connection. */
export type VpcPeerRoutesArgs = ArgsOf<VpcPeerRoutesInputs>;

const outputs: OutputsOf<VpcPeerRoutesState> = {
	instanceId: undefined,
	regionId: undefined,
	vpcId: undefined,
	ownerId: undefined,
	cloud: undefined,
	routes: undefined,
	leftAlone: undefined,
	pending: undefined,
	destinations: undefined,
	ipv6: undefined,
	routeTables: undefined,
	conflicts: undefined,
	whileAccepting: undefined,
	timeouts: undefined,
	profile: undefined,
	assumeRole: undefined,
};

/**
 * All routes of one side of a VPC peering connection: for each range of the other VPC, an entry in each route table of
 * this one. Tables and ranges are found out at run time, also of VPCs that the same program makes.
 *
 * Each `pulumi up` compares what is there with what should be, and repairs the difference alone: a route that was deleted
 * by hand comes back, a new range gets its routes, one that is gone loses them. Routes that somebody else made are neither
 * changed nor deleted.
 *
 * @example Both sides
 * ```ts
 * new VpcPeerRoutes("app-to-data", { instanceId: peering.instanceId, vpcId: app.id });
 * new VpcPeerRoutes("data-to-app", {
 *   instanceId: peering.instanceId,
 *   vpcId: data.id,
 *   routeTables: { excludedTags: { tier: "isolated" } },
 * });
 * ```
 */
export class VpcPeerRoutes extends DeclaredResource {
	/** The type, as policies and the state write it. */
	static readonly type = typeOf("VpcPeerRoutes");

	// `declare`: a field without it would be wiped by its own initializer after the base class has assigned it.

	/** The connection that the routes lead to. */
	declare readonly instanceId: pulumi.Output<string>;
	declare readonly regionId: pulumi.Output<string>;
	/** The VPC whose tables have the routes. */
	declare readonly vpcId: pulumi.Output<string>;
	/** The account that the VPC belongs to. */
	declare readonly ownerId: pulumi.Output<string>;
	/** Where the routes live: `alibabacloud`, or the address of an emulator. */
	declare readonly cloud: pulumi.Output<string>;
	/** The routes that this resource made, sorted by table and destination. */
	declare readonly routes: pulumi.Output<MadeRoute[]>;
	/** What it did not make, because somebody else did or because it can't be, each with the reason. */
	declare readonly leftAlone: pulumi.Output<LeftAlone[]>;
	/** What the next `pulumi up` would do; empty when nothing is to be done. */
	declare readonly pending: pulumi.Output<string[]>;
	declare readonly destinations: pulumi.Output<"peer-cidrs" | string[] | undefined>;
	declare readonly ipv6: pulumi.Output<boolean | undefined>;
	declare readonly routeTables: pulumi.Output<RouteTableSelection | undefined>;
	declare readonly conflicts: pulumi.Output<"error" | "leaveAlone" | undefined>;
	declare readonly whileAccepting: pulumi.Output<"wait" | "postpone" | undefined>;
	declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
	declare readonly profile: pulumi.Output<string | undefined>;
	declare readonly assumeRole: pulumi.Output<AssumeRole | undefined>;

	/**
	 * @param name The resource's name in the program, unique among the stack's sets of routes.
	 * @param args Whose routes, to which connection.
	 * @param opts The resource's options. `customTimeouts` count as `timeouts` where `args` name none.
	 */
	constructor(name: string, args: VpcPeerRoutesArgs, opts?: pulumi.CustomResourceOptions) {
		super("VpcPeerRoutes", outputs, name, args, opts);
	}

	/** True for VpcPeerRoutes, also of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeerRoutes {
		return isOfKind("VpcPeerRoutes", value);
	}
}
