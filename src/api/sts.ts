import type { AssumeRole } from "../schema/shared-inputs";
import { objectIn, textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import type { ApiClient } from "./client";
import { type Clock, systemClock } from "./clock";
import { type CredentialSource, fixedCredentials, type SessionCredentials } from "./credential-source";
import { unreadable } from "./pages";

/** Who makes the requests (GetCallerIdentity of Sts, version 2015-04-01). */
export async function getCallerAccountId(client: ApiClient, limits: CallLimits): Promise<string> {
	const action = "GetCallerIdentity";
	return client.call({ action }, limits, (answer) => {
		const accountId = textIn(answer, "AccountId") ?? String(answer["AccountId"] ?? "");
		if (!/^[1-9]\d{0,19}$/.test(accountId)) {
			throw unreadable(action, "the answer has no usable AccountId");
		}
		return accountId;
	});
}

/** A session is renewed this long before it ends, so that no request starts with credentials about to expire. */
const renewBeforeMs = 5 * 60_000;
const assumeRoleTimeoutMs = 60_000;

/** Credentials of an assumed role, got when first needed and renewed before they expire. */
export function assumedRole(
	client: ApiClient,
	base: CredentialSource,
	role: AssumeRole,
	clock: Clock = systemClock,
): CredentialSource {
	let session: { source: CredentialSource; expires: number } | undefined;
	let pending: Promise<CredentialSource> | undefined;
	async function renew(): Promise<CredentialSource> {
		const { credentials, expires } = await assumeRole(client, role, clock);
		session = { source: fixedCredentials(credentials), expires };
		return session.source;
	}
	return {
		verify: () => base.verify(),
		renew: () => {
			session = undefined;
		},
		async getCredential() {
			if (session !== undefined && Date.now() < session.expires - renewBeforeMs) {
				return session.source.getCredential();
			}
			pending ??= renew().finally(() => {
				pending = undefined;
			});
			return (await pending).getCredential();
		},
	};
}

async function assumeRole(
	client: ApiClient,
	role: AssumeRole,
	clock: Clock,
): Promise<{ credentials: SessionCredentials; expires: number }> {
	return client.call(
		{
			action: "AssumeRole",
			query: {
				RoleArn: role.roleArn,
				RoleSessionName: role.sessionName ?? "pulumi",
				DurationSeconds: String(role.sessionExpiration ?? 3600),
				...(role.policy === undefined ? {} : { Policy: role.policy }),
				...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
			},
		},
		{ clock, deadline: clock.now() + assumeRoleTimeoutMs },
		sessionOf,
	);
}

function sessionOf(answer: Record<string, unknown>): { credentials: SessionCredentials; expires: number } {
	const credentials = objectIn(answer, "Credentials");
	const accessKeyId = textIn(credentials, "AccessKeyId");
	const accessKeySecret = textIn(credentials, "AccessKeySecret");
	const securityToken = textIn(credentials, "SecurityToken");
	if (accessKeyId === undefined || accessKeySecret === undefined || securityToken === undefined) {
		throw unreadable("AssumeRole", "the answer has no complete credentials");
	}
	return {
		credentials: { accessKeyId, accessKeySecret, securityToken },
		expires: Date.parse(textIn(credentials, "Expiration") ?? "") || Date.now() + 15 * 60_000,
	};
}
