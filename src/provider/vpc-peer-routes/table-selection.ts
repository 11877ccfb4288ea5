import type { RouteTable } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { RouteTableSelection } from "../../schema/vpc-peer-routes-inputs";

/** The tables of a VPC that get routes. */
export function selectTables(
	tables: readonly RouteTable[],
	{ ids, tags, excludedIds = [], excludedTags }: RouteTableSelection,
	vpcId: string,
): RouteTable[] {
	assertTablesOf(tables, ids ?? [], vpcId);
	const chosen = tables
		// A gateway's table directs what comes in from outside; the cloud refuses peerings there.
		.filter((table) => table.associateType !== "Gateway")
		.filter((table) => ids === undefined || ids.includes(table.routeTableId))
		.filter((table) => tags === undefined || hasTags(table, tags))
		.filter((table) => !excludedIds.includes(table.routeTableId))
		.filter((table) => excludedTags === undefined || !hasTags(table, excludedTags));
	if (chosen.length === 0) {
		const names = tables.map(({ routeTableId }) => routeTableId).join(", ");
		throw new VpcPeeringError(
			`routeTables: selects none of the route tables of ${vpcId} (${names}). Change the selection, or take the resource out of the program.`,
		);
	}
	return chosen;
}

function assertTablesOf(tables: readonly RouteTable[], ids: readonly string[], vpcId: string): void {
	const foreign = ids.filter((id) => !tables.some((table) => table.routeTableId === id));
	if (foreign.length > 0) {
		throw new VpcPeeringError(`routeTables.ids: ${foreign.join(", ")}: no route table of ${vpcId}.`);
	}
	const gateways = tables.filter((table) => ids.includes(table.routeTableId) && table.associateType === "Gateway");
	if (gateways.length > 0) {
		throw new VpcPeeringError(
			`routeTables.ids: ${gateways.map(({ routeTableId }) => routeTableId).join(", ")}: bound to a gateway, which takes no route to a peering connection.`,
		);
	}
}

function hasTags(table: RouteTable, tags: Readonly<Record<string, string>>): boolean {
	return Object.entries(tags).every(([key, value]) => table.tags[key] === value);
}
