import type { RouteEntry } from "../../api/vpc-routes";
import { canonicalCidr } from "../../schema/cidr";
import type { KindFields } from "../../schema/field";
import { vpcPeerRoutesFields } from "../../schema/vpc-peer-routes-fields";
import type { VpcPeerRoutesInputs } from "../../schema/vpc-peer-routes-inputs";
import type { LeftAlone, MadeRoute, VpcPeerRoutesState } from "../../schema/vpc-peer-routes-state";
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
export const vpcPeerRoutes = { kind: "VpcPeerRoutes", fields: vpcPeerRoutesFields } as const satisfies KindFields;

/** The inputs after check. */
export type CheckedRoutes = VpcPeerRoutesInputs & { regionId: string } & ClassInputs;

/** The resource's id: what it joins, as the cloud has no id for a set of routes. */
export function idOf({ instanceId, vpcId }: Pick<CheckedRoutes, "instanceId" | "vpcId">): string {
	return `${instanceId}:${vpcId}`;
}

/** The set of routes for messages. */
export function routesText({ instanceId, vpcId }: Pick<VpcPeerRoutesState, "instanceId" | "vpcId">): string {
	return `the routes of ${vpcId} to ${instanceId}`;
}

/** The resource as a holder of its set of routes, and of each entry in it. */
export function holderOf({ __identity = "" }: ClassInputs): Holder {
	return { kind: vpcPeerRoutes.kind, identity: __identity };
}

/** An entry as the state holds it. */
export function toMadeRoute(entry: RouteEntry): MadeRoute {
	return {
		routeTableId: entry.routeTableId,
		destinationCidrBlock: canonicalCidr(entry.destinationCidrBlock) ?? entry.destinationCidrBlock,
		routeEntryId: entry.routeEntryId,
		status: entry.status as MadeRoute["status"],
	};
}

/** What a run found out, besides the inputs. */
export interface RoutesOutcome {
	readonly ownerId: string;
	readonly cloud: string;
	readonly routes: readonly MadeRoute[];
	readonly leftAlone: readonly LeftAlone[];
	readonly pending: readonly string[];
}

/** The state of a set of routes. */
export function toState(inputs: CheckedRoutes, outcome: RoutesOutcome): VpcPeerRoutesState {
	const { __identity: _identity, __provider: _provider, ...given } = inputs;
	return withoutAbsent({
		...given,
		...outcome,
		routes: [...outcome.routes].sort(byPlace),
		leftAlone: [...outcome.leftAlone].sort(byPlace),
		pending: [...outcome.pending],
		...bookkeeping(vpcPeerRoutes, inputs),
	});
}

type Place = Pick<MadeRoute, "routeTableId" | "destinationCidrBlock">;

function byPlace(left: Place, right: Place): number {
	const [a, b] = [left, right].map((one) => `${one.routeTableId} ${one.destinationCidrBlock}`) as [string, string];
	return a < b ? -1 : Number(a > b);
}

/** Reads what an earlier run stored of a set of routes. */
export function fromStored(stored: unknown): VpcPeerRoutesState {
	return readStored<VpcPeerRoutesState>(vpcPeerRoutes.kind, stored, {
		subject: ({ instanceId, vpcId }) => (instanceId === undefined ? undefined : `${instanceId}:${vpcId}`),
		stays: "the route entries themselves stay",
	});
}

/** Refuses to touch routes of one cloud through the endpoint of another. */
export function assertSameCloud(state: VpcPeerRoutesState, runtime: Runtime): void {
	refuseOther(state, runtime, `VpcPeerRoutes ${idOf(state)}`);
}
