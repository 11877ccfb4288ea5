import * as pulumi from "@pulumi/pulumi";
import { getVpcRangesOutput } from "../lookups/get-vpc-ranges";
import { overlapsBetween } from "../schema/cidr";
import { DeclarationError } from "./declaration-error";
import { assertQuotas, type MeshQuotas } from "./mesh-quotas";
import { type MeshPair, type MeshTopology, pairsOf } from "./mesh-topology";
import { VpcPeering, type VpcPeeringArgs } from "./vpc-peering";
import { credentialsOf, stackRegion, type VpcPeeringSide } from "./vpc-peering-side";

/** What of each connection is the same in the whole mesh. */
type ConnectionArgs = Pick<VpcPeeringArgs, "description" | "adopt" | "force" | "allowOverlappingCidrs" | "timeouts">;

/** What a program says about a mesh of VPCs. */
export interface VpcPeeringMeshArgs extends ConnectionArgs {
	/**
	 * The VPCs, by names of the program's own: two or more. The names become part of the names of the peerings: of two VPCs the
	 * one that stands first asks for the connection.
	 */
	vpcs: Record<string, VpcPeeringSide>;
	/**
	 * `"full"`: each VPC with each other. `{ hub: "<name>" }`: that VPC with each other, and the others, the spokes, not with one
	 * another: peering is not transitive.
	 *
	 * @default "full"
	 */
	topology?: MeshTopology | undefined;
	/** The bandwidth of connections between regions, in Mbit/s; those inside a region have none. @default 1024 */
	bandwidth?: pulumi.Input<number | undefined> | undefined;
	/** The class of connections between regions: `Platinum` or `Gold`. @default "Gold" */
	linkType?: pulumi.Input<"Platinum" | "Gold" | undefined> | undefined;
	/** The names of the connections in the cloud. @default no names */
	connectionName?: ((requester: string, accepter: string) => string) | undefined;
	/** What the accounts' quotas allow, where they were raised in Quota Center. @default the documented defaults */
	quotas?: Partial<MeshQuotas> | undefined;
}

/**
 * Many VPCs joined by peerings: each with each other, or all with a hub. More connections than the quotas allow, a hub that
 * is not there, one VPC under two names, and spokes whose ranges overlap are said at preview, before anything is made.
 *
 * @example
 * ```ts
 * new VpcPeeringMesh("net", {
 *   vpcs: { shared: { vpcId: shared.id }, app: { vpcId: app.id }, data: { vpcId: data.id } },
 *   topology: { hub: "shared" },
 * });
 * ```
 */
export class VpcPeeringMesh extends pulumi.ComponentResource {
	/** The type, as policies and the state write it. */
	static readonly type = "alicloud-vpcpeer:index:VpcPeeringMesh";

	/** The peerings, by `<requester>-<accepter>`. */
	readonly peerings: Readonly<Record<string, VpcPeering>>;
	/** The connections' ids, by the same names. */
	readonly instanceIds: pulumi.Output<Record<string, string>>;
	/** The connections' statuses, by the same names. */
	readonly statuses: pulumi.Output<Record<string, string>>;

	/**
	 * @param name The name in the program; the peerings in it are called `<name>-<requester>-<accepter>`.
	 * @param args The VPCs and how they are joined.
	 * @param opts The options of the component; they hold for the resources in it.
	 */
	constructor(name: string, args: VpcPeeringMeshArgs, opts?: pulumi.ComponentResourceOptions) {
		super(VpcPeeringMesh.type, name, {}, opts);
		const { vpcs, topology = "full" } = args;
		const pairs = pairsOf(name, vpcs, topology);
		assertQuotas(name, vpcs, pairs, args.quotas ?? {});
		const sides = topology === "full" ? vpcs : withoutOverlaps(name, args, topology.hub);
		this.peerings = Object.fromEntries(
			pairs.map((pair) => [`${pair.requester}-${pair.accepter}`, this.peeringOf(name, args, sides, pair)]),
		);
		const all = Object.entries(this.peerings);
		this.instanceIds = byName(all.map(([pair, { instanceId }]) => [pair, instanceId]));
		this.statuses = byName(all.map(([pair, { status }]) => [pair, status]));
		this.registerOutputs({ instanceIds: this.instanceIds, statuses: this.statuses });
	}

