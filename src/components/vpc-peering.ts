import * as pulumi from "@pulumi/pulumi";
import { getCallerIdentityOutput } from "../lookups/get-caller-identity";
import { getVpcPeeringReachabilityOutput } from "../lookups/get-vpc-peering-reachability";
import { CdtActivation, type CdtActivationArgs } from "../resources/cdt-activation";
import type { ComponentHints } from "../resources/declared-resource";
import { VpcPeerConnection, type VpcPeerConnectionArgs } from "../resources/vpc-peer-connection";
import {
	VpcPeerConnectionAccepter,
	type VpcPeerConnectionAccepterArgs,
} from "../resources/vpc-peer-connection-accepter";
import { VpcPeerRoutes, type VpcPeerRoutesArgs } from "../resources/vpc-peer-routes";
import type { Reachability } from "../schema/reachability";
import type { MadeRoute } from "../schema/vpc-peer-routes-state";
import { type ComponentOptions, replacementOptions } from "./component-options";
import { namesByAliases } from "./names-by-aliases";
import { sharedBy } from "./one-account";
import { withoutOverlap } from "./overlaps";
import { accepterInputs, cdtInputs, connectionInputs, inputsFrom, routesInputs } from "./part-inputs";
import { aliasesOf, type Placement, partOf, placement, plainPlacement, type SideName } from "./peering-placement";
import { credentialsOf, hasOwnCredentials, haveSameCredentials, isOutOfReach, stackRegion } from "./side-credentials";
import { assertPeeringInputs, type VpcPeeringArgs } from "./vpc-peering-args";

