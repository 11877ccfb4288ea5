import fc from "fast-check";
import { freeName, freePair, type Network, type Peer, peers } from "./network";

/** How a program's text says that something has another name. */
export type Way = "plain" | "alias" | "adopt";

/** What a person changes in a program. Peerings are chosen by a number, round and round. */
export type Edit =
	| { readonly edit: "add"; readonly peer: Omit<Peer, "name" | "pair">; readonly number: number }
	| { readonly edit: "remove" | "repair"; readonly which: number; readonly number: number }
	| { readonly edit: "rename"; readonly which: number; readonly number: number; readonly way: Way }
	| { readonly edit: "swap" | "shift"; readonly which: number; readonly way: Way }
	| { readonly edit: "reorder" | "component renamed"; readonly which: number; readonly way: Way }
	| { readonly edit: "trigger" | "halves" | "label" | "adopt" | "delete first"; readonly which: number };

const ways = fc.constantFrom<Way>("plain", "plain", "alias", "adopt");
const which = fc.nat(3);
const number = fc.nat(3);

/** Any edit. */
export const edits: fc.Arbitrary<Edit> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ edit: fc.constant("add" as const), peer: peers, number }) },
	{
		weight: 2,
		arbitrary: fc.record({ edit: fc.constantFrom("remove" as const, "repair" as const), which, number }),
	},
	{ weight: 4, arbitrary: fc.record({ edit: fc.constant("rename" as const), which, number, way: ways }) },
	{
		weight: 4,
		arbitrary: fc.record({
			edit: fc.constantFrom("swap" as const, "shift" as const, "reorder" as const, "component renamed" as const),
			which,
			way: ways,
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			edit: fc.constantFrom(
				"trigger" as const,
				"halves" as const,
				"label" as const,
				"adopt" as const,
				"delete first" as const,
			),
			which,
		}),
	},
);

/** The network after an edit. */
export function edited(network: Network, edit: Edit): Network {
	if (edit.edit === "add") {
		const pair = freePair(network, edit.number);
		return pair === undefined ? network : [...network, { ...edit.peer, name: freeName(network, edit.number), pair }];
	}
	const index = edit.which % Math.max(network.length, 1);
	const peer = network[index];
	if (peer === undefined) {
		return network;
	}
	const change = (changed: Partial<Peer>) => network.map((one, at) => (at === index ? { ...one, ...changed } : one));
	switch (edit.edit) {
		case "remove":
			return network.filter((one) => one !== peer);
		case "repair":
			return change({ pair: freePair(network, edit.number) ?? peer.pair });
		case "rename":
		case "component renamed":
			return change(underName(peer, freeName(network, edit.which), edit.way));
		case "swap":
			return swapped(network, index, edit.way);
		case "shift":
			return shifted(network, edit.way);
		case "reorder":
			return [...network.slice(1), ...network.slice(0, 1)];
		case "trigger":
			return change({ trigger: peer.trigger + 1 });
		case "halves":
			return change({ halves: !peer.halves });
		case "label":
			return change({ label: peer.label === "one" ? "two" : "one" });
		case "adopt":
			return change({ adopt: !peer.adopt });
		case "delete first":
			return change({ deleteBeforeReplace: !peer.deleteBeforeReplace });
	}
}

function underName(peer: Peer, name: string, way: Way): Peer {
	return {
		...peer,
		name,
		alias: way === "alias" ? peer.name : undefined,
		adopt: peer.adopt || way === "adopt",
	};
}

/** Two peerings take each other's names. */
function swapped(network: Network, index: number, way: Way): Network {
	const [one, other] = [network[index], network[(index + 1) % network.length]];
	return network.map((peer) =>
		peer === one
			? underName(peer, other?.name ?? peer.name, way)
			: peer === other
				? underName(peer, one?.name ?? peer.name, way)
				: peer,
	);
}

/** Each peering takes the name of the next one, as in a list by position with one put in front. */
function shifted(network: Network, way: Way): Network {
	return network.map((peer, index) => underName(peer, network[index + 1]?.name ?? freeName(network, index), way));
}
