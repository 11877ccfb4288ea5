import { cloudError } from "../cloud-error";
import { positiveInteger, requiredText } from "../validation/parameters";
import type { AccountRecord, ResourceGroup } from "../world/model";
import type { Action, Answer } from "./action";
import { visibleAccount } from "./visible";

/** ListResourceGroups (alicloud-api.md 5). */
export const listResourceGroups: Action = {
	ramAction: "ram:ListResourceGroups",
	effect: "read",
	run: (context) => {
		const { parameters } = context;
		const account = visibleAccount(context);
		const id = parameters.get("ResourceGroupId") ?? "";
		const name = parameters.get("Name") ?? "";
		const pageNumber = positiveInteger(parameters, "PageNumber") ?? 1;
		const pageSize = positiveInteger(parameters, "PageSize", 100) ?? 10;
		const found = account.resourceGroups
			.filter((group) => id === "" || group.id === id)
			.filter((group) => name === "" || group.name === name);
		const page = found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
		return {
			TotalCount: found.length,
			PageNumber: pageNumber,
			PageSize: pageSize,
			ResourceGroups: { ResourceGroup: page.map((group) => groupAnswer(account, group)) },
		};
	},
};

/** GetResourceGroup (alicloud-api.md 5). */
export const getResourceGroup: Action = {
	ramAction: "ram:GetResourceGroup",
	effect: "read",
	run: (context) => {
		const account = visibleAccount(context);
		const id = requiredText(context.parameters, "ResourceGroupId");
		const group = account.resourceGroups.find((one) => one.id === id);
		if (group === undefined) throw cloudError("EntityNotExist.ResourceGroup", id);
		return { ResourceGroup: groupAnswer(account, group) };
	},
};

function groupAnswer({ uid }: Pick<AccountRecord, "uid">, { id, name }: ResourceGroup): Answer {
	return { Id: id, Name: name, DisplayName: name, AccountId: uid, Status: "OK" };
}
