import { VpcPeeringError } from "../../errors/vpc-peering-error";
import type { LeftAlone, MadeRoute, VpcPeerRoutesState } from "../../schema/vpc-peer-routes-state";
import { InitFailure } from "../init-failure";
import { requiredSide } from "../routing/connection-side";
import { RouteConflict } from "../routing/route-conflict";
import { RouteSession } from "../routing/route-session";
import type { Runtime } from "../runtime";
import { pendingAcceptance } from "../vpc-peer-connection/state";
import { notOurs, planLines, planRoutes, type RoutesPlan, type Survey, type WantedRoute } from "./routes-plan";
import {
	type CheckedRoutes,
	idOf,
	markOf,
	ownership,
	type RoutesOutcome,
	routesText,
	toMadeRoute,
	toState,
} from "./state";
import { ownerOf, readsOf, surveyTables } from "./survey";

/** What is said of conflicts. */
export const conflictMend = 'set conflicts: "leaveAlone" to make the other routes';

/**
 * Brings the routes of one side to what the program says: looks, then removes and adds what differs, one route after
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
		// Looked at again: the time until its turn may have changed its ranges.
		const connection = await session.activated(inputs.instanceId);
		const survey: Survey = { connection, ...(await surveyTables(readsOf(session, inputs.vpcId))) };
		const ownerId = ownerOf(inputs.vpcId, survey.tables, connection) ?? "";
		if (survey.tables.length === 0) {
			throw new VpcPeeringError(await noTables(session, inputs, ownerId));
		}
		const plan = planRoutes(inputs, survey, ownership(inputs.instanceId, inputs, known));
		if (plan.conflicts.length > 0 && inputs.conflicts !== "leaveAlone") {
			throw new RouteConflict(plan.conflicts, inputs.instanceId, conflictMend);
		}
		const work = new RoutesWork(session, inputs, plan);
		try {
			await work.run();
		} catch (error) {
			if (operation === "create" && work.outcome.routes.length === 0) {
				throw error;
			}
			const outs = toState(inputs, { ...work.outcome, ownerId, cloud: runtime.cloud });
			throw new InitFailure(idOf(inputs), outs, error);
		}
		return toState(inputs, { ...work.outcome, ownerId, cloud: runtime.cloud });
	});
}

/** The state without routes that could not be made yet; undefined where nobody has to accept any more. */
async function postponedState(
	session: RouteSession,
	inputs: CheckedRoutes,
	known: readonly MadeRoute[],
): Promise<VpcPeerRoutesState | undefined> {
	const connection = await session.find(inputs.instanceId);
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

/** Carries a plan out, and knows at any moment what there is. */
class RoutesWork {
	private readonly session: RouteSession;
	private readonly inputs: CheckedRoutes;
	private readonly plan: RoutesPlan;
	private readonly made: Map<string, MadeRoute>;
	private readonly leftAlone: LeftAlone[];
	private readonly todo: Set<string>;

	constructor(session: RouteSession, inputs: CheckedRoutes, plan: RoutesPlan) {
		this.session = session;
		this.inputs = inputs;
		this.plan = plan;
		this.made = new Map([...plan.keep, ...plan.remove].map((entry) => [entry.routeEntryId, toMadeRoute(entry)]));
		this.leftAlone = [...plan.leftAlone];
		this.todo = new Set(planLines(plan));
	}

	get outcome(): Pick<RoutesOutcome, "routes" | "leftAlone" | "pending"> {
		return { routes: [...this.made.values()], leftAlone: this.leftAlone, pending: [...this.todo] };
	}

	async run(): Promise<void> {
		const { add, remove, keep } = this.plan;
		for (const entry of remove) {
			await this.session.removeEntry(entry);
			this.made.delete(entry.routeEntryId);
			this.done(`remove ${entry.destinationCidrBlock} from ${entry.routeTableId}`);
		}
		for (const entry of keep.filter(({ status }) => status !== "Available")) {
			const settled = await this.session.available(entry.routeTableId, entry.routeEntryId);
			this.made.set(settled.routeEntryId, toMadeRoute(settled));
		}
		for (const wanted of add) {
			await this.add(wanted);
			this.done(`add ${wanted.destinationCidrBlock} to ${wanted.routeTableId}`);
		}
		this.session.progress.done(`${this.made.size} routes`, idOf(this.inputs));
	}

	private async add(wanted: WantedRoute): Promise<void> {
		const description = markOf(this.inputs);
		const { instanceId } = this.inputs;
		const made = await this.session.makeEntry({ ...wanted, nextHopId: instanceId, description });
		if ("routeEntryId" in made) {
			this.made.set(made.routeEntryId, { ...wanted, routeEntryId: made.routeEntryId, status: "Pending" });
			const entry = await this.session.available(wanted.routeTableId, made.routeEntryId);
			this.made.set(entry.routeEntryId, toMadeRoute(entry));
			return;
		}
		const { existing, leadsHere } = made;
		if (leadsHere && existing.description === description) {
			// The answer to this very request was lost.
			const entry = await this.session.available(existing.routeTableId, existing.routeEntryId);
			this.made.set(entry.routeEntryId, toMadeRoute(entry));
		} else if (leadsHere || this.inputs.conflicts === "leaveAlone") {
			this.leftAlone.push(notOurs(existing, instanceId));
		} else {
			throw new RouteConflict([existing], instanceId, conflictMend);
		}
	}

	private done(line: string): void {
		this.todo.delete(line);
		const total = planLines(this.plan).length;
		this.session.progress.waiting(idOf(this.inputs), `${total - this.todo.size} of ${total} changes of routes`);
	}
}
