import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import type { RouteSession } from "../routing/route-session";
import type { Survey } from "./routes-plan";

/** What a survey reads: for an operation, or ahead of one. */
export interface SurveyReads {
	tables(): Promise<readonly RouteTable[]>;
	entries(routeTableId: string): Promise<readonly RouteEntry[]>;
}

/** The reads of an operation. A table that goes while it is looked at has no entries. */
export function readsOf(session: RouteSession, vpcId: string): SurveyReads {
	return {
		tables: () => session.tables(vpcId),
		entries: async (routeTableId) => (await session.entries(routeTableId)) ?? [],
	};
}

/** Reads the tables of a VPC and all their entries, side by side. */
export async function surveyTables(reads: SurveyReads): Promise<Omit<Survey, "connection">> {
	const tables = await reads.tables();
	// A gateway's entries can't be listed, and none of them is ours.
	const listable = tables.filter((table) => table.associateType !== "Gateway");
	const entries = await Promise.all(listable.map(({ routeTableId }) => reads.entries(routeTableId)));
	return { tables, entries: entries.flat() };
}

/** The account that a VPC belongs to, by what its tables or the connection say. */
export function ownerOf(
	vpcId: string,
	tables: readonly RouteTable[],
	connection: VpcPeerConnectionAttribute,
): string | undefined {
	const owner = vpcId === connection.vpcId ? connection.ownerId : connection.acceptingAliUid;
	return tables[0]?.ownerId ?? owner;
}