	private peeringOf(
		name: string,
		args: VpcPeeringMeshArgs,
		sides: Readonly<Record<string, VpcPeeringSide>>,
		{ requester, accepter }: MeshPair,
	): VpcPeering {
		const { description, adopt, force, allowOverlappingCidrs, timeouts, connectionName } = args;
		const [from, to] = [sides[requester] as VpcPeeringSide, sides[accepter] as VpcPeeringSide];
		const connection = { description, adopt, force, allowOverlappingCidrs, timeouts };
		const interRegion = interRegionArgs(args, from, to);
		return new VpcPeering(
			`${name}-${requester}-${accepter}`,
			{
				...(Object.fromEntries(
					Object.entries(connection).filter(([, value]) => value !== undefined),
				) as ConnectionArgs),
				...interRegion,
				...(connectionName === undefined ? {} : { name: connectionName(requester, accepter) }),
				requester: from,
				accepter: to,
			},
			{ parent: this },
		);
	}

	/** True for a VpcPeeringMesh, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeeringMesh {
		return (
			pulumi.ComponentResource.isInstance(value) &&
			(value as unknown as { __pulumiType?: string }).__pulumiType === VpcPeeringMesh.type
		);
	}
}

function byName(entries: [string, pulumi.Output<string>][]): pulumi.Output<Record<string, string>> {
	return pulumi.all(Object.fromEntries(entries)) as pulumi.Output<Record<string, string>>;
}

/** Bandwidth and link type, which the cloud refuses inside a region. */
function interRegionArgs(
	{ bandwidth, linkType }: VpcPeeringMeshArgs,
	from: VpcPeeringSide,
	to: VpcPeeringSide,
): Pick<VpcPeeringArgs, "bandwidth" | "linkType"> {
	const between = pulumi.all([from.regionId, to.regionId, stackRegion()]).apply(([one, other, ofStack]) => {
		return (one ?? ofStack) !== (other ?? ofStack);
	});
	function onlyBetween<T>(value: pulumi.Input<T | undefined>): pulumi.Output<T> {
		return pulumi.all([between, value]).apply(([is, wanted]) => (is ? wanted : undefined)) as pulumi.Output<T>;
	}
	return {
		...(bandwidth === undefined ? {} : { bandwidth: onlyBetween<number>(bandwidth) }),
		...(linkType === undefined ? {} : { linkType: onlyBetween<"Platinum" | "Gold">(linkType) }),
	};
}

/**
 * The VPCs of a star, once all spokes' ranges have been compared: two that overlap would need one route in the hub's tables
 * to lead to two places. The pairs that are joined are compared by the review of their connection.
 */
function withoutOverlaps(
	name: string,
	{ vpcs, allowOverlappingCidrs }: VpcPeeringMeshArgs,
	hub: string,
): Record<string, VpcPeeringSide> {
	const spokes = Object.entries(vpcs).filter(([member]) => member !== hub);
	const ranges = spokes.map(([, side]) =>
		getVpcRangesOutput({
			vpcId: side.vpcId,
			...(side.regionId === undefined ? {} : { regionId: side.regionId }),
			...credentialsOf(side),
		}),
	);
	const compared = pulumi.all([pulumi.all(ranges), allowOverlappingCidrs]).apply(([seen, allowed]) => {
		const overlaps = seen.flatMap((left, index) =>
			seen
				.slice(index + 1)
				.flatMap((right) =>
					overlapsBetween(left.cidrBlocks ?? [], right.cidrBlocks ?? []).map(
						([one, other]) => `${left.vpcId} ${one} and ${right.vpcId} ${other}`,
					),
				),
		);
		if (overlaps.length > 0 && allowed !== true) {
			throw new DeclarationError(
				`VpcPeeringMesh ${name}: spokes overlap: ${overlaps.join("; ")}. The hub ${hub} can send a range to one of them only. Change the ranges, or set allowOverlappingCidrs: true if it is wanted.`,
			);
		}
		return true;
	});
	return Object.fromEntries(
		Object.entries(vpcs).map(([member, side]) => [
			member,
			{ ...side, vpcId: pulumi.all([side.vpcId, compared]).apply(([vpcId]) => vpcId) },
		]),
	);
}
