import { phaseAfter } from "../status";
import { statusOf, viewOf } from "./connections";
import { rememberingEarlier } from "./earlier";
import { findVpc } from "./lookups";
import type { AccountRecord, ConnectionRecord, VpcRecord } from "./model";
import { prefixListWorld } from "./prefix-lists";
import { requireAccount, requireConnection, requireLockable, requireVpc } from "./required";
import { entriesTo, tablesOfVpc } from "./routes";
import { removeEntries, removeTable, routingWorld } from "./routing-world";
import { tablesFromSeed, vpcFromSeed } from "./seed";
import { connectionSnapshots } from "./snapshots";
import type { Store } from "./store";
import type { ConnectionChange, World } from "./world";

/** Opens the world of a store for inspection and change. */
export function createWorld(store: Store): World {
	return {
		...inspection(store),
		...accountChanges(store),
		...networkChanges(store),
		...routingWorld(store),
		...prefixListWorld(store),
		...connectionChanges(store),
	};
}

function inspection(store: Store) {
	return {
		connections: () => connectionSnapshots(store),
		findConnection: (instanceId) => connectionSnapshots(store).find((one) => one.instanceId === instanceId),
	} satisfies Partial<World>;
}

function accountChanges(store: Store) {
	const change = (uid: string, apply: (account: AccountRecord) => void) => {
		const account = requireAccount(store, uid);
		rememberingEarlier(store, [uid], () => apply(account));
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
			const locked = requireLockable(store, uidOrId);
			rememberingEarlier(store, [uidOrId], () => Object.assign(locked, { bizStatus: status }));
			store.save();
		},
	} satisfies Partial<World>;
}

function networkChanges(store: Store) {
	const change = (vpcId: string, apply: (vpc: VpcRecord) => void) => {
		const vpc = requireVpc(store, vpcId);
		rememberingEarlier(store, [vpcId], () => apply(vpc));
		store.save();
	};
	return {
		addVpc: (uid, vpc) => {
			requireAccount(store, uid);
			if (findVpc(store.state, vpc.id) !== undefined) throw new RangeError(`The emulator has a VPC ${vpc.id} already`);
			store.state.vpcs.push(vpcFromSeed(vpc, uid, store.now()));
			store.state.routeTables.push(...tablesFromSeed(vpc, store.now()));
			store.save();
		},
		removeVpc: (vpcId) =>
			change(vpcId, () => {
				const tables = tablesOfVpc(store.state, vpcId);
				store.state.vpcs = store.state.vpcs.filter((vpc) => vpc.id !== vpcId);
				for (const table of tables) removeTable(store, table.id);
			}),
		setVpcStatus: (vpcId, status) => change(vpcId, (vpc) => Object.assign(vpc, { status })),
		setCloudBox: (vpcId, present) => change(vpcId, (vpc) => Object.assign(vpc, { cloudBox: present })),
		shareVpc: (vpcId, uid) => change(vpcId, (vpc) => vpc.sharedWith.push(requireAccount(store, uid).uid)),
		addRouterInterface: (vpcId, otherVpcId) =>
			change(vpcId, (vpc) => store.state.routerInterfaces.push([vpc.id, requireVpc(store, otherVpcId).id])),
		setUnsupportedRegion: (regionId, unsupported = true) => {
			const others = store.state.unsupportedRegions.filter((one) => one !== regionId);
			store.state.unsupportedRegions = unsupported ? [...others, regionId] : others;
			store.save();
		},
		setRegionLinkTypes: (regionId, linkTypes) => {
			store.state.regionLinkTypes[regionId] = [...linkTypes];
			store.save();
		},
		setRequesterTagsForAll: (shown) => {
			store.state.requesterTagsForAll = shown;
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
		acceptConnection: (instanceId) => answerRequest(store, instanceId, "Accept"),
		rejectConnection: (instanceId) => answerRequest(store, instanceId, "Reject"),
		expireConnection: (instanceId) => {
			const connection = requireRequest(store, instanceId);
			rememberingEarlier(store, [instanceId], () => {
				connection.phase = { ...connection.phase, expiresAt: store.now() };
			});
			store.save();
		},
		modifyConnection: (instanceId, change) => {
			rememberingEarlier(store, [instanceId], () => modify(requireConnection(store, instanceId), change, store.now()));
			store.save();
		},
		dropConnection: (instanceId) => {
			requireConnection(store, instanceId);
			const { state } = store;
			rememberingEarlier(store, [instanceId], () => {
				state.connections = state.connections.filter((one) => one.id !== instanceId);
			});
			removeEntries(store, entriesTo(store, instanceId));
			store.save();
		},
	} satisfies Partial<World>;
}

function answerRequest(store: Store, instanceId: string, event: "Accept" | "Reject"): void {
	const connection = requireRequest(store, instanceId);
	const now = store.now();
	rememberingEarlier(store, [instanceId], () => {
		connection.phase = phaseAfter(event, now, connection.phase.expiresAt, store.settings.durations);
		connection.modifiedAt = now;
	});
	store.save();
}

function requireRequest(store: Store, instanceId: string): ConnectionRecord {
	const connection = requireConnection(store, instanceId);
	const status = statusOf(connection, store.now());
	if (status !== "Accepting") throw new RangeError(`The connection ${instanceId} is ${status}, not Accepting`);
	return connection;
}

function modify(connection: ConnectionRecord, { status, views = {}, ...fields }: ConnectionChange, now: number): void {
	Object.assign(connection, fields, { modifiedAt: now });
	if (status !== undefined) connection.phase = { ...connection.phase, during: null, settlesAt: now, next: status };
	for (const [uid, view] of Object.entries(views)) Object.assign(viewOf(connection, uid), structuredClone(view));
}
