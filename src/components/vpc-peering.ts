import * as pulumi from "@pulumi/pulumi";
import { getCallerIdentityOutput } from "../lookups/get-caller-identity";
import { getVpcPeeringReachabilityOutput } from "../lookups/get-vpc-peering-reachability";
import { getVpcRangesOutput } from "../lookups/get-vpc-ranges";
import { CdtActivation } from "../resources/cdt-activation";
import { failProgram } from "../resources/failed-program";
import { VpcPeerConnection, type VpcPeerConnectionArgs } from "../resources/vpc-peer-connection";
import { VpcPeerConnectionAccepter } from "../resources/vpc-peer-connection-accepter";
import { VpcPeerRoutes } from "../resources/vpc-peer-routes";
import { overlapsBetween } from "../schema/cidr";
import type { Reachability } from "../schema/reachability";
import type { MadeRoute } from "../schema/vpc-peer-routes-state";
import { DeclarationError } from "./declaration-error";
import { credentialsOf, hasOwnCredentials, stackRegion, type VpcPeeringSide } from "./vpc-peering-side";

/** What of the connection is not a matter of one side. */
type ConnectionArgs = Pick<
	VpcPeerConnectionArgs,
	| "name"
	| "description"
	| "bandwidth"
	| "linkType"
	| "adopt"
	| "force"
	| "allowOverlappingCidrs"
	| "waitForActivated"
	| "timeouts"
>;

/** What a program says about a whole peering: both sides, and the connection between them. */
export interface VpcPeeringArgs extends ConnectionArgs {
	/** The side that asks for the connection, and pays for nothing but its own outgoing traffic. */
	requester: VpcPeeringSide;
	/** The side that accepts it; with credentials of its own it does so in the same run. */
	accepter: VpcPeeringSide;
}

/**
 * A whole VPC peering: the connection, its acceptance where the other side has credentials of its own, Cloud Data Transfer
 * where asked for, and the routes both ways, for all ranges of the VPCs: primary, secondary and IPv6.
 *
 * Route tables and ranges are found out at run time, so the VPCs may be made by the same program. A range that a VPC gains
 * or loses later changes just its own routes.
 *
 * @example One account
 * ```ts
 * new VpcPeering("app-to-data", { requester: { vpcId: app.id }, accepter: { vpcId: data.id } });
 * ```
 *
 * @example Two accounts, two regions
 * ```ts
 * const peering = new VpcPeering("app-to-partner", {
 *   requester: { vpcId: "vpc-bp1...", regionId: "cn-hangzhou" },
 *   accepter: { vpcId: "vpc-uf6...", regionId: "cn-shanghai", assumeRole: { roleArn: "acs:ram::2534607...:role/peering" } },
 *   bandwidth: 200,
 * });
 * export const reachable = peering.reachability.reachable;
 * ```
 */
export class VpcPeering extends pulumi.ComponentResource {
	/** The type, as policies and the state write it. */
	static readonly type = "alicloud-vpcpeer:index:VpcPeering";

	/** The connection's id (`pcc-...`). */
	readonly instanceId: pulumi.Output<string>;
	/** The connection's status, after the acceptance where the program makes it. */
	readonly status: pulumi.Output<string>;
	/** Who must accept, and by when, where the program can't. */
	readonly pendingAcceptance: pulumi.Output<string | undefined>;
	/** The routes in the requester's tables. */
	readonly requesterRoutes: pulumi.Output<MadeRoute[]>;
	/** The routes in the accepter's tables. */
	readonly accepterRoutes: pulumi.Output<MadeRoute[]>;
	/** The connection itself. */
	readonly connection: VpcPeerConnection;
	/** The acceptance; undefined where none is needed, or the program has no credentials for it. */
	readonly accepter: VpcPeerConnectionAccepter | undefined;

	private readonly args: VpcPeeringArgs;
	private readonly dependencies: pulumi.CustomResource[];
	private ways: pulumi.Output<Reachability> | undefined;

	/**
	 * @param name The name in the program; the resources in it are called `<name>`, `<name>-accepter`,
	 * `<name>-requester-routes`, `<name>-accepter-routes`, `<name>-requester-cdt` and `<name>-accepter-cdt`.
	 * @param args Both sides and the connection.
	 * @param opts The options of the component; they hold for the resources in it.
	 */
	constructor(name: string, args: VpcPeeringArgs, opts?: pulumi.ComponentResourceOptions) {
		super(VpcPeering.type, name, {}, opts);
		const { requester, accepter } = args;
		this.args = args;
		const cdt = [this.cdtOf(`${name}-requester-cdt`, requester), this.cdtOf(`${name}-accepter-cdt`, accepter)];
		this.connection = this.connectionOf(
			name,
			args,
			cdt.filter((one) => one !== undefined),
		);
		this.accepter = hasOwnCredentials(accepter) ? this.accepterOf(`${name}-accepter`, accepter) : undefined;
		const routes = [
			this.routesOf(`${name}-requester-routes`, requester, true),
			// Without credentials for it, another account's route tables can't be written.
			this.routesOf(`${name}-accepter-routes`, accepter, hasOwnCredentials(accepter) || accepter.aliUid === undefined),
		];
		this.instanceId = this.connection.instanceId;
		this.status = this.accepter?.status ?? this.connection.status;
		this.pendingAcceptance = this.accepter === undefined ? this.connection.pendingAcceptance : pulumi.output(undefined);
		const [requesterRoutes, accepterRoutes] = routes.map((one) => one?.routes ?? pulumi.output<MadeRoute[]>([]));
		this.requesterRoutes = requesterRoutes as pulumi.Output<MadeRoute[]>;
		this.accepterRoutes = accepterRoutes as pulumi.Output<MadeRoute[]>;
		this.dependencies = [this.connection, this.accepter, ...routes].filter((one) => one !== undefined);
		this.registerOutputs({
			instanceId: this.instanceId,
			status: this.status,
			requesterRoutes: this.requesterRoutes,
			accepterRoutes: this.accepterRoutes,
		});
	}

