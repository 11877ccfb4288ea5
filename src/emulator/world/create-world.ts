import { viewOf } from "./connections";
import { newRouteEntryId } from "./ids";
import { findAccount, findVpc } from "./lookups";
import type { AccountRecord, BizStatus, ConnectionRecord, VpcRecord } from "./model";
import { vpcFromSeed } from "./seed";
import { connectionSnapshots } from "./snapshots";
import type { Store } from "./store";
import type { ConnectionChange, World } from "./world";

/** Opens the world of a store for inspection and change. */
export function createWorld(store: Store): World {
	return { ...inspection(store), ...accountChanges(store), ...networkChanges(store), ...connectionChanges(store) };
}

function inspection(store: Store) {
	return {
		connections: () => connectionSnapshots(store),
		findConnection: (instanceId) => connectionSnapshots(store).find((one) => one.instanceId === instanceId),
		routeEntries: () => structuredClone(store.state.routeEntries),
	} satisfies Partial<World>;
}

function accountChanges(store: Store) {
	const change = (uid: string, apply: (account: AccountRecord) => void) => {
		apply(requireAccount(store, uid));
		store.save();
	};
	return {
		setCdt: (uid, cdt) => change(uid, (account) => Object.assign(account.cdt, structuredClone(cdt))),
		setSite: (uid, site) => change(uid, (account) => Object.assign(account, { site })),
		setLinkTypes: (uid, linkTypes) => change(uid, (account) => Object.assign(account, { linkTypes: [...linkTypes] })),
		addResourceGroup: (uid, group) => change(uid, (account) => account.resourceGroups.push({ ...group })),
		denyAction: (uid, action) => change(uid, (account) => account.deniedActions.push(action)),
		allowAction: (uid, action) =>
			change(uid, (account) => {
				account.deniedActions = account.deniedActions.filter((denied) => denied !== action);
			}),
		setBizStatus: (uidOrId, status) => {
			requireLockable(store, uidOrId).bizStatus = status;
			store.save();
		},
	} satisfies Partial<World>;
}

function networkChanges(store: Store) {
	const change = (vpcId: string, apply: (vpc: VpcRecord) => void) => {
		apply(requireVpc(store, vpcId));
		store.save();
	};
	return {
		addVpc: (uid, vpc) => {
			requireAccount(store, uid);
			if (findVpc(store.state, vpc.id) !== undefined) throw new RangeError(`The emulator has a VPC ${vpc.id} already`);
			store.state.vpcs.push(vpcFromSeed(vpc, uid, store.now()));
			store.save();
		},
		removeVpc: (vpcId) =>
			change(vpcId, () => {
				store.state.vpcs = store.state.vpcs.filter((vpc) => vpc.id !== vpcId);
			}),
		setVpcStatus: (vpcId, status) => change(vpcId, (vpc) => Object.assign(vpc, { status })),
		setCloudBox: (vpcId, present) => change(vpcId, (vpc) => Object.assign(vpc, { cloudBox: present })),
		shareVpc: (vpcId, uid) => change(vpcId, (vpc) => vpc.sharedWith.push(requireAccount(store, uid).uid)),
		addRouterInterface: (vpcId, otherVpcId) =>
			change(vpcId, (vpc) => store.state.routerInterfaces.push([vpc.id, requireVpc(store, otherVpcId).id])),
		addRouteEntry: (entry) => {
			requireVpc(store, entry.vpcId);
			requireConnection(store, entry.nextHopId);
			const added = { ...entry, id: newRouteEntryId() };
			store.state.routeEntries.push(added);
			store.save();
			return added;
		},
		removeRouteEntry: (routeEntryId) => {
			store.state.routeEntries = store.state.routeEntries.filter((entry) => entry.id !== routeEntryId);
			store.save();
		},
		setUnsupportedRegion: (regionId, unsupported = true) => {
			const others = store.state.unsupportedRegions.filter((one) => one !== regionId);
			store.state.unsupportedRegions = unsupported ? [...others, regionId] : others;
			store.save();
		},
		setRegionLinkTypes: (regionId, linkTypes) => {
			store.state.regionLinkTypes[regionId] = [...linkTypes];
			store.save();
		},
		setQuota: (quotas) => {
			Object.assign(store.state.quotas, quotas);
			store.save();
		},
	} satisfies Partial<World>;
}

function connectionChanges(store: Store) {
	return {
		setManagedService: (instanceId, service) => {
			requireConnection(store, instanceId).managedService = service;
			store.save();
		},
		modifyConnection: (instanceId, change) => {
			modify(requireConnection(store, instanceId), change, store.now());
			store.save();
		},
		dropConnection: (instanceId) => {
			requireConnection(store, instanceId);
			const { state } = store;
			state.connections = state.connections.filter((one) => one.id !== instanceId);
			state.routeEntries = state.routeEntries.filter((entry) => entry.nextHopId !== instanceId);
			store.save();
		},
	} satisfies Partial<World>;
}

function modify(connection: ConnectionRecord, { status, views = {}, ...fields }: ConnectionChange, now: number): void {
	Object.assign(connection, fields, { modifiedAt: now });
	if (status !== undefined) connection.phase = { ...connection.phase, during: null, settlesAt: now, next: status };
	for (const [uid, view] of Object.entries(views)) Object.assign(viewOf(connection, uid), structuredClone(view));
}

function requireAccount({ state }: Store, uid: string): AccountRecord {
	return found(findAccount(state, uid), `account ${uid}`);
}

function requireVpc({ state }: Store, vpcId: string): VpcRecord {
	return found(findVpc(state, vpcId), `VPC ${vpcId}`);
}

function requireConnection({ state }: Store, instanceId: string): ConnectionRecord {
	return found(
		state.connections.find((one) => one.id === instanceId),
		`connection ${instanceId}`,
	);
}

function requireLockable({ state }: Store, id: string): { bizStatus: BizStatus } {
	const connection = state.connections.find((one) => one.id === id);
	return found(findAccount(state, id) ?? findVpc(state, id) ?? connection, `account, VPC or connection ${id}`);
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
	if (thing === undefined) throw new RangeError(`The emulator has no ${name}`);
	return thing;
}
