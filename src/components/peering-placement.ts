import * as pulumi from "@pulumi/pulumi";

/** One of the two sides of a peering. */
export type SideName = "requester" | "accepter";

/** A name that a peering may have in the state, from before. */
export interface FormerName {
	readonly name: pulumi.Input<string>;
	/** Under that name the parts of the one side bore the name of the other. */
	readonly crossed: boolean;
}

/** How a peering and its parts are called, where a mesh says so. No program can. */
export interface Placement {
	/** The parts of the asking side bear the name of the accepter, and the other way round. */
	readonly crossed: boolean;
	readonly formerNames: readonly FormerName[];
}

/** The member of a peering's arguments with which a mesh gives the placement. */
export const placement: unique symbol = Symbol("placement");

/** Where no mesh says anything: a part is called as its side. */
export const plainPlacement: Placement = { crossed: false, formerNames: [] };

/** The name of a part of one side, and the names that it may have had. */
export function partOf(
	peering: string,
	side: SideName,
	part: string,
	{ crossed, formerNames }: Placement,
): { name: string; aliases: pulumi.Input<pulumi.Alias>[] } {
	const position = crossed ? otherSide(side) : side;
	return {
		name: `${peering}-${position}-${part}`,
		aliases: aliasesOf(formerNames, (one) => `-${one.crossed ? otherSide(position) : position}-${part}`),
	};
}

/** Aliases by names that a peering had; the ending says which part of it is meant. */
export function aliasesOf(
	formerNames: readonly FormerName[],
	ending: (former: FormerName) => string,
): pulumi.Input<pulumi.Alias>[] {
	return formerNames.map((former) => {
		const { name } = former;
		const end = ending(former);
		return { name: typeof name === "string" ? `${name}${end}` : pulumi.interpolate`${name}${end}` };
	});
}

function otherSide(side: SideName): SideName {
	return side === "requester" ? "accepter" : "requester";
}
