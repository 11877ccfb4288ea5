import { objectIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { requiredObjectsIn } from "./pages";

/** ListResourceGroups (ResourceManager, version 2020-03-31): whether the caller's account has the resource group. */
export async function hasResourceGroup(
	client: ApiClient,
	resourceGroupId: string,
	limits: CallLimits,
): Promise<boolean> {
	const action = "ListResourceGroups";
	const query = { ResourceGroupId: resourceGroupId, PageNumber: "1", PageSize: "10" };
	return client.call({ action, query }, limits, (answer) =>
		requiredObjectsIn(objectIn(answer, "ResourceGroups"), "ResourceGroup", action).some(
			({ Id: id }) => id === resourceGroupId,
		),
	);
}
