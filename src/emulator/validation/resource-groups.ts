import { cloudError } from "../cloud-error";
import { defaultResourceGroup } from "../world/lookups";
import type { AccountRecord } from "../world/model";

/** The group that was asked for, which has to be the account's own, or its default group. */
export function checkedResourceGroup(account: AccountRecord, id: string | undefined): string {
	if (id === undefined || id === "") return defaultResourceGroup(account);
	if (!account.resourceGroups.some((group) => group.id === id)) {
		throw cloudError("OperationFailed.NotExist.ResourceGroup", id);
	}
	return id;
}
