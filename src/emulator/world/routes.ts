import { containsCidr } from "../cidr";
import { routerIdOf, systemEntryIdOf } from "./ids";
import type { VpcRecord, WorldState } from "./model";
import type { RouteEntry, RouteEntryRecord, RouteEntryStatus, RouteTable, RouteTableRecord } from "./routing-model";
import type { Store } from "./store";

/** The range of the cloud's own services, to which every table has a system route (alicloud-api.md 3.2). */
export const SERVICE_RANGE = "100.64.0.0/10";

/** A system entry of a table. */
export interface SystemEntry {
	readonly id: string;
	readonly destinationCidrBlock: string;
}

/** The status of an entry at a time, or undefined once it is deleted. Computed when read, like that of a connection. */
export function entryStatusAt({ task }: RouteEntryRecord, now: number): RouteEntryStatus | undefined {
	if (now < task.settlesAt) return task.status;
	return task.status === "Deleting" ? undefined : "Available";
}

/** The custom entries that exist, oldest first. */
export function livingEntries({ state, now }: Store): RouteEntryRecord[] {
	return state.routeEntries.filter((entry) => entryStatusAt(entry, now()) !== undefined);
}

/** The custom entries of a table. */
export function entriesOfTable(store: Store, routeTableId: string): RouteEntryRecord[] {
	return livingEntries(store).filter((entry) => entry.routeTableId === routeTableId);
}

/** The custom entries that lead to an instance, in all tables of all accounts. */
export function entriesTo(store: Store, nextHopId: string): RouteEntryRecord[] {
	return livingEntries(store).filter((entry) => entry.nextHops.some((hop) => hop.id === nextHopId));
}

/** A route table by its id, or undefined. */
export function findRouteTable(state: WorldState, routeTableId: string): RouteTableRecord | undefined {
	return state.routeTables.find((table) => table.id === routeTableId);
}

/** The tables of a VPC, the system table first. */
export function tablesOfVpc(state: WorldState, vpcId: string): RouteTableRecord[] {
	return state.routeTables.filter((table) => table.vpcId === vpcId);
}

/** The system entries of every table of a VPC: one per vSwitch, and the range of the cloud's services. */
export function systemEntries(vpc: VpcRecord, table: RouteTableRecord): SystemEntry[] {
	const ranges = [...vpc.vSwitches.map((vSwitch) => vSwitch.cidrBlock), SERVICE_RANGE];
	return ranges.map((range) => ({ id: systemEntryIdOf(table.id, range), destinationCidrBlock: range }));
}

/** The vSwitch whose range holds the whole destination, or undefined. */
export function vSwitchAround(vpc: VpcRecord, destination: string): string | undefined {
	return vpc.vSwitches.find((vSwitch) => containsCidr(vSwitch.cidrBlock, destination))?.id;
}

/** Forgets deleted entries, and entries whose table is gone. */
export function forgetGoneEntries(store: Store): void {
	const living = livingEntries(store);
	if (living.length < store.state.routeEntries.length) store.state.routeEntries = living;
}

/** An entry as tests see it; the first next hop stands for all. */
export function entrySnapshot(store: Store, entry: RouteEntryRecord): RouteEntry {
	const [hop] = entry.nextHops;
	return {
		id: entry.id,
		routeTableId: entry.routeTableId,
		vpcId: findRouteTable(store.state, entry.routeTableId)?.vpcId ?? "",
		destinationCidrBlock: entry.destinationCidrBlock,
		nextHopType: hop?.type ?? "",
		nextHopId: hop?.id ?? "",
		name: entry.name,
		description: entry.description,
		status: entryStatusAt(entry, store.now()) ?? "Deleting",
	};
}

/** A table as tests see it. */
export function tableSnapshot(table: RouteTableRecord): RouteTable {
	const { createdAt: _createdAt, ...fields } = structuredClone(table);
	return fields;
}

/** The system table that every VPC has from the start (alicloud-api.md 3.1). */
export function systemTable(vpcId: string, createdAt: number): RouteTableRecord {
	return {
		id: routerIdOf(vpcId).replace(/^vrt-/, "vtb-"),
		vpcId,
		type: "System",
		associateType: "VSwitch",
		createdAt,
		status: "Available",
		name: "",
		description: "",
		tags: [],
		vSwitchIds: [],
	};
}
