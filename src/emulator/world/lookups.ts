import type { AccountRecord, VpcRecord, WorldState } from "./model";

/** An account by its uid, or undefined. */
export function findAccount(state: WorldState, uid: string): AccountRecord | undefined {
	return state.accounts.find((one) => one.uid === uid);
}

/** A VPC by its id, or undefined. */
export function findVpc(state: WorldState, vpcId: string): VpcRecord | undefined {
	return state.vpcs.find((one) => one.id === vpcId);
}

/** The group that things of an account are in when nobody says otherwise. */
export function defaultResourceGroup(account: AccountRecord): string {
	const first = account.resourceGroups[0];
	if (first === undefined) throw new Error(`Account ${account.uid} has no resource group`);
	return first.id;
}
