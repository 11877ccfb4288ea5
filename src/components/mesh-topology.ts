import { DeclarationError } from "./declaration-error";
import { isOutOfReach } from "./side-credentials";
import type { VpcPeeringSide } from "./vpc-peering-side";

/** Which VPCs of a mesh are joined. */
export type MeshTopology = "full" | { readonly hub: string };

/**
 * Two VPCs of a mesh that are joined, by their names in the program. Which is first comes from the names alone, so that
 * neither another order of the keys nor another topology makes another pair of it.
 */
export interface MeshPair {
	readonly first: string;
	readonly second: string;
	/** Which one asks for the connection: the first, unless only the second can. */
	readonly asks: "first" | "second";
}

/** A pair's name in its mesh. */
export function nameOfPair({ first, second }: Pick<MeshPair, "first" | "second">): string {
	return `${first}-${second}`;
}

/** The pairs of a mesh, sorted. What can't be a mesh ends the program with a message that names what is wrong. */
export function pairsOf(
	mesh: string,
	vpcs: Readonly<Record<string, VpcPeeringSide>>,
	topology: MeshTopology,
): MeshPair[] {
	// By code units: the same on every machine, whatever its language.
	const names = Object.keys(vpcs).sort();
	if (names.length < 2) {
		throw new DeclarationError(`VpcPeeringMesh ${mesh}: vpcs has ${names.length} VPC: a mesh needs two or more.`);
	}
	assertNamedAndDifferent(mesh, vpcs);
	const all = names.flatMap((first, index) => names.slice(index + 1).map((second) => ({ first, second })));
	const hub = topology === "full" ? undefined : assertHub(mesh, names, topology);
	const pairs = all.filter(({ first, second }) => hub === undefined || first === hub || second === hub);
	assertNames(mesh, pairs);
	return pairs.map((pair) => ({ ...pair, asks: askingOf(vpcs[pair.first], vpcs[pair.second]) }));
}

function assertHub(mesh: string, names: readonly string[], topology: unknown): string {
	const hub = (topology as { hub?: unknown } | null)?.hub;
	if (typeof hub !== "string" || !names.includes(hub)) {
		throw new DeclarationError(
			`VpcPeeringMesh ${mesh}: topology must be "full" or { hub: "<name>" } with one of the names ${names.join(", ")}; it is ${JSON.stringify(topology)}.`,
		);
	}
	return hub;
}

/** Hyphens in the names of VPCs may make two pairs bear one name, which the engine would call a duplicate URN. */
function assertNames(mesh: string, pairs: readonly Pick<MeshPair, "first" | "second">[]): void {
	const seen = new Map<string, Pick<MeshPair, "first" | "second">>();
	for (const pair of pairs) {
		const name = nameOfPair(pair);
		const other = seen.get(name);
		if (other !== undefined) {
			throw new DeclarationError(
				`VpcPeeringMesh ${mesh}: ${other.first} with ${other.second} and ${pair.first} with ${pair.second} would both be called ${name}: give one of these VPCs another name.`,
			);
		}
		seen.set(name, pair);
	}
}

/** A side to which the program has no credentials can't ask. */
function askingOf(first: VpcPeeringSide | undefined, second: VpcPeeringSide | undefined): "first" | "second" {
	return first !== undefined && second !== undefined && isOutOfReach(first) && !isOutOfReach(second)
		? "second"
		: "first";
}

/** As far as can be told before any resource is made. */
function assertNamedAndDifferent(mesh: string, vpcs: Readonly<Record<string, VpcPeeringSide>>): void {
	const seen = new Map<string, string>();
	for (const [name, { vpcId }] of Object.entries(vpcs)) {
		if (name.trim() === "") {
			throw new DeclarationError(
				`VpcPeeringMesh ${mesh}: vpcs has a member with an empty name: the names of its resources come from it, so give it one.`,
			);
		}
		if (typeof vpcId !== "string") {
			continue;
		}
		const other = seen.get(vpcId);
		if (other !== undefined) {
			throw new DeclarationError(
				`VpcPeeringMesh ${mesh}: ${other} and ${name} are the same VPC ${vpcId}: name each VPC once.`,
			);
		}
		seen.set(vpcId, name);
	}
}
