import type { dynamic } from "@pulumi/pulumi";
import { sameCidr } from "../../schema/cidr";
import { type FieldChange, fieldChanges, replacedBy } from "../field-changes";
import { noteHolder } from "../routing/taken-over";
import type { Runtime } from "../runtime";
import { assertSameCloud, type CheckedRoute, fromStored, vpcPeerRoute } from "./state";

/** Says what a changed program means for the route: nothing, another name or description, or a replacement. */
export function diff(runtime: Runtime, olds: unknown, news: CheckedRoute): dynamic.DiffResult {
	const state = fromStored(olds);
	assertSameCloud(state, runtime);
	const changes = routeChanges(state, news);
	// A table has one entry for a destination, so the old one has to go first.
	const samePlace =
		state.routeTableId === news.routeTableId && sameCidr(state.destinationCidrBlock, String(news.destinationCidrBlock));
	const replaces = [...replacedBy(changes), ...(state.status === "Deleted" ? ["status"] : [])];
	if (replaces.length > 0) {
		runtime.replacing.set(news.__identity ?? "", { samePair: samePlace });
	} else {
		noteHolder(runtime, state.routeEntryId, news.__identity);
	}
	return {
		changes: replaces.length > 0 || changes.some(({ change }) => change === "modify"),
		replaces,
		// Said even without a replacement: `pulumi up --replace` asks for one with unchanged inputs.
		deleteBeforeReplace: samePlace,
	};
}

/** What differs between a route, as the state or the cloud has it, and the program. */
export function routeChanges(current: object, news: CheckedRoute): FieldChange[] {
	return fieldChanges(vpcPeerRoute.fields, current, (name) => news[name as keyof CheckedRoute]);
}
