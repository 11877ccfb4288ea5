import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { MadeRoute } from "../../schema/vpc-peer-routes-state";
import type { RouteSession } from "../routing/route-session";
import { type Ownership, ownership } from "./ownership";
import { planRoutes, type RoutesPlan, type Survey } from "./routes-plan";
import type { CheckedRoutes } from "./state";

/** What a survey is about besides the connection. */
type TablesSurvey = Omit<Survey, "connection">;

/** What a survey reads: for an operation, or ahead of one. */
export interface SurveyReads {
	tables(): Promise<readonly RouteTable[]>;
	entries(routeTableId: string): Promise<readonly RouteEntry[]>;
}

/** Reads the tables of a VPC and all their entries, side by side. */
export async function surveyTables(reads: SurveyReads): Promise<TablesSurvey> {
	const tables = await reads.tables();
	// A gateway's entries can't be listed, and none of them is ours.
	const listable = tables.filter((table) => table.associateType !== "Gateway");
	const entries = await Promise.all(listable.map(({ routeTableId }) => reads.entries(routeTableId)));
	return { tables, entries: entries.flat() };
}

/**
 * The same for an operation that decides by it: a table or an entry of the state may be left out of an answer, and an entry
 * that is being deleted may be shown as it was. It is believed only when it is said several times in a row.
 */
export function surveySurely(
	session: RouteSession,
	vpcId: string,
	expected: { readonly routes: readonly MadeRoute[] },
): Promise<TablesSurvey> {
	return session.lookSurely(
		() => surveyTables(readsOf(session, vpcId)),
		(seen) => lackIn(seen, expected.routes, []),
	);
}

/**
 * What the cloud holds, for routes that are about to be brought to what the program says. Besides what is missing, it has to
 * be said several times in a row that an entry is in the way, and that a route is to go because ranges or tables are not
 * what they were: by an answer out of date, a route would be taken away that is still wanted.
 */
export function surveyForChange(
	session: RouteSession,
	inputs: CheckedRoutes,
	known: readonly MadeRoute[],
): Promise<Survey> {
	const { instanceId, vpcId, routeTables } = inputs;
	const whose = ownership(session.runtime, instanceId, inputs, known);
	return session.lookSurely(
		async () => ({
			connection: await session.activated(instanceId),
			...(await surveyTables(readsOf(session, vpcId))),
		}),
		(seen) => lackIn(seen, known, routeTables?.ids ?? []) ?? doubtfulIn(seen, inputs, whose),
	);
}

/** What a single answer is not enough for; undefined where nothing is. */
function doubtfulIn(survey: Survey, inputs: CheckedRoutes, whose: Ownership): string | undefined {
	const { conflicts: policy, destinations = "peer-cidrs", routeTables = {} } = inputs;
	let plan: RoutesPlan;
	try {
		plan = planRoutes(inputs, survey, whose);
	} catch (error) {
		if (VpcPeeringError.isInstance(error)) {
			return error.message;
		}
		throw error;
	}
	const { conflicts, remove } = plan;
	const byAnswers = destinations === "peer-cidrs" || "tags" in routeTables || "excludedTags" in routeTables;
	const doubtful = [...(policy === "leaveAlone" ? [] : conflicts), ...(byAnswers ? remove : [])];
	return doubtful.length === 0 ? undefined : doubtful.map(({ routeEntryId }) => routeEntryId).join();
}

/** What a survey has not as expected, in words; undefined where it has it all. */
function lackIn(
	{ tables, entries }: TablesSurvey,
	routes: readonly MadeRoute[],
	tableIds: readonly string[],
): string | undefined {
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
