import { cloudError } from "../cloud-error";
import { flag, indexedValues } from "../validation/parameters";
import { checkTagKey, MAX_TAGS } from "../validation/tags";
import { viewOf } from "../world/connections";
import type { Action } from "./action";
import { requiredResources, requiredTagScope } from "./tagged-resources";

/** UnTagResources, with its capital T: removes tags of the caller's side (alicloud-api.md 1.8). */
export const unTagResources: Action = {
	ramAction: "vpc:UnTagResources",
	effect: "write-once",
	run: (context) => {
		const { parameters, caller } = context;
		const { regionId } = requiredTagScope(context);
		const keys = indexedValues(parameters, "TagKey");
		// `All` counts only when no key is given (assumed, as in the other products' tag operations).
		const all = flag(parameters, "All") && keys.length === 0;
		if (!all && keys.length === 0) throw cloudError("Missing{Param}", "TagKey");
		if (keys.length > MAX_TAGS) throw cloudError("NumberExceed.Tags", keys.length, MAX_TAGS);
		// An empty key is let through by the metadata; no tag has it, so that it removes none.
		for (const key of keys) if (key !== "") checkTagKey(key, "InvalidTagKey");
		for (const connection of requiredResources(context, regionId)) {
			const view = viewOf(connection, caller.account.uid);
			view.tags = all ? [] : view.tags.filter((tag) => !keys.includes(tag.Key));
		}
		return { Success: true };
	},
};
