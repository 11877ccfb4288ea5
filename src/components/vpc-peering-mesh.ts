import * as pulumi from "@pulumi/pulumi";
import { type ComponentOptions, replacementOptions } from "./component-options";
import { DeclarationError } from "./declaration-error";
import { assertFormerNames, formerNamesOf } from "./mesh-former-names";
import { assertQuotas } from "./mesh-quotas";
import { type MeshPair, nameOfPair, pairsOf } from "./mesh-topology";
import { namesByAliases } from "./names-by-aliases";
import { withoutSpokeOverlaps } from "./overlaps";
import { inputsFrom } from "./part-inputs";
import { type FormerName, type Placement, placement } from "./peering-placement";
import { stackRegion } from "./side-credentials";
import { VpcPeering } from "./vpc-peering";
import type { VpcPeeringArgs } from "./vpc-peering-args";
import {
	assertMeshInputs,
	meshPeeringInputs,
	type VpcPeeringMeshArgs,
	type VpcPeeringMeshVpc,
} from "./vpc-peering-mesh-args";
import type { VpcPeeringSide } from "./vpc-peering-side";

/**
 * Many VPCs joined by peerings: each with each other, or all with a hub. More connections than the quotas allow, a hub that
 * is not there, one VPC under two names, and spokes whose ranges overlap are said at preview, before anything is made.
 *
 * A pair's name comes from its two names, sorted. So another order of the VPCs, another topology or another hub touches only
 * what really comes or goes.
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

	/** The peerings, by `<first>-<second>`: the names of two VPCs, sorted. */
	readonly peerings: Readonly<Record<string, VpcPeering>>;
	/** The connections' ids, by the same names. */
	readonly instanceIds: pulumi.Output<Record<string, string>>;
	/** The connections' statuses, by the same names. */
	readonly statuses: pulumi.Output<Record<string, string>>;

	/**
	 * @param name The name in the program; the peerings in it are called `<name>-<first>-<second>`.
	 * @param args The VPCs and how they are joined.
	 * @param opts The options of the component; they hold for the resources in it. With `deleteBeforeReplace` a replacement of a
	 * connection that was asked for (`--replace`) makes it anew.
	 */
	constructor(name: string, args: VpcPeeringMeshArgs, opts?: ComponentOptions) {
		assertMeshInputs(name, args);
		const { vpcs, topology = "full" } = args;
		const pairs = pairsOf(name, vpcs, topology);
		assertFormerNames(name, vpcs);
		assertQuotas(name, vpcs, pairs, args.quotas ?? {});
		super(VpcPeeringMesh.type, name, {}, opts);
		const sides =
			topology === "full"
				? vpcs
				: withoutSpokeOverlaps(`VpcPeeringMesh ${name}`, vpcs, topology.hub, args.allowOverlappingCidrs);
		const meshNames = namesByAliases(name, opts?.aliases);
		this.peerings = Object.fromEntries(
			pairs.map((pair) => {
				const formerNames = formerNamesOf(meshNames, pair, pairs, vpcs);
				const peeringArgs = argsOf(args, sides, pair, formerNames);
				const aliases = formerNames.map((former) => ({ name: former.name }));
				return [
					nameOfPair(pair),
					new VpcPeering(`${name}-${nameOfPair(pair)}`, peeringArgs, {
						parent: this,
						aliases,
						...replacementOptions(opts),
					}),
				];
			}),
		);
		const all = Object.entries(this.peerings);
		this.instanceIds = byName(all.map(([pair, { instanceId }]) => [pair, instanceId]));
		this.statuses = byName(all.map(([pair, { status }]) => [pair, status]));
		this.registerOutputs({ instanceIds: this.instanceIds, statuses: this.statuses });
	}

	/** The peering of two VPCs of the mesh, whichever is named first. Two that are not joined end the program. */
	peering(one: string, other: string): VpcPeering {
		const [first, second] = [one, other].sort() as [string, string];
		const name = nameOfPair({ first, second });
		const peering = Object.hasOwn(this.peerings, name) ? this.peerings[name] : undefined;
		if (peering === undefined) {
			throw new DeclarationError(
				`VpcPeeringMesh: ${one} and ${other} are not joined. The pairs are ${Object.keys(this.peerings).join(", ")}.`,
			);
		}
		return peering;
	}

	/** True for a VpcPeeringMesh, also one of another copy of this package. */
	static override isInstance(value: unknown): value is VpcPeeringMesh {
		return (
			pulumi.ComponentResource.isInstance(value) &&
			(value as unknown as { __pulumiType?: string }).__pulumiType === VpcPeeringMesh.type
		);
	}
}

/** What a peering of the mesh is told. */
function argsOf(
	args: VpcPeeringMeshArgs,
	sides: Readonly<Record<string, VpcPeeringMeshVpc>>,
	{ first, second, asks }: MeshPair,
	formerNames: readonly FormerName[],
): VpcPeeringArgs & { [placement]: Placement } {
	const both = [sideOf(sides[first]), sideOf(sides[second])] as const;
	const [requester, accepter] = asks === "first" ? both : [both[1], both[0]];
	const { connectionName } = args;
	return {
		...inputsFrom<VpcPeeringArgs>(meshPeeringInputs, args, {}),
		...interRegionArgs(args, requester, accepter),
		...(connectionName === undefined ? {} : { name: connectionName(first, second) }),
		// The name decides who asks; a connection that an earlier release made the other way round is as good.
		direction: "either",
		requester,
		accepter,
		[placement]: { crossed: asks === "second", formerNames },
	};
}

function sideOf(vpc: VpcPeeringMeshVpc | undefined): VpcPeeringSide {
	const { formerName: _before, ...side } = vpc as VpcPeeringMeshVpc;
	return side;
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
