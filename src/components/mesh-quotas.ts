import { defaultQuotas } from "../schema/quotas";
import { DeclarationError } from "./declaration-error";
import type { MeshPair } from "./mesh-topology";
import type { VpcPeeringSide } from "./vpc-peering-side";

/** How many connections the accounts may have. */
export type MeshQuotas = { [Name in keyof typeof defaultQuotas]: number };

/**
 * Ends the program where the mesh alone has more connections than the quotas allow: they would be refused one after another,
 * when others have been made already. Regions that are not known before resources are made are not counted, nor what exists
 * besides: of that the review of each connection warns.
 */
export function assertQuotas(
	mesh: string,
	vpcs: Readonly<Record<string, VpcPeeringSide>>,
	pairs: readonly MeshPair[],
	given: Partial<MeshQuotas>,
): void {
	const quotas = { ...defaultQuotas, ...given };
	const counts = countsOf(vpcs, pairs);
	const over = [...counts].filter(([{ quota }, count]) => count > quotas[quota]);
	if (over.length === 0) {
		return;
	}
	const list = over.map(([{ what, quota }, count]) => `${what}: ${count}, where quotas.${quota} is ${quotas[quota]}`);
	throw new DeclarationError(
		`VpcPeeringMesh ${mesh}: more connections than the quotas allow: ${list.join("; ")}. Raise the quota in Quota Center and say so in quotas, or join fewer VPCs.`,
	);
}

interface Counted {
	readonly quota: keyof MeshQuotas;
	readonly what: string;
}

function countsOf(vpcs: Readonly<Record<string, VpcPeeringSide>>, pairs: readonly MeshPair[]): Map<Counted, number> {
	const counted = new Map<string, Counted>();
	const counts = new Map<Counted, number>();
	function add(quota: keyof MeshQuotas, what: string): void {
		const key = `${quota} ${what}`;
		const one = counted.get(key) ?? { quota, what };
		counted.set(key, one);
		counts.set(one, (counts.get(one) ?? 0) + 1);
	}
	for (const { first, second, asks } of pairs) {
		const [requester, accepter] = asks === "first" ? [first, second] : [second, first];
		const [from, to] = [vpcs[requester]?.regionId, vpcs[accepter]?.regionId];
		if (!isKnown(from) || !isKnown(to)) {
			continue;
		}
		const quota = from === to ? "intraRegionPerVpc" : "interRegionPerVpc";
		const kind = from === to ? "intra-region" : "inter-region";
		add(quota, `${kind} connections of ${requester}`);
		add(quota, `${kind} connections of ${accepter}`);
		const account = JSON.stringify([vpcs[requester]?.profile, vpcs[requester]?.assumeRole]);
		add("perAccountPerRegion", `connections that ${accountText(account)} asks for in ${from ?? "the stack's region"}`);
	}
	return counts;
}

function accountText(credentials: string): string {
	return credentials === "[null,null]" ? "the stack's account" : `the account of ${credentials}`;
}

function isKnown(region: unknown): region is string | undefined {
	return region === undefined || typeof region === "string";
}
