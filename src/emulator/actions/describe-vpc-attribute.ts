import { cloudError } from "../cloud-error";
import { requiredText } from "../validation/parameters";
import { type Action, stopIfDryRun } from "./action";
import { visibleVpcs } from "./visible";
import { vpcAnswer } from "./vpc-answer";

/** DescribeVpcAttribute (alicloud-api.md 3.1). A VPC of another account cannot be read (1.6). */
export const describeVpcAttribute: Action = {
	ramAction: "vpc:DescribeVpcAttribute",
	effect: "read",
	run: (context) => {
		const { store, parameters } = context;
		const regionId = requiredText(parameters, "RegionId");
		const vpcId = requiredText(parameters, "VpcId");
		const vpc = visibleVpcs(context, regionId).find((one) => one.id === vpcId);
		if (vpc === undefined) throw cloudError("InvalidVpcId.NotFound", vpcId);
		stopIfDryRun(parameters);
		return vpcAnswer(store.state, vpc);
	},
};
