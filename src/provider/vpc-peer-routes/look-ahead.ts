import type { VpcPeerConnectionAttribute } from "../../api/vpc-peer-connection-attribute";
import { isDead } from "../../schema/status";
import type { MadeRoute } from "../../schema/vpc-peer-routes-state";
import { warnOfDead } from "../dead-connection";
import { lookAhead } from "../routing/preview-reads";
import type { Runtime } from "../runtime";
import { type Ownership, ownership } from "./ownership";
import { planRoutes, type RoutesPlan } from "./routes-plan";
import type { CheckedRoutes } from "./state";
import { surveyTables } from "./survey";

/**
 * What would be done now, as far as it can be seen within the time that reviews have; undefined where it can't, or where
 * the connection does not carry routes yet. Throws what the program has wrong.
 */
export async function planAhead(
	runtime: Runtime,
	inputs: CheckedRoutes,
	known: readonly MadeRoute[],
): Promise<Foresight | undefined> {
	const { instanceId, regionId, vpcId } = inputs;
	const knownTables = new Set(known.map(({ routeTableId }) => routeTableId));
	const survey = await lookAhead(runtime, inputs, async (reads, journal) => {
		const [connection, seen] = await Promise.all([
			reads.connection(instanceId),
			surveyTables({
				tables: async () => (await reads.tables(regionId, knownTables)).filter((table) => table.vpcId === vpcId),
				entries: (routeTableId) => reads.entries(regionId, routeTableId),
			}),
		]);
		if (connection === undefined || isDead(connection.status)) {
			warnOfDead(runtime, journal, instanceId, connection);
			return undefined;
		}
		return isPostponed(connection, inputs) ? undefined : { connection, ...seen };
	});
	// Without tables these are not the credentials of the VPC's account, or the VPC is not there yet: the run tells.
	if (survey === undefined || survey.tables.length === 0) {
		return undefined;
	}
	const whose = ownership(runtime, instanceId, inputs, known);
	return { plan: planRoutes(inputs, survey, whose), whose };
}

/** What would be done, and whose the entries are that it is about. */
export interface Foresight {
	readonly plan: RoutesPlan;
	readonly whose: Ownership;
}

/** True for a connection that somebody has to accept first, where the program asked not to wait for that. */
export function isPostponed({ status }: VpcPeerConnectionAttribute, { whileAccepting }: CheckedRoutes): boolean {
	return whileAccepting === "postpone" && status === "Accepting";
}
