import type { VpcPeerRoutesState } from "../../schema/vpc-peer-routes-state";
import type { Runtime } from "../runtime";
import type { ClassInputs } from "../stored-state";
import { holderOf } from "./state";

/** Notes that a resource holds its set of routes, each entry in it, and needs the connection that they lead to. */
export function noteHeld(
	{ holders }: Runtime,
	id: string,
	held: ClassInputs & Pick<VpcPeerRoutesState, "instanceId" | "routes">,
	basis: "state" | "planned" | "settled",
): void {
	const holder = holderOf(held);
	for (const thing of [id, ...held.routes.map(({ routeEntryId }) => routeEntryId), held.instanceId]) {
		holders.note(thing, holder, basis);
	}
}

/** Notes that a resource is replaced: the engine deletes what its state holds. */
export function noteReleased(
	{ holders }: Runtime,
	id: string,
	held: ClassInputs & Pick<VpcPeerRoutesState, "instanceId" | "routes">,
): void {
	const holder = holderOf(held);
	for (const thing of [id, ...held.routes.map(({ routeEntryId }) => routeEntryId), held.instanceId]) {
		holders.release(thing, holder);
	}
}
