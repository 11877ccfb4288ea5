import { cloudError } from "../cloud-error";
import { positiveInteger, requiredText } from "../validation/parameters";
import { type Action, stopIfDryRun } from "./action";
import { vpcAnswer } from "./vpc-answer";

const MAX_VPC_IDS = 20;

/** DescribeVpcs: the caller's own VPCs, by id and name (alicloud-api.md 3.1). */
export const describeVpcs: Action = {
	ramAction: "vpc:DescribeVpcs",
	effect: "read",
	run: ({ store, parameters, caller }) => {
		const regionId = requiredText(parameters, "RegionId");
		const name = parameters.get("VpcName") ?? "";
		const ids = (parameters.get("VpcId") ?? "").split(",").filter((id) => id !== "");
		if (ids.length > MAX_VPC_IDS) throw cloudError("InvalidParameter.{Param}", "VpcId", `over ${MAX_VPC_IDS} ids`);
		const pageNumber = positiveInteger(parameters, "PageNumber") ?? 1;
		const pageSize = positiveInteger(parameters, "PageSize", 50) ?? 10;
		stopIfDryRun(parameters);
		const found = store.state.vpcs
			.filter((vpc) => vpc.ownerUid === caller.account.uid && vpc.regionId === regionId)
			.filter((vpc) => ids.length === 0 || ids.includes(vpc.id))
			.filter((vpc) => name === "" || vpc.name === name);
		const page = found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
		return {
			TotalCount: found.length,
			PageNumber: pageNumber,
			PageSize: pageSize,
			Vpcs: { Vpc: page.map((vpc) => vpcAnswer(store.state, vpc)) },
		};
	},
};
