import { cloudError } from "../cloud-error";
import { oneOf } from "../validation/parameters";
import { readTags } from "../validation/tags";
import { hasEndIn, viewOf } from "../world/connections";
import type { ConnectionRecord, Tag } from "../world/model";
import type { Action, Answer } from "./action";
import { visibleInstances } from "./instances";
import { readPage } from "./pages";
import { PEER_CONNECTION, readResourceIds, requiredTagScope } from "./tagged-resources";

/**
 * ListTagResources: the caller's own tags (alicloud-api.md 1.8). An id that is unknown is refused by the code that the list
 * of its errors has for it.
 */
export const listTagResources: Action = {
	ramAction: "vpc:ListTagResources",
	effect: "read",
	run: (context) => {
		const { parameters, caller } = context;
		const { uid } = caller.account;
		const { regionId } = requiredTagScope(context);
		const ids = readResourceIds(context);
		const wanted = readTags(parameters, "Tag", "InvalidTagKey");
		if (ids.length === 0 && wanted.length === 0) throw cloudError("BothEmpty.TagsAndResources");
		// No service sets system tags on emulated connections, so that category is empty.
		const isSystem = oneOf(parameters, "Category", ["All", "Custom", "System"]) === "System";
		const visible = visibleInstances(context).filter((one) => hasEndIn(one, uid, regionId));
		const unknown = ids.find((id) => !visible.some((one) => one.id === id));
		if (unknown !== undefined) throw cloudError("InvalidInstanceIds.NotFound", unknown);
		const rows = visible
			.filter(() => !isSystem)
			.filter((one) => ids.length === 0 || ids.includes(one.id))
			.filter((one) => wanted.every((tag) => viewOf(one, uid).tags.some((has) => matches(has, tag))))
			.flatMap((one) => rowsOf(one, viewOf(one, uid).tags));
		const page = readPage(parameters, rows, { max: 50, fallback: 50 });
		return {
			MaxResults: page.maxResults,
			...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
			TagResources: page.items,
		};
	},
};

/** A wanted tag without value stands for the key with any value (assumed). */
function matches(tag: Tag, wanted: Tag): boolean {
	return tag.Key === wanted.Key && (wanted.Value === "" || tag.Value === wanted.Value);
}

function rowsOf(connection: ConnectionRecord, tags: readonly Tag[]): Answer[] {
	return tags.map((tag) => ({
		ResourceId: connection.id,
		ResourceType: PEER_CONNECTION,
		// The requester's region, whoever asks in whichever region.
		RegionNo: connection.regionId,
		TagKey: tag.Key,
		TagValue: tag.Value,
	}));
}
