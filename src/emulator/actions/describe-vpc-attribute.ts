import { cloudError } from "../cloud-error";
import { requiredText } from "../validation/parameters";
import { findVpc } from "../world/lookups";
import { type Action, stopIfDryRun } from "./action";
import { vpcAnswer } from "./vpc-answer";

/** DescribeVpcAttribute (alicloud-api.md 3.1). A VPC of another account cannot be read (1.6). */
export const describeVpcAttribute: Action = {
	ramAction: "vpc:DescribeVpcAttribute",
	effect: "read",
	run: ({ store, parameters, caller }) => {
		const regionId = requiredText(parameters, "RegionId");
		const vpcId = requiredText(parameters, "VpcId");
		const vpc = findVpc(store.state, vpcId);
		if (vpc === undefined || vpc.regionId !== regionId || vpc.ownerUid !== caller.account.uid) {
			throw cloudError("InvalidVpcId.NotFound", vpcId);
		}
		stopIfDryRun(parameters);
		return vpcAnswer(store.state, vpc);
	},
};
