import { cloudError } from "../cloud-error";
import { requiredText } from "../validation/parameters";
import { findVpc } from "../world/lookups";
import { entriesOfTable, findRouteTable, livingEntries, systemEntries, tablesOfVpc } from "../world/routes";
import type { RouteEntryRecord } from "../world/routing-model";
import type { ActionContext } from "./action";
import { requiredTable, type TableInVpc } from "./route-tables";

/** A custom entry with the table that it lies in. */
export interface FoundEntry extends TableInVpc {
	readonly entry: RouteEntryRecord;
	/** Whether the request named it by its id. */
	readonly byId: boolean;
}

/**
 * The custom entry that a request names by its id, or by table and destination, but not both (alicloud-api.md 3.3).
 *
 * @param inOneForm - Brings a destination to the form that entries keep, or refuses it.
 */
export function requiredEntry(context: ActionContext, inOneForm: (destination: string) => string): FoundEntry {
	const { parameters } = context;
	const id = parameters.get("RouteEntryId") ?? "";
	const named = ["RouteTableId", "DestinationCidrBlock"].some((name) => (parameters.get(name) ?? "") !== "");
	if (id !== "" && named) throw cloudError("ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock");
	return id === "" ? entryByDestination(context, inOneForm) : entryById(context, id);
}

function entryById(context: ActionContext, id: string): FoundEntry {
	const { store, caller } = context;
	const entry = livingEntries(store).find((one) => one.id === id);
	const table = findRouteTable(store.state, entry?.routeTableId ?? "");
	const owner = findVpc(store.state, table?.vpcId ?? "")?.ownerUid;
	if (entry !== undefined && table !== undefined && owner === caller.account.uid) {
		return { ...requiredTable(context, table.id, "InvalidRouteTableId.NotFound"), entry, byId: true };
	}
	const own = store.state.vpcs.filter((vpc) => vpc.ownerUid === caller.account.uid);
	const isSystem = own.some((vpc) =>
		tablesOfVpc(store.state, vpc.id).some((one) => systemEntries(vpc, one).some((system) => system.id === id)),
	);
	throw isSystem ? cloudError("OperationDenied", id) : cloudError("InvalidRouteEntryId.NotFound", id);
}

function entryByDestination(context: ActionContext, inOneForm: (destination: string) => string): FoundEntry {
	const { store, parameters } = context;
	const found = requiredTable(context, requiredText(parameters, "RouteTableId"), "InvalidRouteTableId.NotFound");
	const destination = inOneForm(requiredText(parameters, "DestinationCidrBlock"));
	const system = systemEntries(found.vpc, found.table).find((one) => one.destinationCidrBlock === destination);
	if (system !== undefined) throw cloudError("OperationDenied", system.id);
	const entry = entriesOfTable(store, found.table.id).find((one) => one.destinationCidrBlock === destination);
	if (entry === undefined) throw cloudError("InvalidRouteEntry.NotFound", destination, found.table.id);
	return { ...found, entry, byId: false };
}
