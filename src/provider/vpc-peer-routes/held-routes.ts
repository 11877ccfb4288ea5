import type { RouteEntry } from "../../api/vpc-routes";
import type { VpcPeerRoutesState } from "../../schema/vpc-peer-routes-state";
import type { Runtime } from "../runtime";
import type { ClassInputs } from "../stored-state";
import { holderOf, vpcPeerRoutes } from "./state";

/** Notes that a resource holds its set of routes, each entry in it, and needs the connection that they lead to. */
export function noteHeld(
	{ holders }: Runtime,
	id: string,
	held: ClassInputs & Pick<VpcPeerRoutesState, "instanceId" | "routes">,
	basis: "state" | "planned" | "settled",
): void {
	const holder = holderOf(held);
	for (const thing of thingsOf(id, held)) {
		holders.note(thing, holder, basis);
	}
}

/**
 * Notes that a resource makes do with entries of others. Should the resource go in this run that made one, a `VpcPeerRoute` or
 * one of a stack that was renamed and marks otherwise than before, it hands the entry over.
 */
export function noteRelied({ holders }: Runtime, entries: readonly RouteEntry[], inputs: ClassInputs): void {
	for (const { routeEntryId } of entries) {
		holders.rely(routeEntryId, holderOf(inputs));
	}
}

/** Notes under which name the program declares a resource whose state was written under another. */
export function noteRenamed({ holders }: Runtime, id: string, state: VpcPeerRoutesState, now: string): void {
	for (const thing of thingsOf(id, state)) {
		holders.renamed(thing, vpcPeerRoutes.kind, state.__identity, now);
	}
}

function thingsOf(id: string, { routes, instanceId }: Pick<VpcPeerRoutesState, "instanceId" | "routes">): string[] {
	return [id, ...routes.map(({ routeEntryId }) => routeEntryId), instanceId];
}

/**
 * Notes that a resource is replaced: the engine deletes what its state holds, at the end of the run. Until then its entries are
 * for whoever wants their places: the replacement itself, or another resource that is declared for them now.
 */
export function noteReleased(
	{ holders, program }: Runtime,
	id: string,
	held: ClassInputs & Pick<VpcPeerRoutesState, "instanceId" | "routes">,
): void {
	const holder = holderOf(held);
	holders.release(id, holder);
	holders.release(held.instanceId, holder);
	for (const { routeEntryId } of held.routes) {
		if (program.declares(holder.identity)) {
			holders.offer(routeEntryId, holder);
		} else {
			holders.release(routeEntryId, holder);
		}
	}
}
