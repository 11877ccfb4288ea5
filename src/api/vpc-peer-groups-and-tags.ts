import * as v from "valibot";
import { textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { allPages, pageOf, pageParameter } from "./pages";
import { optionalText, shapedIn, word } from "./shape";
import { toTagParameters } from "./tag-parameters";

/** A connection as tag operations name it: in the region of the caller's end. */
export interface TaggedConnection {
	readonly regionId: string;
	readonly instanceId: string;
}

const resourceType = "PeerConnection";

/** MoveResourceGroup. */
export async function moveResourceGroup(
	client: ApiClient,
	target: TaggedConnection & { resourceGroupId: string },
	limits: CallLimits,
): Promise<void> {
	await client.call(
		{
			action: "MoveResourceGroup",
			query: {
				RegionId: target.regionId,
				ResourceId: target.instanceId,
				ResourceType: resourceType,
				NewResourceGroupId: target.resourceGroupId,
			},
		},
		limits,
	);
}

/** TagResources: sets the tags, new or with new values. Synchronous. */
export async function tagResources(
	client: ApiClient,
	target: TaggedConnection,
	tags: Record<string, string>,
	limits: CallLimits,
): Promise<void> {
	await client.call({ action: "TagResources", query: { ...tagTarget(target), ...toTagParameters(tags) } }, limits);
}

/** UnTagResources (the cloud's spelling): removes the keys. Synchronous. */
export async function unTagResources(
	client: ApiClient,
	target: TaggedConnection,
	keys: readonly string[],
	limits: CallLimits,
): Promise<void> {
	const named = Object.fromEntries([...keys].sort().map((key, index) => [`TagKey.${index + 1}`, key]));
	await client.call({ action: "UnTagResources", query: { ...tagTarget(target), ...named } }, limits);
}

function tagTarget(target: TaggedConnection): Record<string, string> {
	return { RegionId: target.regionId, ResourceType: resourceType, "ResourceId.1": target.instanceId };
}

const tagRowShape = v.looseObject({
	ResourceId: word,
	TagKey: v.pipe(v.string(), v.nonEmpty()),
	TagValue: optionalText,
});

/** ListTagResources: the tags that the caller's side of the connection has. */
export async function listTags(
	client: ApiClient,
	target: TaggedConnection,
	limits: CallLimits,
): Promise<Record<string, string>> {
	const action = "ListTagResources";
	const rows = await allPages(action, limits, (nextToken) => {
		const query = { ...tagTarget(target), ...pageParameter(nextToken) };
		return client.call({ action, query }, limits, (answer) =>
			pageOf(answer, shapedIn(answer, "TagResources", tagRowShape, action, "a row")),
		);
	});
	const own = rows.filter((row) => row["ResourceId"] === target.instanceId);
	return Object.fromEntries(own.map((row) => [String(row["TagKey"]), textIn(row, "TagValue") ?? ""]));
}
