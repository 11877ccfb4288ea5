import type { RouteEntry } from "../../../src/emulator";
import type { Simulation } from "../support/simulation";
import { type Before, connectionMade, instanceIdIn } from "./lifecycle-step";

/** The two tables of the VPC whose routes the steps are about. */
export const [systemTable, customTable] = ["vtb-hangzhou-a1", "vtb-custom"] as const;

/** Entries that somebody else made: one in each table, and one that leads to the connection, too. */
const others = [
	{ routeTableId: systemTable, destinationCidrBlock: "192.168.7.0/24", nextHopType: "Instance", nextHopId: "i-seven" },
	{ routeTableId: customTable, destinationCidrBlock: "192.168.8.0/24", nextHopType: "Instance", nextHopId: "i-eight" },
	{ routeTableId: customTable, destinationCidrBlock: "10.2.99.0/24", nextHopType: "VpcPeer", nextHopId: "peer" },
] as const;

/** A connection inside a region, two tables on its one side, and in both what somebody else made. */
export const peeredTables: Before = async (simulation) => {
	const { world } = simulation.emulator;
	await connectionMade(simulation, {
		__identity: "organization/urn:pulumi:dev::crash::alicloud-vpcpeer:index:VpcPeerConnection::peer",
		vpcId: "vpc-hangzhou-a1",
		acceptingVpcId: "vpc-hangzhou-b1",
	});
	world.addRouteTable("vpc-hangzhou-a1", { id: customTable });
	for (const { nextHopId, ...entry } of others) {
		world.addRouteEntry({
			...entry,
			nextHopId: nextHopId === "peer" ? instanceIdIn(simulation) : nextHopId,
			name: "by-hand",
			description: "by hand",
		});
	}
};

/** All custom entries there are, by place; the connection is called `peer`. */
export function entriesIn(simulation: Simulation): object[] {
	const instanceId = instanceIdIn(simulation);
	return simulation.emulator.world
		.routeEntries()
		.map((entry) => ({ ...entry, leadsTo: entry.nextHopId === instanceId ? "peer" : entry.nextHopId }))
		.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

/** The entries that the resource under test made, by place. */
export function ownEntriesIn({ emulator }: Simulation): RouteEntry[] {
	return emulator.world
		.routeEntries()
		.filter(({ name }) => name !== "by-hand")
		.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

/** What `entriesIn` must give: the wanted entries, and what others made as they made it. */
export function withOthers(...wanted: readonly { routeTableId: string; destinationCidrBlock: string }[]): object[] {
	const untouched = others.map(({ routeTableId, destinationCidrBlock, nextHopId }) => ({
		...{ routeTableId, destinationCidrBlock, leadsTo: nextHopId },
		...{ status: "Available", name: "by-hand", description: "by hand" },
	}));
	const made = wanted.map((one) => ({ status: "Available", leadsTo: "peer", ...one }));
	return [...untouched, ...made].sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

function placeOf(entry: { routeTableId: string; destinationCidrBlock: string }): string {
	return `${entry.routeTableId} ${entry.destinationCidrBlock}`;
}
