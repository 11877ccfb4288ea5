import { objectIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { requiredListIn } from "./pages";

/** ListResourceGroups (ResourceManager, version 2020-03-31): whether the caller's account has the resource group. */
export async function hasResourceGroup(
	client: ApiClient,
	resourceGroupId: string,
	limits: CallLimits,
): Promise<boolean> {
	const answer = await client.call(
		{ action: "ListResourceGroups", query: { ResourceGroupId: resourceGroupId, PageNumber: "1", PageSize: "10" } },
		limits,
	);
	const groups = requiredListIn(objectIn(answer, "ResourceGroups"), "ResourceGroup", "ListResourceGroups");
	return groups.some((group) => (group as Record<string, unknown>)["Id"] === resourceGroupId);
}
