import * as pulumi from "@pulumi/pulumi";
import { DeclarationError } from "./declaration-error";
import { type MeshPair, nameOfPair } from "./mesh-topology";
import type { FormerName } from "./peering-placement";

/** A VPC of a mesh, as far as its names go. */
interface Named {
	readonly formerName?: string | undefined;
}

/** Ends the program where a former name is no former one: a pair would take over what another one has. */
export function assertFormerNames(mesh: string, vpcs: Readonly<Record<string, Named>>): void {
	const seen = new Map<string, string>();
	for (const [name, { formerName }] of Object.entries(vpcs)) {
		if (formerName === undefined || formerName === name) {
			continue;
		}
		const other = Object.hasOwn(vpcs, formerName) ? formerName : seen.get(formerName);
		if (other !== undefined) {
			const bearer = other === formerName ? "a VPC of the mesh still bears it" : `${other} has the same`;
			throw new DeclarationError(
				`VpcPeeringMesh ${mesh}: vpcs.${name}.formerName is ${JSON.stringify(formerName)}, but ${bearer}. Give the name that this VPC itself had before; of two VPCs that exchange their names, rename one first, and run \`pulumi up\` in between.`,
			);
		}
		seen.set(formerName, name);
	}
}

/**
 * The names under which the state may have a pair: the other way round, as earlier releases called it by the order of the
 * keys or by the hub, and under the former names of the mesh and of either VPC. A name that another pair of the
 * mesh bears today is none of them.
 */
export function formerNamesOf(
	meshNames: readonly [string, ...pulumi.Input<string>[]],
	pair: MeshPair,
	pairs: readonly MeshPair[],
	vpcs: Readonly<Record<string, Named>>,
): FormerName[] {
	const own = nameOfPair(pair);
	const taken = new Set(pairs.map(nameOfPair));
	const names = namesOf(pair.first, vpcs).flatMap((first) =>
		namesOf(pair.second, vpcs).flatMap((second) => [
			{ name: nameOfPair({ first, second }), crossed: false },
			{ name: nameOfPair({ first: second, second: first }), crossed: true },
		]),
	);
	return meshNames.flatMap((mesh, index) =>
		names
			.filter(({ name }) => (name === own ? index > 0 : !taken.has(name)))
			.map(({ name, crossed }) => ({
				name: typeof mesh === "string" ? `${mesh}-${name}` : pulumi.interpolate`${mesh}-${name}`,
				crossed,
			})),
	);
}

function namesOf(name: string, vpcs: Readonly<Record<string, Named>>): string[] {
	return [...new Set([name, vpcs[name]?.formerName ?? name])];
}
