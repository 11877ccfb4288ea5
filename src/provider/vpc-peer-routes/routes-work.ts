import type { RouteEntry } from "../../api/vpc-routes";
import type { LeftAlone, MadeRoute } from "../../schema/vpc-peer-routes-state";
import type { RouteSession } from "../routing/route-session";
import { conflictError } from "./conflicts";
import { noteRelied } from "./held-routes";
import type { Foresight } from "./look-ahead";
import { markOf } from "./ownership";
import { addLine, isAt, notOurs, planLines, removeLine, takeOverLine, type WantedRoute } from "./routes-plan";
import { type CheckedRoutes, idOf, type RoutesOutcome, toMadeRoute } from "./state";

/** Carries a plan out, and knows at any moment what there is. */
export class RoutesWork {
	private readonly session: RouteSession;
	private readonly inputs: CheckedRoutes;
	private readonly foresight: Foresight;
	private readonly made: Map<string, MadeRoute>;
	private readonly leftAlone: LeftAlone[];
	private readonly todo: Set<string>;

	constructor(session: RouteSession, inputs: CheckedRoutes, foresight: Foresight) {
		const { plan } = foresight;
		this.session = session;
		this.inputs = inputs;
		this.foresight = foresight;
		this.made = new Map(
			[...plan.keep, ...plan.remove.filter(foresight.whose.isOwn)].map((entry) => [
				entry.routeEntryId,
				toMadeRoute(entry),
			]),
		);
		this.leftAlone = [...plan.leftAlone];
		this.todo = new Set(planLines(plan));
	}

	/** What there is now, and what is still to be done. */
	get outcome(): Pick<RoutesOutcome, "routes" | "leftAlone" | "pending"> {
		return { routes: [...this.made.values()], leftAlone: this.leftAlone, pending: [...this.todo] };
	}

	/**
	 * What makes room goes first, then all that is new is made, and only then goes what nobody wants any more: should something
	 * fail, the old routes still carry the traffic.
	 */
	async run(): Promise<void> {
		const { add, remove, keep, takeOver, passedOn, relied } = this.foresight.plan;
		this.sayTakenOver(takeOver);
		this.rely(relied);
		const makesRoom = (entry: RouteEntry) => add.some((wanted) => isAt(entry, wanted));
		for (const entry of remove.filter(makesRoom)) {
			await this.remove(entry);
		}
		for (const entry of keep.filter(({ status }) => status !== "Available")) {
			const settled = await this.session.available(entry.routeTableId, entry.routeEntryId, { foundBefore: true });
			this.made.set(settled.routeEntryId, toMadeRoute(settled));
		}
		for (const wanted of add) {
			for (const entry of passedOn.filter((one) => isAt(one, wanted))) {
				await this.session.removeEntry(entry);
			}
			await this.add(wanted);
		}
		for (const entry of remove.filter((one) => !makesRoom(one))) {
			await this.remove(entry);
		}
		this.session.progress.done(this.made.size === 1 ? "1 route" : `${this.made.size} routes`, idOf(this.inputs));
	}

	private sayTakenOver(takeOver: readonly RouteEntry[]): void {
		for (const entry of takeOver) {
			this.done(takeOverLine(entry));
		}
		if (takeOver.length > 0) {
			const list = takeOver.map(
				({ destinationCidrBlock, routeTableId }) => `${destinationCidrBlock} in ${routeTableId}`,
			);
			this.session.journal.info(`takes over routes of this stack under another name: ${list.join(", ")}.`);
		}
	}

	private async remove(entry: RouteEntry): Promise<void> {
		// What another resource of the program has, too, is its own from now on.
		if (this.foresight.whose.holdersOf(entry).length === 0) {
			await this.session.removeEntry(entry);
		}
		this.made.delete(entry.routeEntryId);
		this.done(removeLine(entry));
	}

	private async add(wanted: WantedRoute): Promise<void> {
		const description = markOf(this.inputs);
		const { instanceId } = this.inputs;
		const made = await this.session.makeEntry({ ...wanted, nextHopId: instanceId, description });
		if ("routeEntryId" in made) {
			this.made.set(made.routeEntryId, { ...wanted, routeEntryId: made.routeEntryId, status: "Pending" });
			const entry = await this.session.available(wanted.routeTableId, made.routeEntryId);
			this.made.set(entry.routeEntryId, toMadeRoute(entry));
			this.done(addLine(wanted));
			return;
		}
		await this.meet(made.existing, made.leadsHere);
		this.done(addLine(wanted));
	}

	/** An entry in the place of a new one, which the survey did not show: it is what it would be in a plan. */
	private async meet(existing: RouteEntry, leadsHere: boolean): Promise<void> {
		const { whose } = this.foresight;
		const isLeftBehind = whose.isLeftBehind(existing);
		if (whose.isOwn(existing) || isLeftBehind) {
			const entry = await this.session.available(existing.routeTableId, existing.routeEntryId);
			this.made.set(entry.routeEntryId, toMadeRoute(entry));
			this.sayTakenOver(isLeftBehind ? [entry] : []);
		} else if (leadsHere || this.inputs.conflicts === "leaveAlone") {
			this.rely(leadsHere ? [existing] : []);
			this.leftAlone.push(notOurs(existing, this.inputs.instanceId, whose));
		} else {
			throw conflictError([existing], whose, this.inputs);
		}
	}

	private rely(entries: readonly RouteEntry[]): void {
		noteRelied(this.session.runtime, entries, this.inputs);
	}

	private done(line: string): void {
		this.todo.delete(line);
		const total = planLines(this.foresight.plan).length;
		this.session.progress.waiting(idOf(this.inputs), `${total - this.todo.size} of ${total} changes of routes`);
	}
}
