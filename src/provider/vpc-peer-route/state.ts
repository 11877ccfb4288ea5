import type { RouteEntry, RouteTable } from "../../api/vpc-routes";
import { canonicalCidr } from "../../schema/cidr";
import type { KindFields } from "../../schema/field";
import { isPrefixList } from "../../schema/routing-fields";
import { vpcPeerRouteFields } from "../../schema/vpc-peer-route-fields";
import type { VpcPeerRouteInputs } from "../../schema/vpc-peer-route-inputs";
import type { VpcPeerRouteState } from "../../schema/vpc-peer-route-state";
import type { Holder } from "../holders";
import type { Runtime } from "../runtime";
import {
	bookkeeping,
	type ClassInputs,
	fromStored as readStored,
	assertSameCloud as refuseOther,
	withoutAbsent,
} from "../stored-state";

/** The kind with its inputs. */
export const vpcPeerRoute = { kind: "VpcPeerRoute", fields: vpcPeerRouteFields } as const satisfies KindFields;

/** The resource as a holder of its entry. */
export function holderOf({ __identity = "" }: ClassInputs): Holder {
	return { kind: vpcPeerRoute.kind, identity: __identity };
}

/** The inputs after check. */
export type CheckedRoute = VpcPeerRouteInputs & { regionId: string } & ClassInputs;

/** Where a route lives, as found out once. */
export type RoutePlace = Pick<VpcPeerRouteState, "vpcId" | "ownerId" | "cloud">;

/** The place of a route in a table. */
export function placeOf(table: RouteTable, runtime: Runtime): RoutePlace {
	return { vpcId: table.vpcId, ownerId: table.ownerId ?? "", cloud: runtime.cloud };
}

/** The state of a route, from the inputs and what the cloud says of its entry. */
export function toState(inputs: CheckedRoute, entry: RouteEntry, place: RoutePlace): VpcPeerRouteState {
	const { regionId, timeouts, profile, assumeRole } = inputs;
	return withoutAbsent({
		routeEntryId: entry.routeEntryId,
		status: entry.status as VpcPeerRouteState["status"],
		...place,
		regionId,
		routeTableId: entry.routeTableId,
		// How lists show an entry to a prefix list is not documented.
		destinationCidrBlock: isPrefixList(inputs.destinationCidrBlock)
			? inputs.destinationCidrBlock
			: (canonicalCidr(entry.destinationCidrBlock) ?? entry.destinationCidrBlock),
		instanceId: entry.nextHops[0]?.id ?? inputs.instanceId,
		name: entry.name,
		description: entry.description,
		...{ timeouts, profile, assumeRole },
		...bookkeeping(vpcPeerRoute, inputs),
	});
}

/** An entry of which only the id is known: everything else is what was asked for. */
export function unseenEntry(inputs: CheckedRoute, routeEntryId: string): RouteEntry {
	const { routeTableId, destinationCidrBlock, name, description, instanceId } = inputs;
	return {
		routeEntryId,
		routeTableId,
		destinationCidrBlock,
		status: "Pending",
		name,
		description,
		nextHops: [{ id: instanceId, type: "VpcPeer" }],
	};
}

/** The route for messages: `the route to 10.2.0.0/16 in vtb-abc`. */
export function routeText({
	destinationCidrBlock,
	routeTableId,
}: Partial<Pick<VpcPeerRouteState, "destinationCidrBlock" | "routeTableId">>): string {
	return `the route to ${destinationCidrBlock} in ${routeTableId}`;
}

/** Reads what an earlier run stored of a route. */
export function fromStored(stored: unknown): VpcPeerRouteState {
	return readStored<VpcPeerRouteState>(vpcPeerRoute.kind, stored, {
		subject: ({ routeEntryId }) => routeEntryId,
		stays: "the route entry itself stays",
	});
}

/** Refuses to touch a route of one cloud through the endpoint of another. */
export function assertSameCloud(state: VpcPeerRouteState, runtime: Runtime): void {
	refuseOther(state, runtime, state.routeEntryId);
}
