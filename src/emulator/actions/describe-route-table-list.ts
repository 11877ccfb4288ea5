import { toApiTime } from "../clock";
import { oneOf, type Parameters, requiredText } from "../validation/parameters";
import { readTags } from "../validation/tags";
import { earlierTables } from "../world/earlier";
import { routerIdOf } from "../world/ids";
import { defaultResourceGroup, findVpc } from "../world/lookups";
import type { AccountRecord, Tag } from "../world/model";
import type { RouteTableRecord } from "../world/routing-model";
import type { Action, ActionContext, Answer } from "./action";
import { readNumberedPage } from "./pages";

/** DescribeRouteTableList: the tables of the caller's own VPCs of a region (alicloud-api.md 3.1). */
export const describeRouteTableList: Action = {
	ramAction: "vpc:DescribeRouteTableList",
	effect: "read",
	run: (context) => {
		const { store, parameters, caller } = context;
		const regionId = requiredText(parameters, "RegionId");
		const filters = readFilters(parameters, caller.account);
		const found = visibleTables(context)
			.filter((table) => {
				const vpc = findVpc(store.state, table.vpcId);
				return vpc?.ownerUid === caller.account.uid && vpc.regionId === regionId;
			})
			.filter((table) => filters.every((filter) => filter(table)));
		const page = readNumberedPage(parameters, found);
		return {
			...page.fields,
			RouterTableList: { RouterTableListType: page.items.map((table) => tableAnswer(table, caller.account)) },
		};
	},
};

/** Whether a thing has all the tags that a filter asks for; a tag without value stands for the key (assumed). */
export function hasTags(tags: readonly Tag[], wanted: readonly Tag[]): boolean {
	return wanted.every(({ Key, Value }) => tags.some((tag) => tag.Key === Key && (Value === "" || tag.Value === Value)));
}

/** The route tables of all accounts as this request sees them, which may be out of date. */
function visibleTables({ store, stale, old }: ActionContext): RouteTableRecord[] {
	if (stale) return [];
	return old ? earlierTables(store) : store.state.routeTables;
}

type Filter = (table: RouteTableRecord) => boolean;

function readFilters(parameters: Parameters, account: AccountRecord): Filter[] {
	const tags = readTags(parameters, "Tag", "InvalidTagKey");
	const type = oneOf(parameters, "RouteTableType", ["System", "Custom"]);
	const routerType = oneOf(parameters, "RouterType", ["VRouter", "VBR"]);
	const group = parameters.get("ResourceGroupId") ?? "";
	const equals = (name: string, of: (table: RouteTableRecord) => string): Filter => {
		const wanted = parameters.get(name) ?? "";
		return (table) => wanted === "" || of(table) === wanted;
	};
	return [
		equals("VpcId", (table) => table.vpcId),
		equals("RouteTableId", (table) => table.id),
		equals("RouterId", (table) => routerIdOf(table.vpcId)),
		equals("RouteTableName", (table) => table.name),
		(table) => type === undefined || table.type === type,
		// There are no border routers here.
		() => routerType !== "VBR",
		() => group === "" || group === defaultResourceGroup(account),
		(table) => hasTags(table.tags, tags),
	];
}

function tableAnswer(table: RouteTableRecord, account: AccountRecord): Answer {
	return {
		RouteTableId: table.id,
		RouteTableType: table.type,
		AssociateType: table.associateType,
		Status: table.status,
		RouterId: routerIdOf(table.vpcId),
		RouterType: "VRouter",
		VpcId: table.vpcId,
		VSwitchIds: { VSwitchId: table.vSwitchIds },
		GatewayIds: { GatewayIds: [] },
		RouteTableName: table.name,
		Description: table.description,
		CreationTime: toApiTime(table.createdAt),
		OwnerId: BigInt(account.uid),
		ResourceGroupId: defaultResourceGroup(account),
		RoutePropagationEnable: true,
		Tags: { Tag: table.tags },
	};
}
