import { earlierOf } from "../world/earlier";
import type { AccountRecord, VpcRecord } from "../world/model";
import type { PrefixListRecord } from "../world/routing-model";
import type { ActionContext } from "./action";

/** The caller's VPCs of a region as this request sees them, which may be out of date. */
export function visibleVpcs(context: ActionContext, regionId: string): VpcRecord[] {
	const { store } = context;
	return ownIn(context, regionId, context.old ? earlierOf(store.state.vpcs, store.earlier.vpcs) : store.state.vpcs);
}

/** The caller's prefix lists of a region as this request sees them, which may be out of date. */
export function visiblePrefixLists(context: ActionContext, regionId: string): PrefixListRecord[] {
	const { prefixLists } = context.store.state;
	return ownIn(
		context,
		regionId,
		context.old ? earlierOf(prefixLists, context.store.earlier.prefixLists) : prefixLists,
	);
}

/** The caller's CDT and resource groups as this request sees them, which may be out of date. */
export function visibleAccount({
	store,
	caller,
	stale,
	old,
}: ActionContext): Pick<AccountRecord, "uid" | "cdt" | "resourceGroups"> {
	const { account } = caller;
	if (stale) return { ...account, cdt: { ...account.cdt, intra: false, crossBorder: false }, resourceGroups: [] };
	return (old ? store.earlier.accounts.get(account.uid) : undefined) ?? account;
}

function ownIn<Thing extends { readonly ownerUid: string; readonly regionId: string }>(
	{ caller, stale }: ActionContext,
	regionId: string,
	all: readonly Thing[],
): Thing[] {
	if (stale) return [];
	return all.filter((one) => one.ownerUid === caller.account.uid && one.regionId === regionId);
}
