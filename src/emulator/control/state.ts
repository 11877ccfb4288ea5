import { isManual } from "../clock";
import type { VpcPeerStatus } from "../status";
import type { BizStatus, CdtState, ResourceGroup } from "../world/model";
import type { PrefixList } from "../world/routing-model";
import { defaultSeed } from "../world/seed";
import { connectionSnapshots, prefixListsOf } from "../world/snapshots";
import type { Store } from "../world/store";
import type { EmulatorConnection } from "../world/world";
import { routeTablesOf, type StateRouteTable } from "./state-routes";

/**
 * A VPC in {@link EmulatorState}, with its route tables.
 *
 * @public
 */
export interface StateVpc {
	readonly id: string;
	readonly name: string;
	readonly regionId: string;
	readonly cidrBlock: string;
	readonly secondaryCidrBlocks: readonly string[];
	readonly ipv6CidrBlocks: readonly string[];
	readonly status: "Pending" | "Available";
	readonly bizStatus: BizStatus;
	readonly routeTables: readonly StateRouteTable[];
}

/**
 * An account in {@link EmulatorState}.
 *
 * @public
 */
export interface StateAccount {
	readonly uid: string;
	readonly accessKeyId: string;
	/** Only of the accounts of the default seed, whose keys are printed in the documentation. */
	readonly accessKeySecret?: string;
	readonly site: "china" | "international";
	readonly bizStatus: BizStatus;
	readonly cdt: Readonly<CdtState>;
	readonly resourceGroups: readonly ResourceGroup[];
	/** RAM actions that are denied. */
	readonly deniedActions: readonly string[];
	readonly vpcs: readonly StateVpc[];
	/** Routes can have them as their destination. */
	readonly prefixLists: readonly PrefixList[];
}

/**
 * A connection in {@link EmulatorState}.
 *
 * @public
 */
export interface StateConnection extends EmulatorConnection {
	/** What time alone will make of its status, and when; absent when nothing. */
	readonly transition?: { readonly to: VpcPeerStatus; readonly at: number };
}

/**
 * Everything that exists, as plain JSON. Times are milliseconds since 1970-01-01T00:00:00Z by the emulator's clock.
 *
 * @public
 */
export interface EmulatorState {
	readonly time: number;
	/** How far the time was moved ahead. */
	readonly clockOffsetMs: number;
	/** Whether time passes by itself; false with a `manualClock`. */
	readonly clockRuns: boolean;
	readonly accounts: readonly StateAccount[];
	/** Those that can still be read, oldest first. */
	readonly connections: readonly StateConnection[];
}

/** The state of an emulator: copies, so that nobody changes the world by accident. */
export function stateOf(store: Store): EmulatorState {
	const { state } = store;
	return {
		time: store.now(),
		clockOffsetMs: state.clockOffsetMs ?? 0,
		clockRuns: !isManual(store.settings.clock),
		accounts: state.accounts.map((account) => {
			const { uid, accessKeyId, site, bizStatus, cdt, resourceGroups, deniedActions } = structuredClone(account);
			const fields = { site, bizStatus, cdt, resourceGroups, deniedActions };
			const things = { vpcs: vpcsOf(store, uid), prefixLists: prefixListsOf(state, uid) };
			return { uid, accessKeyId, ...publicSecret(account), ...fields, ...things };
		}),
		connections: connectionsOf(store),
	};
}

/** A seed can hold anybody's keys; only those that everybody knows are shown. */
function publicSecret(account: { accessKeyId: string; accessKeySecret: string }): { accessKeySecret?: string } {
	const { accessKeyId, accessKeySecret } = account;
	const isPublic = defaultSeed.accounts.some(
		(one) => one.accessKeyId === accessKeyId && one.accessKeySecret === accessKeySecret,
	);
	return isPublic ? { accessKeySecret } : {};
}

function vpcsOf(store: Store, uid: string): StateVpc[] {
	const owned = store.state.vpcs.filter((vpc) => vpc.ownerUid === uid);
	return owned.map((vpc) => {
		const { id, name, regionId, cidrBlock, secondaryCidrBlocks, ipv6CidrBlocks, status, bizStatus } =
			structuredClone(vpc);
		const routeTables = routeTablesOf(store, id);
		return { id, name, regionId, cidrBlock, secondaryCidrBlocks, ipv6CidrBlocks, status, bizStatus, routeTables };
	});
}

function connectionsOf(store: Store): StateConnection[] {
	const records = new Map(store.state.connections.map((one) => [one.id, one]));
	return connectionSnapshots(store).map((connection) => {
		const phase = records.get(connection.instanceId)?.phase;
		if (phase?.during !== null && phase?.during === connection.status) {
			return { ...connection, transition: { to: phase.next, at: phase.settlesAt } };
		}
		if (connection.status === "Accepting") {
			return { ...connection, transition: { to: "Expired" as const, at: connection.expiresAt } };
		}
		return connection;
	});
}
