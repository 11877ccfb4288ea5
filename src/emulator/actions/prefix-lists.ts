import { toApiTime } from "../clock";
import { cloudError } from "../cloud-error";
import { indexedValues, requiredText } from "../validation/parameters";
import { readTags } from "../validation/tags";
import { defaultResourceGroup } from "../world/lookups";
import type { AccountRecord } from "../world/model";
import type { PrefixListRecord } from "../world/routing-model";
import type { Action, Answer } from "./action";
import { readPage } from "./pages";
import { visiblePrefixLists } from "./visible";

const MAX_IDS = 100;
const PAGE = { max: 100, fallback: 20 };

/** ListPrefixLists: the caller's own (alicloud-api.md 3.4). */
export const listPrefixLists: Action = {
	ramAction: "vpc:ListPrefixLists",
	effect: "read",
	run: (context) => {
		const { parameters, caller } = context;
		const regionId = requiredText(parameters, "RegionId");
		const ids = indexedValues(parameters, "PrefixListIds");
		if (ids.length > MAX_IDS) throw cloudError("InvalidParameter.{Param}", "PrefixListIds", `over ${MAX_IDS} ids`);
		const name = parameters.get("PrefixListName") ?? "";
		const group = parameters.get("ResourceGroupId") ?? "";
		// No emulated prefix list has tags, and all are in the default group.
		const tags = readTags(parameters, "Tags", "InvalidTagKey");
		const found = visiblePrefixLists(context, regionId)
			.filter(({ id }) => ids.length === 0 || ids.includes(id))
			.filter((list) => name === "" || list.name === name)
			.filter(() => tags.length === 0 && (group === "" || group === defaultResourceGroup(caller.account)));
		const page = readPage(parameters, found, PAGE);
		return {
			TotalCount: found.length,
			MaxResults: page.maxResults,
			NextToken: page.nextToken ?? "",
			PrefixLists: page.items.map((list) => listAnswer(list, caller.account)),
		};
	},
};

/** GetVpcPrefixListEntries (alicloud-api.md 3.4). A list that is unknown has none, as a client met it. */
export const getVpcPrefixListEntries: Action = {
	ramAction: "vpc:GetVpcPrefixListEntries",
	effect: "read",
	run: (context) => {
		const { parameters } = context;
		const regionId = requiredText(parameters, "RegionId");
		const id = requiredText(parameters, "PrefixListId");
		const list = visiblePrefixLists(context, regionId).find((one) => one.id === id);
		const page = readPage(parameters, list?.cidrBlocks ?? [], PAGE);
		return {
			TotalCount: list?.cidrBlocks.length ?? 0,
			Count: page.items.length,
			NextToken: page.nextToken ?? "",
			PrefixListEntry: page.items.map((cidr) => ({
				PrefixListId: id,
				RegionId: regionId,
				Cidr: cidr,
				Description: "",
			})),
		};
	},
};

/** Its lists are wrapped once, unlike those of the older operations of the product. */
function listAnswer(list: PrefixListRecord, account: AccountRecord): Answer {
	return {
		PrefixListId: list.id,
		PrefixListName: list.name,
		PrefixListDescription: "",
		PrefixListStatus: "Created",
		Status: "Created",
		PrefixListType: "Custom",
		RegionId: list.regionId,
		OwnerId: list.ownerUid,
		IpVersion: list.ipVersion === "IPv4" ? "IPV4" : "IPV6",
		MaxEntries: list.maxEntries,
		CidrBlocks: list.cidrBlocks,
		CreationTime: toApiTime(list.createdAt),
		ResourceGroupId: defaultResourceGroup(account),
		ShareType: "",
		Tags: [],
	};
}
