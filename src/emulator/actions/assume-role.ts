import { toApiTime } from "../clock";
import { cloudError } from "../cloud-error";
import { positiveInteger, requiredText } from "../validation/parameters";
import { newSessionKeys } from "../world/ids";
import { findAccount } from "../world/lookups";
import type { AccountRecord, WorldState } from "../world/model";
import type { Action, ActionContext } from "./action";

// 900 s is documented (alicloud-api.md 5); the default and the upper limit are assumed.
const MIN_SECONDS = 900;
const MAX_SECONDS = 43_200;
const DEFAULT_SECONDS = 3600;

/**
 * AssumeRole (alicloud-api.md 5): temporary keys for the account that the role belongs to. Roles are not emulated:
 * every existing account is assumed to have the role, and to trust everybody with it.
 */
export const assumeRole: Action = {
	ramAction: "sts:AssumeRole",
	effect: "write",
	run: (context) => {
		const { store, parameters, now } = context;
		const { account, roleName } = requiredRole(store.state, requiredText(parameters, "RoleArn"));
		const sessionName = requiredSessionName(context);
		const expiresAt = now + 1000 * readSeconds(context);
		const keys = newSessionKeys();
		store.state.sessions = store.state.sessions.filter((one) => now < one.expiresAt);
		store.state.sessions.push({ ...keys, uid: account.uid, roleName, sessionName, expiresAt });
		return {
			Credentials: {
				AccessKeyId: keys.accessKeyId,
				AccessKeySecret: keys.accessKeySecret,
				SecurityToken: keys.securityToken,
				Expiration: toApiTime(expiresAt),
			},
			AssumedRoleUser: {
				Arn: `acs:ram::${account.uid}:assumed-role/${roleName}/${sessionName}`,
				AssumedRoleId: `${roleName}:${sessionName}`,
			},
		};
	},
};

function requiredRole(state: WorldState, arn: string): { account: AccountRecord; roleName: string } {
	const parts = /^acs:ram::(\d+):role\/([A-Za-z0-9.@_-]{1,64})$/i.exec(arn);
	if (parts === null) throw cloudError("InvalidParameter.{Param}", "RoleArn", "expected acs:ram::UID:role/NAME");
	const [, uid = "", roleName = ""] = parts;
	const account = findAccount(state, uid);
	if (account === undefined) throw cloudError("EntityNotExist.Role", arn);
	return { account, roleName };
}

function requiredSessionName({ parameters }: ActionContext): string {
	const name = requiredText(parameters, "RoleSessionName");
	if (!/^[A-Za-z0-9.@_-]{2,64}$/.test(name)) {
		throw cloudError("InvalidParameter.{Param}", "RoleSessionName", "expected 2 to 64 letters, digits or . @ - _");
	}
	return name;
}

function readSeconds({ parameters }: ActionContext): number {
	const seconds = positiveInteger(parameters, "DurationSeconds") ?? DEFAULT_SECONDS;
	if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
		throw cloudError("InvalidParameter.{Param}", "DurationSeconds", `expected ${MIN_SECONDS} to ${MAX_SECONDS}`);
	}
	return seconds;
}
