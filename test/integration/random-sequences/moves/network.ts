import fc from "fast-check";
import { accepter, connection, type Pair, pairs, peering, route, routes } from "../../moves/declarations";
import type { Declared, DeclaredOptions, StackProgram } from "../../support/stack-program";

/** One peering of a program, with what belongs to it. */
export interface Peer {
	readonly name: string;
	readonly pair: Pair;
	readonly style: Style;
	/** The name in the cloud, and a value that is changed in place therefore. */
	readonly label: string | undefined;
	readonly adopt: boolean;
	readonly deleteBeforeReplace: boolean;
	readonly trigger: number;
	/** Routes to the two halves of a range, in the place of all of it. */
	readonly halves: boolean;
	/** The accepter's. */
	readonly onDelete: "keep" | "delete";
	/** An earlier name. */
	readonly alias: string | undefined;
}

/** What is declared besides the connection; with another account's VPC there is its answer in each. */
export type Style = "alone" | "routes" | "route" | "component";

/** The peerings of a stack's program. No two have the same name or the same pair. */
export type Network = readonly Peer[];

const names = ["app", "data", "core", "edge"] as const;

/** A name that no peering has. */
export function freeName(network: Network, wanted: number): string {
	const free = names.filter((name) => network.every((peer) => peer.name !== name && peer.alias !== name));
	return free[wanted % Math.max(free.length, 1)] ?? `more-${wanted}`;
}

/** A pair that no peering has; undefined when all are taken. */
export function freePair(network: Network, wanted: number): Pair | undefined {
	const free = (Object.keys(pairs) as Pair[]).filter((pair) => network.every((peer) => peer.pair !== pair));
	return free[wanted % Math.max(free.length, 1)];
}

/** Any peering, without a name and a pair. Small ones come first, so that a failure shrinks to one. */
export const peers: fc.Arbitrary<Omit<Peer, "name" | "pair">> = fc.record({
	style: fc.constantFrom<Style>("alone", "routes", "route", "component"),
	label: fc.constantFrom(undefined, "one", "two"),
	adopt: fc.constantFrom(false, false, false, true),
	deleteBeforeReplace: fc.constantFrom(false, false, true),
	trigger: fc.constant(0),
	halves: fc.boolean(),
	onDelete: fc.constantFrom("keep" as const, "delete" as const),
	alias: fc.constant(undefined),
});

/** The network as a program declares it. */
export function programOf(network: Network): StackProgram {
	return network.flatMap(resourcesOf);
}

function resourcesOf(peer: Peer): readonly Declared[] {
	const { name, pair, style, alias } = peer;
	const args = {
		...(peer.label === undefined ? {} : { name: peer.label }),
		...(peer.adopt ? { adopt: true } : {}),
	};
	if (style === "component") {
		return peering(name, pair, { ...args, ...(alias === undefined ? {} : { alias }) }).map((part): Declared => {
			const ofAccepter = part.kind === "VpcPeerConnectionAccepter" ? { onDelete: peer.onDelete } : {};
			const ofConnection = part.kind === "VpcPeerConnection" ? replacing(peer) : {};
			return {
				...part,
				args: { ...part.args, ...ofAccepter },
				options: { ...part.options, ...ofConnection },
			};
		});
	}
	const aliased = (part: string): DeclaredOptions =>
		alias === undefined ? {} : { aliases: [{ name: `${alias}${part}` }] };
	const answered = pair === "partner" ? `${name}-yes` : name;
	return [
		connection(name, pair, args, { ...aliased(""), ...replacing(peer) }),
		...(pair === "partner" ? [accepter(answered, name, { onDelete: peer.onDelete }, aliased("-yes"))] : []),
		...waysOf(peer, answered, aliased),
	];
}

function replacing({ deleteBeforeReplace, trigger }: Peer): DeclaredOptions {
	return { ...(deleteBeforeReplace ? { deleteBeforeReplace } : {}), replacementTrigger: trigger };
}

/** A range of each pair's other VPC, and its halves. */
const ranges: Readonly<Record<Pair, readonly [all: string, low: string, high: string]>> = {
	ab: ["10.2.0.0/16", "10.2.0.0/17", "10.2.128.0/17"],
	shanghai: ["10.3.0.0/16", "10.3.0.0/17", "10.3.128.0/17"],
	singapore: ["10.5.0.0/16", "10.5.0.0/17", "10.5.128.0/17"],
	partner: ["172.16.0.0/16", "172.16.0.0/17", "172.16.128.0/17"],
};

function waysOf(
	{ name, pair, style, halves }: Peer,
	answered: string,
	aliased: (part: string) => DeclaredOptions,
): Declared[] {
	const { vpcId } = pairs[pair];
	const [all, low, high] = ranges[pair];
	switch (style) {
		case "routes":
			return [
				routes(`${name}-ways`, answered, vpcId, { destinations: halves ? [low, high] : [all] }, aliased("-ways")),
			];
		case "route":
			return [
				route(
					`${name}-way`,
					answered,
					{ routeTableId: vpcId.replace("vpc", "vtb"), destinationCidrBlock: halves ? low : all },
					aliased("-way"),
				),
			];
		default:
			return [];
	}
}
