import type { CallLimits } from "../../api/call-limits";
import type { ApiClient } from "../../api/client";
import {
	moveResourceGroup,
	type TaggedConnection,
	tagResources,
	unTagResources,
} from "../../api/vpc-peer-groups-and-tags";
import { cloudCode } from "../../errors/api-error";
import type { CloudErrorCode } from "../../errors/cloud-error-codes";
import type { GroupAndTags } from "./change-plan";
import type { Session } from "./session";

/** Moves and tags the connection for the account of the credentials, with only the requests that are needed. */
export async function sendGroupAndTags(
	{ access, limits }: Session,
	target: TaggedConnection,
	{ resourceGroupId, tagsToRemove, tagsToSet }: GroupAndTags,
): Promise<void> {
	const client = access.vpcPeer;
	if (resourceGroupId !== undefined) {
		await moveResourceGroup(client, { ...target, resourceGroupId }, limits);
	}
	if (tagsToRemove.length > 0) {
		await unTagResources(client, target, tagsToRemove, limits);
	}
	if (Object.keys(tagsToSet).length > 0) {
		await setTags(client, target, tagsToSet, limits);
	}
}

/**
 * That a new value takes the place of the old one of its key is not documented (alicloud-api.md, 1.8): where the cloud says
 * that a key is there already, it is removed first.
 */
async function setTags(
	client: ApiClient,
	target: TaggedConnection,
	tags: Record<string, string>,
	limits: CallLimits,
): Promise<void> {
	try {
		await tagResources(client, target, tags, limits);
	} catch (error) {
		if (cloudCode(error) !== ("Forbidden.TagKey.Duplicated" satisfies CloudErrorCode)) {
			throw error;
		}
		await unTagResources(client, target, Object.keys(tags), limits);
		await tagResources(client, target, tags, limits);
	}
}
