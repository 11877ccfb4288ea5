import { isGone, statusOf } from "./connections";
import type { AccountRecord, ConnectionRecord, VpcRecord, WorldState } from "./model";
import { prefixListSnapshot } from "./prefix-lists";
import type { PrefixList } from "./routing-model";
import type { Store } from "./store";
import type { EmulatorAccount, EmulatorConnection, EmulatorVpc } from "./world";

/** All accounts as they are now; copies, so that nobody changes the world by accident. */
export function accountSnapshots({ state }: Store): EmulatorAccount[] {
	return state.accounts.map((account) => accountSnapshot(state, account));
}

/** All connections that can still be read. */
export function connectionSnapshots(store: Store): EmulatorConnection[] {
	const readable = store.state.connections.filter((one) => !isGone(one, store));
	return readable.map((one) => connectionSnapshot(one, store.now()));
}

function accountSnapshot(state: WorldState, account: AccountRecord): EmulatorAccount {
	const { uid, accessKeyId, accessKeySecret, bizStatus } = account;
	const vpcs = state.vpcs.filter((vpc) => vpc.ownerUid === uid);
	return {
		uid,
		accessKeyId,
		accessKeySecret,
		bizStatus,
		cdt: structuredClone(account.cdt),
		resourceGroups: structuredClone(account.resourceGroups),
		vpcs: vpcs.map(vpcSnapshot),
		prefixLists: prefixListsOf(state, uid),
	};
}

/** The prefix lists of an account as tests see them. */
export function prefixListsOf({ prefixLists }: WorldState, uid: string): PrefixList[] {
	return prefixLists.filter((list) => list.ownerUid === uid).map(prefixListSnapshot);
}

function vpcSnapshot(vpc: VpcRecord): EmulatorVpc {
	const { id, regionId, name, cidrBlock, secondaryCidrBlocks, ipv6CidrBlocks, tags, vSwitches, status } = vpc;
	return structuredClone({
		id,
		regionId,
		name,
		cidrBlock,
		secondaryCidrBlocks,
		ipv6CidrBlocks,
		tags,
		vSwitches,
		status,
	});
}

function connectionSnapshot(connection: ConnectionRecord, now: number): EmulatorConnection {
	const { id, phase, ...fields } = structuredClone(connection);
	return { instanceId: id, status: statusOf(connection, now), expiresAt: phase.expiresAt, ...fields };
}
