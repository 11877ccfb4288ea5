import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { MadeRoute, VpcPeerRoutesState } from "../../schema/vpc-peer-routes-state";
import { askedPauseMs, askedWithinMs } from "../engine-pace";
import { InitFailure } from "../init-failure";
import { requiredSide } from "../routing/connection-side";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { pendingAcceptance } from "../vpc-peer-connection/state";
import { conflictError } from "./conflicts";
import { noteHeld } from "./held-routes";
import type { Foresight } from "./look-ahead";
import { ownership } from "./ownership";
import { planRoutes, reliedText, type Survey } from "./routes-plan";
import { RoutesWork } from "./routes-work";
import { type CheckedRoutes, idOf, routesText, toState } from "./state";
import { ownerOf, surveyForChange } from "./survey";

/**
 * Brings the routes of one side to what the program says: looks, then adds and removes what differs, one route after
 * another, because the cloud changes one route of a VPC at a time. What was made is in the state whatever fails.
 */
export async function reconcile(
	runtime: Runtime,
	inputs: CheckedRoutes,
	operation: "create" | "update",
	known: readonly MadeRoute[],
): Promise<VpcPeerRoutesState> {
	const connecting = new RouteSession(runtime, inputs, operation);
	if (inputs.whileAccepting === "postpone") {
		const postponed = await postponedState(connecting, inputs, known);
		if (postponed !== undefined) {
			return postponed;
		}
	}
	requiredSide(await connecting.activated(inputs.instanceId), inputs.vpcId, "vpcId is ");
	return connecting.inRouteTurn("CreateRouteEntry", inputs.vpcId, async (session) => {
		// The connection is looked at again: the time until its turn may have changed its ranges.
		const survey = await surveyForChange(session, inputs, known);
		const ownerId = ownerOf(inputs.vpcId, survey.tables, survey.connection) ?? "";
		if (survey.tables.length === 0) {
			throw new VpcPeeringError(await noTables(session, inputs, ownerId));
		}
		const foresight = await clearedPlan(runtime, inputs, survey, known);
		if (operation === "create") {
			sayWhatWasThere(session, inputs, foresight);
		}
		sayWhatIsOfOthers(session, inputs, foresight);
		const work = new RoutesWork(session, inputs, foresight);
		const outs = () => toState(inputs, { ...work.outcome, ownerId, cloud: runtime.cloud });
		try {
			await work.run();
		} catch (error) {
			if (operation === "create" && work.outcome.routes.length === 0) {
				throw error;
			}
			noteHeld(runtime, idOf(inputs), outs(), "settled");
			throw new InitFailure(idOf(inputs), outs(), error);
		}
		noteHeld(runtime, idOf(inputs), outs(), "settled");
		return outs();
	});
}

/** Entries with the resource's own mark, of which its state knows nothing: whose they are by now can't be told. */
function sayWhatWasThere(session: RouteSession, inputs: CheckedRoutes, { plan, whose }: Foresight): void {
	const found = plan.keep.filter(whose.isMarkedOwn);
	if (found.length > 0) {
		session.journal.warn(
			`goes on with ${found.length} of ${routesText(inputs)}, which an earlier create of the same name made: as after a run that was broken off, or before a replacement. If another stack holds them, too (one that was renamed, or that the resource was moved to), destroying either deletes them for both.`,
		);
	}
}

/** Routes that lead where they should and are not the resource's own: they may go without it, so they are named. */
function sayWhatIsOfOthers({ journal }: RouteSession, inputs: CheckedRoutes, { plan, whose }: Foresight): void {
	const text = reliedText(plan, whose, inputs);
	if (text !== undefined) {
		journal.warn(text);
	}
}

/**
 * A plan whose conflicts are as the program has them. Who has an entry in the way may not have been asked about yet in this
 * run: a destination passes from one resource to another only when both are known.
 */
async function clearedPlan(
	runtime: Runtime,
	inputs: CheckedRoutes,
	survey: Survey,
	known: readonly MadeRoute[],
): Promise<Foresight> {
	const whose = ownership(runtime, inputs.instanceId, inputs, known);
	let plan = planRoutes(inputs, survey, whose);
	const until = runtime.clock.now() + askedWithinMs;
	while (plan.undecided.length > 0 && runtime.clock.now() < until) {
		await runtime.clock.sleep(askedPauseMs);
		plan = planRoutes(inputs, survey, whose);
	}
	if (plan.conflicts.length > 0 && inputs.conflicts !== "leaveAlone") {
		throw conflictError(plan.conflicts, whose, inputs);
	}
	return { plan, whose };
}

/** The state without routes that could not be made yet; undefined where nobody has to accept any more. */
async function postponedState(
	session: RouteSession,
	inputs: CheckedRoutes,
	known: readonly MadeRoute[],
): Promise<VpcPeerRoutesState | undefined> {
	// Routes were made only to a connection that was accepted.
	const connection = await session.findSurely(inputs.instanceId, known.length > 0 ? "Activated" : undefined);
	const acceptance = connection === undefined ? undefined : pendingAcceptance(connection);
	if (connection === undefined || acceptance === undefined) {
		return undefined;
	}
	const { ownerId = "" } = requiredSide(connection, inputs.vpcId, "vpcId is ");
	session.journal.info(`${routesText(inputs)} are postponed: ${acceptance}. Then run \`pulumi up\` again.`);
	const outcome = { routes: known, leftAlone: [], pending: [], ownerId, cloud: session.runtime.cloud };
	return toState(inputs, outcome);
}

async function noTables(session: RouteSession, { vpcId, regionId }: CheckedRoutes, ownerId: string): Promise<string> {
	const accountId = await session.access.accountId(session.deadline);
	const owner = ownerId === "" || ownerId === accountId ? "" : `, which belongs to account ${ownerId}`;
	return `vpcId: account ${accountId} sees no route table of ${vpcId} in ${regionId}${owner}. Use the credentials of the VPC's account (profile or assumeRole), and check regionId.`;
}
