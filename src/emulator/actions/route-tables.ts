import { cloudError } from "../cloud-error";
import type { ErrorCode } from "../errors";
import { findVpc } from "../world/lookups";
import type { VpcRecord } from "../world/model";
import { entryStatusAt, findRouteTable } from "../world/routes";
import type { RouteEntryRecord, RouteTableRecord } from "../world/routing-model";
import type { ActionContext } from "./action";

/** A route table with the VPC that it belongs to. */
export interface TableInVpc {
	readonly table: RouteTableRecord;
	readonly vpc: VpcRecord;
}

/** The codes with which the operations say that a table is not there. */
type TableNotFound = Extract<ErrorCode, "InvalidRouteTableId.NotFound" | "InvalidRouteTable.NotFound">;

/** A table of a VPC of the caller; one of somebody else, or of another region, is as unknown as one that never was. */
export function requiredTable(context: ActionContext, routeTableId: string, notFound: TableNotFound): TableInVpc {
	const { store, parameters, caller } = context;
	const table = findRouteTable(store.state, routeTableId);
	const vpc = table === undefined ? undefined : findVpc(store.state, table.vpcId);
	const regionId = parameters.get("RegionId") ?? "";
	if (table === undefined || vpc === undefined || vpc.ownerUid !== caller.account.uid) {
		throw cloudError(notFound, routeTableId);
	}
	if (regionId !== "" && regionId !== vpc.regionId) throw cloudError(notFound, routeTableId);
	return { table, vpc };
}

/** Refuses a change of routes while the VPC or the table is not Available. */
export function assertRoutable({ table, vpc }: TableInVpc): void {
	if (vpc.status !== "Available") throw cloudError("IncorrectVpcStatus", vpc.id, vpc.status);
	if (table.status !== "Available") throw cloudError("IncorrectStatus.RouteTableStatus", table.id, table.status);
}

/**
 * Refuses a second route task in a VPC (alicloud-api.md 0.8). That a task lasts as long as its entry is not Available is
 * assumed.
 */
export function assertNoTask({ store, now }: ActionContext, vpc: VpcRecord): void {
	const tables = new Set(store.state.routeTables.filter((table) => table.vpcId === vpc.id).map((table) => table.id));
	const busy = store.state.routeEntries.find((entry) => tables.has(entry.routeTableId) && now < entry.task.settlesAt);
	if (busy !== undefined) throw cloudError("TaskConflict", busy.id, vpc.id);
}

/** Starts a task on an entry. */
export function startTask(
	{ store, now }: ActionContext,
	entry: RouteEntryRecord,
	status: RouteEntryRecord["task"]["status"],
): void {
	entry.task = { status, settlesAt: now + store.settings.durations.routing };
	entry.modifiedAt = now;
}

/** Refuses a change of an entry that is being changed (alicloud-api.md 3.3: only Available entries can be deleted). */
export function assertAvailable(entry: RouteEntryRecord, now: number): void {
	const status = entryStatusAt(entry, now) ?? "Deleting";
	if (status !== "Available") throw cloudError("IncorrectRouteEntryStatus", entry.id, status);
}
