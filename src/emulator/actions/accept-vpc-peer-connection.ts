import { cloudError } from "../cloud-error";
import { checkOwnCdt } from "../validation/cdt";
import { checkedResourceGroup } from "../validation/resource-groups";
import { readTags } from "../validation/tags";
import { viewOf } from "../world/connections";
import { type Action, stopIfDryRun } from "./action";
import { apply, assertAllows, assertBusinessStatus, requiredRequestToCaller } from "./instances";

/** AcceptVpcPeerConnection, by the accepter (alicloud-api.md 1.2). */
export const acceptVpcPeerConnection: Action = {
	ramAction: "vpc:AcceptVpcPeerConnection",
	effect: "write-once",
	run: (context) => {
		const { store, parameters, caller, now } = context;
		const connection = requiredRequestToCaller(context);
		const groupId = parameters.get("ResourceGroupId");
		const tags = readTags(parameters, "Tag", "IllegalParam.TagKey");
		const view = viewOf(connection, caller.account.uid);
		assertAllows(connection, "Accept", now);
		assertBusinessStatus(store, connection);
		// An older page lists UnsupportedFeature.VpcPeer for Accept; assumed: the region lost the feature since Create.
		if (store.state.unsupportedRegions.includes(connection.acceptingRegionId)) {
			throw cloudError("UnsupportedFeature.VpcPeer", connection.acceptingRegionId);
		}
		checkOwnCdt(caller.account, connection);
		const resourceGroupId =
			groupId === undefined ? view.resourceGroupId : checkedResourceGroup(caller.account, groupId);
		stopIfDryRun(parameters);
		connection.views[caller.account.uid] = { resourceGroupId, tags: [...view.tags, ...tags] };
		apply(context, connection, "Accept");
		return {};
	},
};
