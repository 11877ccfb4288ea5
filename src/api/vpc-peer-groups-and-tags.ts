import { textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { assertTimeForAnotherPage, requiredListIn } from "./pages";
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

/** ListTagResources: the tags that the caller's side of the connection has. */
export async function listTags(
	client: ApiClient,
	target: TaggedConnection,
	limits: CallLimits,
): Promise<Record<string, string>> {
	const tags: Record<string, string> = {};
	let nextToken: string | undefined;
	do {
		const from = nextToken === undefined ? {} : { NextToken: nextToken };
		const answer = await client.call({ action: "ListTagResources", query: { ...tagTarget(target), ...from } }, limits);
		for (const row of requiredListIn(answer, "TagResources", "ListTagResources") as Record<string, unknown>[]) {
			const key = textIn(row, "TagKey");
			if (key !== undefined && textIn(row, "ResourceId") === target.instanceId) {
				tags[key] = textIn(row, "TagValue") ?? "";
			}
		}
		nextToken = textIn(answer, "NextToken");
		if (nextToken !== undefined) {
			assertTimeForAnotherPage("ListTagResources", limits);
		}
	} while (nextToken !== undefined);
	return tags;
}
