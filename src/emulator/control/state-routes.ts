import { readCidr } from "../cidr";
import type { ControlledEmulator } from "../create-emulator";
import { findPrefixList } from "../world/prefix-lists";
import { entriesOfTable, entrySnapshot, tablesOfVpc } from "../world/routes";
import type { AssociateType, RouteEntry, RouteEntryStatus } from "../world/routing-model";
import type { Store } from "../world/store";
import { ControlError, changing } from "./control-error";

/**
 * A route entry in {@link StateRouteTable}.
 *
 * @public
 */
export type StateRouteEntry = Omit<RouteEntry, "routeTableId" | "vpcId">;

/**
 * A route table of a VPC in {@link EmulatorState}, with its custom entries, oldest first.
 *
 * @public
 */
export interface StateRouteTable {
	readonly id: string;
	readonly name: string;
	readonly type: "System" | "Custom";
	/** Only tables of vSwitches carry traffic that leaves the VPC. */
	readonly associateType: AssociateType;
	readonly entries: readonly StateRouteEntry[];
}

/** The status in which an entry surely leads packets; that one in the making or being changed does is not documented. */
export const LEADING_STATUS: RouteEntryStatus = "Available";

/** The route tables of a VPC, the system table first. */
export function routeTablesOf(store: Store, vpcId: string): StateRouteTable[] {
	return tablesOfVpc(store.state, vpcId).map(({ id, name, type, associateType }) => ({
		id,
		name,
		type,
		associateType,
		entries: entriesOfTable(store, id).map((entry) => {
			const { routeTableId: _table, vpcId: _vpc, ...fields } = entrySnapshot(store, entry);
			return fields;
		}),
	}));
}

/** A route to be added. */
export interface WantedRoute {
	readonly routeTableId: string;
	readonly destinationCidrBlock: string;
	/** The connection that it leads into. */
	readonly instanceId: string;
}

/** Adds a route into a connection, as somebody at the console would. */
export function addRoute(emulator: ControlledEmulator, wanted: WantedRoute): RouteEntry {
	const { routeTableId, destinationCidrBlock, instanceId } = wanted;
	const tables = emulator.state().accounts.flatMap(({ vpcs }) => vpcs.flatMap(({ routeTables }) => routeTables));
	const table = tables.find(({ id }) => id === routeTableId);
	if (table === undefined) {
		throw new ControlError(400, "routeTableId", `The emulator has no route table ${routeTableId}`);
	}
	const lists = emulator.state().accounts.flatMap(({ prefixLists }) => prefixLists);
	const destination = findPrefixList(lists, destinationCidrBlock)?.id ?? readCidr(destinationCidrBlock)?.text;
	if (destination === undefined) {
		throw new ControlError(400, "destinationCidrBlock", `${destinationCidrBlock} is not a CIDR block or prefix list`);
	}
	const taken = table.entries.find((entry) => entry.destinationCidrBlock === destination);
	if (taken !== undefined) {
		const where = `${routeTableId} has a route for ${destination} already`;
		throw new ControlError(400, "destinationCidrBlock", `${where}: ${taken.id}, to ${taken.nextHopId}`);
	}
	return changing("instanceId", () =>
		emulator.world.addRouteEntry({ routeTableId, destinationCidrBlock, nextHopId: instanceId }),
	);
}
