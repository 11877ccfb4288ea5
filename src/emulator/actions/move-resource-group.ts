import { cloudError } from "../cloud-error";
import { requiredText } from "../validation/parameters";
import { checkedResourceGroup } from "../validation/resource-groups";
import { findOwned, hasEndIn, viewOf } from "../world/connections";
import type { Action } from "./action";
import { PEER_CONNECTION } from "./tagged-resources";

/** MoveResourceGroup: moves the caller's side of a connection (alicloud-api.md 1.8). */
export const moveResourceGroup: Action = {
	ramAction: "vpc:MoveResourceGroup",
	effect: "write",
	run: ({ store, parameters, caller, now }) => {
		const uid = caller.account.uid;
		const regionId = requiredText(parameters, "RegionId");
		const resourceId = requiredText(parameters, "ResourceId");
		const newGroupId = requiredText(parameters, "NewResourceGroupId");
		if (requiredText(parameters, "ResourceType").toLowerCase() !== PEER_CONNECTION.toLowerCase()) {
			throw cloudError("IllegalParam.{Param}", "ResourceType", `expected ${PEER_CONNECTION}`);
		}
		const connection = findOwned(store, resourceId, uid);
		if (connection === undefined || !hasEndIn(connection, uid, regionId)) {
			throw cloudError("ResourceNotFound.VpcPeer", resourceId);
		}
		viewOf(connection, uid).resourceGroupId = checkedResourceGroup(caller.account, newGroupId);
		connection.modifiedAt = now;
		return { Success: true };
	},
};
