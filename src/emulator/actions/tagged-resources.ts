import { cloudError } from "../cloud-error";
import { indexedValues, requiredText } from "../validation/parameters";
import { findOwned, hasEndIn } from "../world/connections";
import type { ConnectionRecord } from "../world/model";
import type { ActionContext } from "./action";

/** The one resource type of this product (alicloud-api.md 1.8). Its case does not matter (assumed). */
export const PEER_CONNECTION = "PeerConnection";

// The page says 20 ids, the metadata 50: the page is taken.
const MAX_RESOURCE_IDS = 20;

/** Checks `RegionId` and `ResourceType`, which every tag operation requires. */
export function requiredTagScope({ parameters }: ActionContext): { regionId: string } {
	const regionId = requiredText(parameters, "RegionId");
	const resourceType = requiredText(parameters, "ResourceType");
	if (resourceType.toLowerCase() !== PEER_CONNECTION.toLowerCase()) {
		throw cloudError("InvalidInstanceType.NotFound", resourceType);
	}
	return { regionId };
}

/** The ids of `ResourceId.N`. */
export function readResourceIds({ parameters }: ActionContext): string[] {
	const ids = indexedValues(parameters, "ResourceId");
	if (ids.length > MAX_RESOURCE_IDS) throw cloudError("NumberExceed.ResourceIds", ids.length, MAX_RESOURCE_IDS);
	return ids;
}

/** The connections of `ResourceId.N`; each has to be the caller's and have an end in the region. */
export function requiredResources(context: ActionContext, regionId: string): ConnectionRecord[] {
	const ids = readResourceIds(context);
	if (ids.length === 0) throw cloudError("Missing{Param}", "ResourceId");
	const uid = context.caller.account.uid;
	return [...new Set(ids)].map((id) => {
		const connection = findOwned(context.store, id, uid);
		if (connection === undefined || !hasEndIn(connection, uid, regionId)) {
			throw cloudError("InvalidInstanceIds.NotFound", id);
		}
		return connection;
	});
}
