import { findAccount, findVpc } from "./lookups";
import type { AccountRecord, BizStatus, ConnectionRecord, VpcRecord } from "./model";
import { findRouteTable } from "./routes";
import type { RouteEntryRecord, RouteTableRecord } from "./routing-model";
import type { Store } from "./store";

// An id that does not exist is a mistake of the test or program that steers the world.

export function requireAccount({ state }: Store, uid: string): AccountRecord {
	return found(findAccount(state, uid), `account ${uid}`);
}

export function requireVpc({ state }: Store, vpcId: string): VpcRecord {
	return found(findVpc(state, vpcId), `VPC ${vpcId}`);
}

export function requireConnection({ state }: Store, instanceId: string): ConnectionRecord {
	return found(
		state.connections.find((one) => one.id === instanceId),
		`connection ${instanceId}`,
	);
}

export function requireLockable({ state }: Store, id: string): { bizStatus: BizStatus } {
	const connection = state.connections.find((one) => one.id === id);
	return found(findAccount(state, id) ?? findVpc(state, id) ?? connection, `account, VPC or connection ${id}`);
}

export function requireRouteTable({ state }: Store, routeTableId: string): RouteTableRecord {
	return found(findRouteTable(state, routeTableId), `route table ${routeTableId}`);
}

export function requireRouteEntry({ state }: Store, routeEntryId: string): RouteEntryRecord {
	return found(
		state.routeEntries.find((one) => one.id === routeEntryId),
		`route entry ${routeEntryId}`,
	);
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
	if (thing === undefined) throw new RangeError(`The emulator has no ${name}`);
	return thing;
}
