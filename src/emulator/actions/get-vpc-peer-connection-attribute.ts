import type { Action } from "./action";
import { connectionAnswer } from "./connection-answer";
import { requiredVisibleInstance } from "./instances";

/** GetVpcPeerConnectionAttribute (alicloud-api.md 1.6). */
export const getVpcPeerConnectionAttribute: Action = {
	ramAction: "vpc:GetVpcPeerConnectionAttribute",
	effect: "read",
	run: (context) => {
		return connectionAnswer(context.store, requiredVisibleInstance(context), context.caller.account.uid);
	},
};
