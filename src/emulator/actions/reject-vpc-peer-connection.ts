import { type Action, stopIfDryRun } from "./action";
import { apply, assertAllows, requiredRequestToCaller } from "./instances";

/** RejectVpcPeerConnection, by the accepter (alicloud-api.md 1.3). */
export const rejectVpcPeerConnection: Action = {
	ramAction: "vpc:RejectVpcPeerConnection",
	effect: "write-once",
	run: (context) => {
		const connection = requiredRequestToCaller(context);
		assertAllows(connection, "Reject", context.now);
		stopIfDryRun(context.parameters);
		apply(context, connection, "Reject");
		return {};
	},
};
