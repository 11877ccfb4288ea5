import { cloudError } from "../cloud-error";
import type { Action } from "./action";
import { connectionAnswer } from "./connection-answer";
import { isHidden, requiredInstance } from "./instances";

/** GetVpcPeerConnectionAttribute (alicloud-api.md 1.6). */
export const getVpcPeerConnectionAttribute: Action = {
	ramAction: "vpc:GetVpcPeerConnectionAttribute",
	effect: "read",
	run: (context) => {
		const connection = requiredInstance(context);
		if (isHidden(context, connection)) throw cloudError("ResourceNotFound.InstanceId", connection.id);
		return connectionAnswer(context.store, connection, context.caller.account.uid);
	},
};
