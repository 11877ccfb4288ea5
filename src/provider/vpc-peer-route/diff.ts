import type { dynamic } from "@pulumi/pulumi";
import { sameCidr } from "../../schema/cidr";
import { type FieldChange, fieldChanges, replacedBy } from "../field-changes";
import type { Runtime } from "../runtime";
import { assertSameCloud, type CheckedRoute, fromStored, holderOf, vpcPeerRoute } from "./state";

/** Says what a changed program means for the route: nothing, another name or description, or a replacement. */
export function diff(runtime: Runtime, olds: unknown, news: CheckedRoute): dynamic.DiffResult {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const changes = routeChanges(state, news);
	// A table has one entry for a destination, so the old one has to go first.
	const samePlace =
		state.routeTableId === news.routeTableId && sameCidr(state.destinationCidrBlock, String(news.destinationCidrBlock));
	const replaces = [...replacedBy(changes), ...(state.status === "Deleted" ? ["status"] : [])];
	const modifies = changes.some(({ change }) => change === "modify");
	for (const thing of [state.routeEntryId, state.instanceId]) {
		runtime.holders.renamed(thing, vpcPeerRoute.kind, state.__identity, news.__identity ?? "");
	}
	if (replaces.length > 0) {
		runtime.replacing.set(news.__identity ?? "", { samePair: samePlace });
		runtime.holders.release(state.routeEntryId, holderOf(news));
	} else {
		const basis = runtime.basisOfDiff(news.__identity ?? "", modifies);
		for (const thing of [state.routeEntryId, state.instanceId]) {
			runtime.holders.note(thing, holderOf(news), basis);
		}
	}
	return {
		changes: replaces.length > 0 || modifies,
		replaces,
		// Said even without a replacement: with the option `replaceOnChanges` the engine makes one of a change in place.
		deleteBeforeReplace: samePlace,
	};
}

/** What differs between a route, as the state or the cloud has it, and the program. */
export function routeChanges(current: object, news: CheckedRoute): FieldChange[] {
	return fieldChanges(vpcPeerRoute.fields, current, (name) => news[name as keyof CheckedRoute]);
}
