import type { WorldState } from "./model";

/** What something of a state refers to and the state does not have; undefined when all is there. */
export function findDangling(state: WorldState): string | undefined {
	const accounts = new Set(state.accounts.map(({ uid }) => uid));
	const vpcs = new Set(state.vpcs.map(({ id }) => id));
	const tables = new Set(state.routeTables.map(({ id }) => id));
	const missing = [
		...state.vpcs.flatMap((vpc, index) => lacking(accounts, vpc.ownerUid, `vpcs[${index}].ownerUid`)),
		...state.prefixLists.flatMap((list, index) => lacking(accounts, list.ownerUid, `prefixLists[${index}].ownerUid`)),
		...state.sessions.flatMap((session, index) => lacking(accounts, session.uid, `sessions[${index}].uid`)),
		...state.routeTables.flatMap((table, index) => lacking(vpcs, table.vpcId, `routeTables[${index}].vpcId`)),
		...state.routeEntries.flatMap((entry, index) =>
			lacking(tables, entry.routeTableId, `routeEntries[${index}].routeTableId`),
		),
		// Not its VPCs: somebody may have removed one.
		...state.connections.flatMap((connection, index) => [
			...lacking(accounts, connection.ownerUid, `connections[${index}].ownerUid`),
			...lacking(accounts, connection.acceptingOwnerUid, `connections[${index}].acceptingOwnerUid`),
			...[connection.ownerUid, connection.acceptingOwnerUid].flatMap((uid) =>
				Object.hasOwn(connection.views, uid) ? [] : [`connections[${index}].views lacks one of its accounts`],
			),
		]),
	];
	return missing[0];
}

function lacking(known: ReadonlySet<string>, id: string, at: string): string[] {
	return known.has(id) ? [] : [`${at} names something that is not in it`];
}