	/**
	 * Whether packets find their way: for each direction and range, with the reasons where they don't. Looked up in the cloud
	 * after everything else, and only in programs that use it: it costs a few requests in each run.
	 */
	get reachability(): pulumi.Output<Reachability> {
		const { requester, accepter } = this.args;
		this.ways ??= getVpcPeeringReachabilityOutput(
			{
				instanceId: this.instanceId,
				requester: credentialsOf(requester),
				...(hasOwnCredentials(accepter) ? { accepter: credentialsOf(accepter) } : {}),
			},
			{ dependsOn: this.dependencies },
		);
		return this.ways;
	}

	private cdtOf(name: string, side: VpcPeeringSide): CdtActivation | undefined {
		const { cdt = false } = side;
		return cdt === false
			? undefined
			: new CdtActivation(name, { crossBorder: cdt === "cross-border", ...credentialsOf(side) }, { parent: this });
	}

	private connectionOf(name: string, args: VpcPeeringArgs, dependsOn: CdtActivation[]): VpcPeerConnection {
		const { requester, accepter, ...connection } = args;
		const twoCredentials = hasOwnCredentials(accepter);
		return new VpcPeerConnection(
			name,
			{
				...connection,
				...credentialsOf(requester),
				...given({
					regionId: requester.regionId,
					// The connection's own default is the requester's region; a side's is the stack's.
					acceptingRegionId: accepter.regionId ?? (requester.regionId === undefined ? undefined : stackRegion()),
					resourceGroupId: requester.resourceGroupId,
					tags: requester.tags,
				}),
				vpcId: requester.vpcId,
				acceptingVpcId: twoCredentials ? withoutOverlap(args) : accepter.vpcId,
				...given({
					acceptingAliUid:
						accepter.aliUid ??
						(twoCredentials ? getCallerIdentityOutput(credentialsOf(accepter)).accountId : undefined),
				}),
			},
			{ parent: this, dependsOn },
		);
	}

	private accepterOf(name: string, accepter: VpcPeeringSide): VpcPeerConnectionAccepter {
		return new VpcPeerConnectionAccepter(
			name,
			{
				instanceId: this.connection.instanceId,
				...credentialsOf(accepter),
				...given({
					acceptingRegionId: accepter.regionId,
					resourceGroupId: accepter.resourceGroupId,
					tags: accepter.tags,
					timeouts: this.args.timeouts,
				}),
			},
			{ parent: this },
		);
	}

	private routesOf(name: string, side: VpcPeeringSide, possible: boolean): VpcPeerRoutes | undefined {
		const { routes = possible } = side;
		if (routes === false) {
			return undefined;
		}
		return new VpcPeerRoutes(
			name,
			{
				// From the acceptance, where there is one: before it no route can be made.
				instanceId: this.accepter?.instanceId ?? this.connection.instanceId,
				vpcId: side.vpcId,
				...credentialsOf(side),
				...given({
					regionId: side.regionId,
					ipv6: side.ipv6,
					// Nobody waits for another account's people: the next run makes the routes.
					whileAccepting: this.isOneSided() ? ("postpone" as const) : undefined,
					routeTables: routes === true ? undefined : routes,
					timeouts: this.args.timeouts,
				}),
			},
			{ parent: this },
		);
	}

	/** True where another account has to accept by itself. */
	private isOneSided(): boolean {
		const { accepter } = this.args;
		return accepter.aliUid !== undefined && !hasOwnCredentials(accepter);
	}

	/** True for a VpcPeering, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeering {
		return (
			pulumi.ComponentResource.isInstance(value) &&
			(value as unknown as { __pulumiType?: string }).__pulumiType === VpcPeering.type
		);
	}
}

/** The members that are there. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};
}

/**
 * The accepter's VPC, once its ranges have been compared with the requester's: each side's credentials see one of them, and
 * the connection's own review sees the requester's only.
 */
function withoutOverlap({ requester, accepter, allowOverlappingCidrs }: VpcPeeringArgs): pulumi.Output<string> {
	const [left, right] = [requester, accepter].map((side) =>
		getVpcRangesOutput({
			vpcId: side.vpcId,
			...given({ regionId: side.regionId }),
			...credentialsOf(side),
		}),
	);
	return pulumi.all([left, right, allowOverlappingCidrs, accepter.vpcId]).apply(([ours, theirs, allowed, vpcId]) => {
		const overlaps = overlapsBetween(ours?.cidrBlocks ?? [], theirs?.cidrBlocks ?? []);
		if (overlaps.length > 0 && allowed !== true) {
			return failProgram(
				new DeclarationError(
					`VpcPeering: ${ours?.vpcId} and ${vpcId} overlap: ${overlaps.map((pair) => pair.join(" and ")).join("; ")}. The cloud accepts this, and traffic to these ranges silently fails. Change the ranges, or set allowOverlappingCidrs: true if it is wanted.`,
				),
			);
		}
		return vpcId;
	}) as pulumi.Output<string>;
}
