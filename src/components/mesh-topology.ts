import { DeclarationError } from "./declaration-error";
import type { VpcPeeringSide } from "./vpc-peering-side";

/** Which VPCs of a mesh are joined. */
export type MeshTopology = "full" | { readonly hub: string };

/** Two VPCs of a mesh that are joined, by their names in the program. */
export interface MeshPair {
	readonly requester: string;
	readonly accepter: string;
}

/** The pairs of a mesh. What can't be a mesh ends the program with a message that names what is wrong. */
export function pairsOf(
	mesh: string,
	vpcs: Readonly<Record<string, VpcPeeringSide>>,
	topology: MeshTopology,
): MeshPair[] {
	const names = Object.keys(vpcs);
	if (names.length < 2) {
		throw new DeclarationError(`VpcPeeringMesh ${mesh}: vpcs has ${names.length} VPC: a mesh needs two or more.`);
	}
	assertDifferent(mesh, vpcs);
	if (topology === "full") {
		return names.flatMap((requester, index) => names.slice(index + 1).map((accepter) => ({ requester, accepter })));
	}
	const hub = (topology as { hub?: unknown } | null)?.hub;
	if (typeof hub !== "string" || !Object.hasOwn(vpcs, hub)) {
		throw new DeclarationError(
			`VpcPeeringMesh ${mesh}: topology must be "full" or { hub: "<name>" } with one of the names ${names.join(", ")}; it is ${JSON.stringify(topology)}.`,
		);
	}
	return names.filter((name) => name !== hub).map((accepter) => ({ requester: hub, accepter }));
}

/** As far as can be told before any resource is made. */
function assertDifferent(mesh: string, vpcs: Readonly<Record<string, VpcPeeringSide>>): void {
	const seen = new Map<string, string>();
	for (const [name, { vpcId }] of Object.entries(vpcs)) {
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
