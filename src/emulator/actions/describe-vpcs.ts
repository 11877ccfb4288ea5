import { cloudError } from "../cloud-error";
import { flag, type Parameters, requiredText } from "../validation/parameters";
import { readTags } from "../validation/tags";
import { defaultResourceGroup } from "../world/lookups";
import type { AccountRecord, VpcRecord } from "../world/model";
import { type Action, stopIfDryRun } from "./action";
import { hasTags } from "./describe-route-table-list";
import { readNumberedPage } from "./pages";
import { visibleVpcs } from "./visible";
import { vpcAnswer } from "./vpc-answer";

const MAX_VPC_IDS = 20;

/** DescribeVpcs: the caller's own VPCs (alicloud-api.md 3.1). */
export const describeVpcs: Action = {
	ramAction: "vpc:DescribeVpcs",
	effect: "read",
	run: (context) => {
		const { store, parameters, caller } = context;
		const regionId = requiredText(parameters, "RegionId");
		const filters = readFilters(parameters, caller.account);
		const found = visibleVpcs(context, regionId).filter((vpc) => filters.every((filter) => filter(vpc)));
		const page = readNumberedPage(parameters, found);
		stopIfDryRun(parameters);
		return { ...page.fields, Vpcs: { Vpc: page.items.map((vpc) => vpcAnswer(store.state, vpc)) } };
	},
};

type Filter = (vpc: VpcRecord) => boolean;

function readFilters(parameters: Parameters, account: AccountRecord): Filter[] {
	const text = (name: string) => parameters.get(name) ?? "";
	const ids = text("VpcId")
		.split(",")
		.filter((id) => id !== "");
	if (ids.length > MAX_VPC_IDS) throw cloudError("InvalidParameter.{Param}", "VpcId", `over ${MAX_VPC_IDS} ids`);
	const tags = readTags(parameters, "Tag", "InvalidTagKey");
	const wantsIpv6 = text("EnableIpv6") === "" ? undefined : flag(parameters, "EnableIpv6");
	const [name, owner, group] = [text("VpcName"), text("VpcOwnerId"), text("ResourceGroupId")];
	// No emulated VPC is the default one of its region.
	const onlyDefault = flag(parameters, "IsDefault");
	return [
		(vpc) => ids.length === 0 || ids.includes(vpc.id),
		(vpc) => name === "" || vpc.name === name,
		(vpc) => owner === "" || vpc.ownerUid === owner,
		() => group === "" || group === defaultResourceGroup(account),
		(vpc) => wantsIpv6 === undefined || wantsIpv6 === vpc.ipv6CidrBlocks.length > 0,
		() => !onlyDefault,
		(vpc) => hasTags(vpc.tags, tags),
	];
}
