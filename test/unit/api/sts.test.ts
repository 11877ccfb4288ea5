import { fixedCredentials } from "../../../src/api/credential-source";
import { assumedRole, getCallerAccountId } from "../../../src/api/sts";
import { ApiError } from "../../../src/errors/api-error";
import { redact } from "../../../src/errors/redact";
import { failureOf } from "../support/failure-of";
import { recordingClient } from "../support/recording-client";

const limits = { deadline: Number.POSITIVE_INFINITY };
const role = { roleArn: "acs:ram::1210123456123456:role/peering" };
const base = fixedCredentials({ accessKeyId: "base-key-id", accessKeySecret: "base-key-secret" });

const startOfTime = new Date("2026-11-01T08:00:00Z");
beforeEach(() => {
	jest.useFakeTimers({ now: startOfTime, doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
});
afterEach(() => {
	jest.useRealTimers();
});

function session(number: number, minutes: number) {
	return {
		RequestId: "r-1",
		Credentials: {
			AccessKeyId: `STS.session-${number}`,
			AccessKeySecret: `session-secret-${number}`,
			SecurityToken: `session-token-${number}`,
			Expiration: new Date(startOfTime.getTime() + minutes * 60_000).toISOString(),
		},
	};
}

test.each(["1210123456123456", "253460731706911258"])(
	"The caller's account %s is taken from GetCallerIdentity",
	async (id) => {
		const { client, requests } = recordingClient({ AccountId: id, UserId: "5", IdentityType: "RAMUser" });
		expect(await getCallerAccountId(client, limits)).toBe(id);
		expect(requests.map(({ action }) => action)).toEqual(["GetCallerIdentity"]);
	},
);

test.each([{}, { AccountId: "" }, { AccountId: "root" }, { AccountId: null }, { AccountId: "0" }])(
	"The answer %j names no account, and none is made up",
	async (answer) => {
		const error = await failureOf(() =>
			getCallerAccountId(recordingClient({ RequestId: "r-1", ...answer }).client, limits),
		);
		expect(error.message).toContain("AccountId");
	},
);

test("A role is assumed with the documented parameters and the defaults of the inputs", async () => {
	const { client, requests } = recordingClient(session(1, 60));
	const credential = await assumedRole(client, base, role).getCredential();
	expect(credential).toEqual({
		accessKeyId: "STS.session-1",
		accessKeySecret: "session-secret-1",
		securityToken: "session-token-1",
		type: "sts",
	});
	expect(requests).toEqual([
		{
			action: "AssumeRole",
			query: { RoleArn: role.roleArn, RoleSessionName: "pulumi", DurationSeconds: "3600" },
		},
	]);
});

test("Everything that a role's reference says is sent", async () => {
	const { client, requests } = recordingClient(session(1, 60));
	const full = { ...role, sessionName: "deploy", sessionExpiration: 900, policy: "{}", externalId: "ext" };
	await assumedRole(client, base, full).getCredential();
	expect(requests[0]?.query).toEqual({
		RoleArn: role.roleArn,
		RoleSessionName: "deploy",
		DurationSeconds: "900",
		Policy: "{}",
		ExternalId: "ext",
	});
});

test("A session is used again until 5 minutes before its end, and then renewed", async () => {
	const { client, requests } = recordingClient(session(1, 60), session(2, 120));
	const source = assumedRole(client, base, role);
	await source.getCredential();
	jest.setSystemTime(startOfTime.getTime() + 55 * 60_000 - 1);
	expect((await source.getCredential()).accessKeyId).toBe("STS.session-1");
	jest.setSystemTime(startOfTime.getTime() + 55 * 60_000);
	expect((await source.getCredential()).accessKeyId).toBe("STS.session-2");
	expect(requests).toHaveLength(2);
});

test("Requests that start together share one session", async () => {
	const { client, requests } = recordingClient(session(1, 60));
	const source = assumedRole(client, base, role);
	await Promise.all([source.getCredential(), source.getCredential(), source.getCredential()]);
	expect(requests).toHaveLength(1);
});

test("A role that could not be assumed is asked for again the next time", async () => {
	const refusal = new ApiError({ action: "AssumeRole", code: "NoPermission", detail: "", retry: "none" });
	const { client } = recordingClient(refusal, session(1, 60));
	const source = assumedRole(client, base, role);
	expect(await failureOf(() => source.getCredential())).toBe(refusal);
	expect((await source.getCredential()).accessKeyId).toBe("STS.session-1");
});

test("An answer of AssumeRole without credentials is an error, and not an empty key", async () => {
	const { client } = recordingClient({ RequestId: "r-1" });
	const error = await failureOf(() => assumedRole(client, base, role).getCredential());
	expect(error.message).toMatch(/AssumeRole: the answer has no complete credentials/);
});

test("The session's key, secret and token are hidden from every message", async () => {
	await assumedRole(recordingClient(session(7, 60)).client, base, role).getCredential();
	expect(redact("STS.session-7 session-secret-7 session-token-7")).toBe("(redacted) (redacted) (redacted)");
});

test("Verifying asks the base alone: no request is made for it", async () => {
	const { client, requests } = recordingClient(session(1, 60));
	await assumedRole(client, base, role).verify();
	expect(requests).toEqual([]);
});
