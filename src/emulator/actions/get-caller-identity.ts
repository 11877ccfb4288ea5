import type { Action } from "./action";

/** GetCallerIdentity (alicloud-api.md 5). Every field is a string here, the account id too. */
export const getCallerIdentity: Action = {
	ramAction: "sts:GetCallerIdentity",
	effect: "read",
	run: ({ caller: { account, session } }) => {
		const { uid } = account;
		if (session === undefined) {
			return { AccountId: uid, UserId: uid, PrincipalId: uid, IdentityType: "Account", Arn: `acs:ram::${uid}:root` };
		}
		const { roleName, sessionName } = session;
		return {
			AccountId: uid,
			RoleId: roleName,
			PrincipalId: `${roleName}:${sessionName}`,
			IdentityType: "AssumedRoleUser",
			Arn: `acs:ram::${uid}:assumed-role/${roleName}/${sessionName}`,
		};
	},
};
