import { readCidr } from "../cidr";
import { rememberingEarlier } from "./earlier";
import { newRouteEntryId, newRouteTableId } from "./ids";
import { findPrefixList } from "./prefix-lists";
import { requireConnection, requireRouteEntry, requireRouteTable, requireVpc } from "./required";
import {
	entriesOfTable,
	entrySnapshot,
	findRouteTable,
	livingEntries,
	systemTable,
	tableSnapshot,
	tablesOfVpc,
} from "./routes";
import type { RouteEntryRecord, RouteTableRecord } from "./routing-model";
import type { Store } from "./store";
import type { NewRouteEntry, RouteTableChange, VpcChange, World } from "./world";

/** The part of the world that is about routes. */
export function routingWorld(store: Store) {
	return { ...tables(store), ...entries(store) } satisfies Partial<World>;
}

function tables(store: Store) {
	return {
		routeTables: (vpcId) => tablesOfVpc(store.state, requireVpc(store, vpcId).id).map(tableSnapshot),
		changeVpc: (vpcId, change) => {
			const vpc = requireVpc(store, vpcId);
			rememberingEarlier(store, [vpcId], () => Object.assign(vpc, given<VpcChange>(change)));
			store.save();
		},
		addRouteTable: (vpcId, { id, associateType = "VSwitch", ...change } = {}) => {
			requireVpc(store, vpcId);
			if (id !== undefined && findRouteTable(store.state, id) !== undefined) {
				throw new RangeError(`The emulator has a route table ${id} already`);
			}
			const table: RouteTableRecord = {
				...systemTable(vpcId, store.now()),
				id: id ?? newRouteTableId(),
				type: "Custom",
				associateType,
				...(given<RouteTableChange>(change) as Partial<RouteTableRecord>),
			};
			store.state.routeTables.push(table);
			store.save();
			return tableSnapshot(table);
		},
		changeRouteTable: (routeTableId, change) => {
			const table = requireRouteTable(store, routeTableId);
			rememberingEarlier(store, [table.id], () => Object.assign(table, given<RouteTableChange>(change)));
			store.save();
		},
		removeRouteTable: (routeTableId) => {
			const { id, type } = requireRouteTable(store, routeTableId);
			if (type === "System") throw new RangeError(`${id} is a system route table: it goes with its VPC`);
			removeTable(store, id);
			store.save();
		},
		setPeeringIpv6: (regionId, supported) => {
			const others = store.state.ipv4OnlyRegions.filter((one) => one !== regionId);
			store.state.ipv4OnlyRegions = supported ? others : [...others, regionId];
			store.save();
		},
	} satisfies Partial<World>;
}

function entries(store: Store) {
	return {
		routeEntries: () => livingEntries(store).map((entry) => entrySnapshot(store, entry)),
		addRouteEntry: (wanted) => {
			const entry = newEntry(store, wanted);
			store.state.routeEntries.push(entry);
			store.save();
			return entrySnapshot(store, entry);
		},
		modifyRouteEntry: (routeEntryId, { nextHopId, nextHopType, ...texts }) => {
			const entry = requireRouteEntry(store, routeEntryId);
			const [hop] = entry.nextHops;
			rememberingEarlier(store, [entry.id], () => {
				Object.assign(entry, given(texts), { modifiedAt: store.now() });
				entry.nextHops = [
					{ id: nextHopId ?? hop?.id ?? "", type: nextHopType ?? hop?.type ?? "VpcPeer", weight: hop?.weight ?? 0 },
				];
			});
			store.save();
		},
		removeRouteEntry: (routeEntryId) => {
			removeEntries(store, [requireRouteEntry(store, routeEntryId)]);
			store.save();
		},
	} satisfies Partial<World>;
}

/** Takes a table and its entries out of the world. */
export function removeTable(store: Store, routeTableId: string): void {
	rememberingEarlier(store, [routeTableId], () => {
		store.state.routeTables = store.state.routeTables.filter((table) => table.id !== routeTableId);
	});
	removeEntries(store, entriesOfTable(store, routeTableId));
}

/** Takes entries out of the world. */
export function removeEntries(store: Store, entries: readonly RouteEntryRecord[]): void {
	const ids = entries.map(({ id }) => id);
	rememberingEarlier(store, ids, () => {
		store.state.routeEntries = store.state.routeEntries.filter((entry) => !entries.includes(entry));
	});
}

function newEntry(store: Store, wanted: NewRouteEntry): RouteEntryRecord {
	const { nextHopType = "VpcPeer", nextHopId, destinationCidrBlock } = wanted;
	const routeTableId = wanted.routeTableId ?? systemTable(requireVpc(store, wanted.vpcId ?? "").id, 0).id;
	const list = findPrefixList(store.state.prefixLists, destinationCidrBlock);
	const destination = list?.id ?? readCidr(destinationCidrBlock)?.text;
	if (destination === undefined) throw new RangeError(`${destinationCidrBlock} is not a CIDR block or prefix list`);
	if (nextHopType === "VpcPeer") requireConnection(store, nextHopId);
	const now = store.now();
	return {
		id: newRouteEntryId(),
		routeTableId: requireRouteTable(store, routeTableId).id,
		destinationCidrBlock: destination,
		createdAt: now,
		modifiedAt: now,
		name: wanted.name ?? "",
		description: wanted.description ?? "",
		nextHops: [{ id: nextHopId, type: nextHopType, weight: 0 }],
		task: { status: "Pending", settlesAt: now },
	};
}

/** The members that were given: an absent one changes nothing. */
function given<Change extends object>(change: Change): Partial<Change> {
	const members = Object.entries(structuredClone(change)).filter(([, value]) => value !== undefined);
	return Object.fromEntries(members) as Partial<Change>;
}
