import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import type { MadeRoute } from "../../schema/vpc-peer-routes-state";
import type { Surprise } from "../../wait/belief";
import type { RouteSession } from "../routing/route-session";
import type { Survey } from "./routes-plan";

/** What a survey reads: for an operation, or ahead of one. */
export interface SurveyReads {
	tables(): Promise<readonly RouteTable[]>;
	entries(routeTableId: string): Promise<readonly RouteEntry[]>;
}

/** What a survey is expected to find. */
export interface Expected {
	/** The routes in the resource's state. */
	readonly routes: readonly MadeRoute[];
	/** Tables that the program names. @default none */
	readonly tableIds?: readonly string[] | undefined;
}

/** Reads the tables of a VPC and all their entries, side by side. */
export async function surveyTables(reads: SurveyReads): Promise<Omit<Survey, "connection">> {
	const tables = await reads.tables();
	// A gateway's entries can't be listed, and none of them is ours.
	const listable = tables.filter((table) => table.associateType !== "Gateway");
	const entries = await Promise.all(listable.map(({ routeTableId }) => reads.entries(routeTableId)));
	return { tables, entries: entries.flat() };
}

/**
 * The same for an operation that decides by it. A table or an entry that is expected may be left out of an answer, and an
 * entry that is being deleted may be shown as it was: it is believed only when it is said several times in a row. So is what
 * else is surprising to the caller.
 */
export function surveySurely(
	session: RouteSession,
	vpcId: string,
	expected: Expected,
	surpriseIn: (seen: Omit<Survey, "connection">) => Surprise = () => false,
): Promise<Omit<Survey, "connection">> {
	return session.lookSurely(
		() => surveyTables(readsOf(session, vpcId)),
		(seen) => lackIn(seen, expected) ?? surpriseIn(seen),
	);
}

/** What a survey has not as expected, in words; undefined where it has it all. */
function lackIn({ tables, entries }: Omit<Survey, "connection">, expected: Expected): string | undefined {
	const { routes, tableIds = [] } = expected;
	const tablesNow = new Set(tables.map(({ routeTableId }) => routeTableId));
	const statuses = new Map(entries.map(({ routeEntryId, status }) => [routeEntryId, status]));
	const places = new Set([...tableIds, ...routes.map(({ routeTableId }) => routeTableId)]);
	const missing = [...places].filter((id) => !tablesNow.has(id));
	const changed = routes.flatMap(({ routeEntryId, status }) => {
		const now = statuses.get(routeEntryId) ?? "absent";
		return now === "absent" || (now === "Deleting") !== (status === "Deleting") ? [`${routeEntryId} ${now}`] : [];
	});
	const lacks = [...(tables.length === 0 ? ["tables"] : missing), ...changed];
	return lacks.length === 0 ? undefined : lacks.join();
}

/** The reads of an operation. A table that goes while it is looked at has no entries. */
function readsOf(session: RouteSession, vpcId: string): SurveyReads {
	return {
		tables: () => session.tables(vpcId),
		entries: async (routeTableId) => (await session.entries(routeTableId)) ?? [],
	};
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