/**
 * A whole VPC peering: the connection, its acceptance where the two sides have different credentials, Cloud Data Transfer
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

	// Private to the language, too: a component that is exported as a whole becomes an output with all its other members.
	readonly #name: string;
	readonly #args: VpcPeeringArgs;
	readonly #placement: Placement;
	readonly #dependencies: pulumi.CustomResource[];
	#ways: pulumi.Output<Reachability> | undefined;

	/**
	 * @param name The name in the program; the resources in it are called `<name>`, `<name>-accepter`,
	 * `<name>-requester-routes`, `<name>-accepter-routes`, `<name>-requester-cdt` and `<name>-accepter-cdt`.
	 * @param args Both sides and the connection.
	 * @param opts The options of the component; they hold for the resources in it. With `deleteBeforeReplace` a replacement of the
	 * connection that was asked for (`--replace`) makes it anew.
	 */
	constructor(name: string, args: VpcPeeringArgs, opts?: ComponentOptions) {
		assertPeeringInputs(name, args);
		super(VpcPeering.type, name, {}, opts);
		const { requester, accepter } = args;
		this.#name = name;
		this.#args = args;
		this.#placement = (args as { [placement]?: Placement })[placement] ?? placementOf(name, opts);
		const cdt = [this.#cdtOf("requester"), this.#cdtOf("accepter")].filter((one) => one !== undefined);
		const accepts =
			!isOutOfReach(accepter) && (hasOwnCredentials(accepter) || !haveSameCredentials(requester, accepter));
		this.connection = this.#connection(accepts, cdt, opts);
		this.accepter = accepts ? this.#accepter() : undefined;
		// Without credentials for it, another account's route tables can't be written.
		const routes = [this.#routesOf("requester", true), this.#routesOf("accepter", !isOutOfReach(accepter))];
		this.instanceId = this.connection.instanceId;
		this.status = this.accepter?.status ?? this.connection.status;
		this.pendingAcceptance = this.accepter === undefined ? this.connection.pendingAcceptance : pulumi.output(undefined);
		const [requesterRoutes, accepterRoutes] = routes.map((one) => one?.routes ?? pulumi.output<MadeRoute[]>([]));
		this.requesterRoutes = requesterRoutes as pulumi.Output<MadeRoute[]>;
		this.accepterRoutes = accepterRoutes as pulumi.Output<MadeRoute[]>;
		this.#dependencies = [this.connection, this.accepter, ...routes].filter((one) => one !== undefined);
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
		const { requester, accepter } = this.#args;
		this.#ways ??= getVpcPeeringReachabilityOutput(
			{
				instanceId: this.instanceId,
				requester: credentialsOf(requester),
				requesterVpcId: requester.vpcId,
				...(this.accepter === undefined ? {} : { accepter: credentialsOf(accepter) }),
			},
			{ dependsOn: this.#dependencies },
		);
		return this.#ways;
	}

	#cdtOf(side: SideName): CdtActivation | undefined {
		const {
			[side]: { cdt = false, ...credentials },
		} = this.#args;
		if (cdt === false) {
			return undefined;
		}
		const { name, aliases } = partOf(this.#name, side, "cdt", this.#placement);
		return new CdtActivation(
			name,
			{ ...inputsFrom<CdtActivationArgs>(cdtInputs, this.#args, credentials), crossBorder: cdt === "cross-border" },
			{ parent: this, aliases },
		);
	}

	#connection(accepts: boolean, dependsOn: CdtActivation[], opts: ComponentOptions | undefined): VpcPeerConnection {
		const { requester, accepter, allowOverlappingCidrs } = this.#args;
		const asking = { ...requester, ...sharedBy(requester, accepter) };
		const { waitForActivated, ...inputs } = inputsFrom<VpcPeerConnectionArgs>(connectionInputs, this.#args, asking);
		const acceptingAliUid =
			accepter.aliUid ?? (accepts ? getCallerIdentityOutput(credentialsOf(accepter)).accountId : undefined);
		// The connection's own default is the requester's region; a side's is the stack's.
		const acceptingRegionId = accepter.regionId ?? (requester.regionId === undefined ? undefined : stackRegion());
		return new VpcPeerConnection(
			this.#name,
			{
				...inputs,
				vpcId: requester.vpcId,
				acceptingVpcId: accepts
					? withoutOverlap("VpcPeering", requester, accepter, allowOverlappingCidrs)
					: accepter.vpcId,
				...(acceptingRegionId === undefined ? {} : { acceptingRegionId }),
				...(acceptingAliUid === undefined ? {} : { acceptingAliUid }),
				// The acceptance comes after the connection: to wait for it there would be to wait for ever.
				...(accepts ? acceptedByProgram : waitForActivated === undefined ? {} : { waitForActivated }),
			},
			{
				parent: this,
				dependsOn,
				aliases: aliasesOf(this.#placement.formerNames, () => ""),
				...replacementOptions(opts),
			},
		);
	}

	#accepter(): VpcPeerConnectionAccepter {
		const { requester, accepter } = this.#args;
		return new VpcPeerConnectionAccepter(
			`${this.#name}-accepter`,
			{
				...inputsFrom<VpcPeerConnectionAccepterArgs>(accepterInputs, this.#args, {
					...accepter,
					...sharedBy(requester, accepter),
				}),
				instanceId: this.connection.instanceId,
				...(accepter.regionId === undefined ? {} : { acceptingRegionId: accepter.regionId }),
			},
			{ parent: this, aliases: aliasesOf(this.#placement.formerNames, () => "-accepter") },
		);
	}

	#routesOf(side: SideName, possible: boolean): VpcPeerRoutes | undefined {
		const { [side]: ends, requester, accepter } = this.#args;
		const { vpcId, regionId } = side === "requester" ? accepter : requester;
		const leadsTo: ComponentHints = { __leadsTo: { vpcId, regionId } };
		const { routes = possible } = ends;
		if (routes === false) {
			return undefined;
		}
		const { name, aliases } = partOf(this.#name, side, "routes", this.#placement);
		return new VpcPeerRoutes(
			name,
			{
				// Nobody waits for another account's people: the next run makes the routes.
				...(isOutOfReach(accepter) ? { whileAccepting: "postpone" } : {}),
				...inputsFrom<VpcPeerRoutesArgs>(routesInputs, this.#args, ends),
				// Not the acceptance's, which is not known in a preview that adds one: the routes would seem to be replaced.
				instanceId: this.connection.instanceId,
				vpcId: ends.vpcId,
				...(routes === true ? {} : { routeTables: routes }),
				...leadsTo,
			},
			// Before the acceptance no route can be made.
			{ parent: this, aliases, dependsOn: this.accepter ?? [] },
		);
	}

	/** True for a VpcPeering, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeering {
		return (
			pulumi.ComponentResource.isInstance(value) &&
			(value as unknown as { __pulumiType?: string }).__pulumiType === VpcPeering.type
		);
	}
}

/**
 * The parts have the former names of the peering by aliases of their own. By itself the engine hands down the aliases of a
 * component only as long as the state does not know its new name: a run that failed for want of the alias has put it there.
 */
function placementOf(name: string, opts: ComponentOptions | undefined): Placement {
	const [, ...former] = namesByAliases(name, opts?.aliases);
	return { ...plainPlacement, formerNames: former.map((one) => ({ name: one, crossed: false })) };
}

/** Told to the provider alone: that somebody must accept is no news where the same run does. */
const acceptedByProgram: ComponentHints = { __acceptedByProgram: true };
