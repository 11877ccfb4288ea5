import type { VpcRecord } from "./model";
import { systemTable } from "./routes";
import type { RouteEntryRecord } from "./routing-model";
import { defaultQuotas } from "./seed";

/** A route entry of version 1: it lay in no table. */
interface EntryOfVersion1 {
	readonly id: string;
	readonly vpcId: string;
	readonly destinationCidrBlock: string;
	readonly nextHopId: string;
}

type Raw = Record<string, unknown>;

/** Brings the parsed state of an earlier version to this one's. What is no such state stays as it is. */
export function upgradeState(value: unknown): unknown {
	return fromVersion2(fromVersion1(value));
}

/** Version 2 knew no prefix lists, and CDT that only a request opens. Newer worlds open it by a create. */
function fromVersion2(value: unknown): unknown {
	if (!isObject(value) || value["version"] !== 2) return value;
	const { accounts } = value;
	if (!isListOfObjects(accounts)) return { ...value, version: 3 };
	const flags = { openedByCreate: true, refusesReopening: false };
	const upgraded = accounts.map((account) =>
		isObject(account["cdt"]) ? { ...account, cdt: { ...flags, ...account["cdt"] } } : account,
	);
	return { ...value, version: 3, prefixLists: [], requesterTagsForAll: false, accounts: upgraded };
}

function fromVersion1(value: unknown): unknown {
	if (!isObject(value) || value["version"] !== 1) return value;
	const { vpcs, routeEntries } = value;
	// Damage is for the check that follows to find, on what the file holds.
	if (!isListOfObjects(vpcs) || !isListOfObjects(routeEntries)) return { ...value, version: 2 };
	return {
		...value,
		version: 2,
		vpcs: vpcs.map((vpc) => ({ ...vpc, tags: [], vSwitches: [] })),
		routeTables: (vpcs as unknown as VpcRecord[]).map((vpc) => systemTable(String(vpc.id), Number(vpc.createdAt))),
		routeEntries: (routeEntries as unknown as EntryOfVersion1[]).map(entryWithTable),
		ipv4OnlyRegions: [],
		quotas: { ...defaultQuotas, ...(value["quotas"] as object) },
	};
}

function entryWithTable(entry: EntryOfVersion1): RouteEntryRecord {
	return {
		id: entry.id,
		routeTableId: systemTable(String(entry.vpcId), 0).id,
		destinationCidrBlock: entry.destinationCidrBlock,
		createdAt: 0,
		modifiedAt: 0,
		name: "",
		description: "",
		nextHops: [{ id: entry.nextHopId, type: "VpcPeer", weight: 0 }],
		task: { status: "Pending", settlesAt: 0 },
	};
}

function isObject(value: unknown): value is Raw {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfObjects(value: unknown): value is Raw[] {
	return Array.isArray(value) && value.every(isObject);
}
