import { checkedBandwidth, checkedLinkType } from "../validation/link";
import { checkedText } from "../validation/texts";
import { findAccount } from "../world/lookups";
import { type Action, stopIfDryRun } from "./action";
import { apply, assertAllows, assertBusinessStatus, assertUnmanaged, requiredInstance } from "./instances";

/** ModifyVpcPeerConnection, by either owner (alicloud-api.md 1.4). The new values are readable at once (assumed). */
export const modifyVpcPeerConnection: Action = {
	ramAction: "vpc:ModifyVpcPeerConnection",
	effect: "write-once",
	run: (context) => {
		const { store, parameters, now } = context;
		const { state } = store;
		const connection = requiredInstance(context);
		const name = checkedText(parameters, "Name", "modifyName");
		const description = checkedText(parameters, "Description", "modifyDescription");
		assertUnmanaged(connection);
		const owners = [connection.ownerUid, connection.acceptingOwnerUid].map((uid) => findAccount(state, uid));
		const accounts = owners.filter((account) => account !== undefined);
		const bandwidth = checkedBandwidth(parameters, connection, state);
		const linkType = checkedLinkType(parameters, connection, accounts, state);
		assertAllows(connection, "Modify", now);
		assertBusinessStatus(store, connection);
		stopIfDryRun(parameters);
		connection.name = name ?? connection.name;
		connection.description = description ?? connection.description;
		connection.bandwidth = bandwidth ?? connection.bandwidth;
		connection.linkType = linkType ?? connection.linkType;
		apply(context, connection, "Modify");
		return {};
	},
};
