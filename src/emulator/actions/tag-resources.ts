import { cloudError } from "../cloud-error";
import { MAX_TAGS, readTags } from "../validation/tags";
import { viewOf } from "../world/connections";
import type { Tag } from "../world/model";
import type { Action } from "./action";
import { requiredResources, requiredTagScope } from "./tagged-resources";

/** TagResources: sets tags of the caller's side; an existing key gets the new value (alicloud-api.md 1.8). */
export const tagResources: Action = {
	ramAction: "vpc:TagResources",
	effect: "write-once",
	run: (context) => {
		const uid = context.caller.account.uid;
		const { regionId } = requiredTagScope(context);
		const tags = readTags(context.parameters, "Tag", "InvalidTagKey");
		if (tags.length === 0) throw cloudError("Missing{Param}", "Tag");
		const changes = requiredResources(context, regionId).map((connection) => {
			const view = viewOf(connection, uid);
			return { view, merged: mergeTags(view.tags, tags) };
		});
		// All or nothing: every instance is checked before the first is changed.
		for (const { merged } of changes) {
			if (merged.length > MAX_TAGS) throw cloudError("NumberExceed.Tags", merged.length, MAX_TAGS);
		}
		for (const { view, merged } of changes) view.tags = merged;
		return { Success: true };
	},
};

/** Later tags win. */
function mergeTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
	const byKey = new Map([...tags, ...added].map((tag) => [tag.Key, tag]));
	return [...byKey.values()];
}
