import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Profile, readProfile } from "../../../src/api/profile";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { failureOf } from "../support/failure-of";
import { settingsOf } from "../support/settings";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), "vpcpeer-profile-"));
});
afterEach(() => {
	jest.restoreAllMocks();
	rmSync(folder, { recursive: true, force: true });
});

function written(content: unknown): string {
	const file = path.join(folder, "config.json");
	writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
	return file;
}

function readFrom(content: unknown, name = "work"): Profile {
	return readProfile(settingsOf({ "alicloud:sharedCredentialsFile": written(content) }), name);
}

const keys = { access_key_id: "LTAI-of-work", access_key_secret: "s3cr3t-of-work" };

test.each([
	["AK", "AK"],
	["no mode", undefined],
])("A profile of mode %s gives its keys", (_name, mode) => {
	expect(readFrom({ profiles: [{ name: "other" }, { name: "work", mode, ...keys }] })).toEqual({
		mode: "keys",
		keys: { accessKeyId: "LTAI-of-work", accessKeySecret: "s3cr3t-of-work", securityToken: undefined },
	});
});

test("A profile of mode StsToken gives its keys and token", () => {
	const profile = readFrom({ profiles: [{ name: "work", mode: "StsToken", ...keys, sts_token: "token-of-work" }] });
	expect(profile).toEqual({
		mode: "keys",
		keys: { accessKeyId: "LTAI-of-work", accessKeySecret: "s3cr3t-of-work", securityToken: "token-of-work" },
	});
});

test("A profile of mode AK does not send the token of an earlier StsToken mode", () => {
	const profile = readFrom({ profiles: [{ name: "work", mode: "AK", ...keys, sts_token: "old-token" }] });
	expect(profile).toMatchObject({ keys: { securityToken: undefined } });
});

test("A profile of mode RamRoleArn gives its keys and role", () => {
	const profile = readFrom({
		profiles: [
			{
				name: "work",
				mode: "RamRoleArn",
				...keys,
				ram_role_arn: "acs:ram::1:role/peering",
				ram_session_name: "deploy",
				expired_seconds: 900,
			},
		],
	});
	expect(profile).toEqual({
		mode: "role",
		keys: { accessKeyId: "LTAI-of-work", accessKeySecret: "s3cr3t-of-work", securityToken: undefined },
		role: { roleArn: "acs:ram::1:role/peering", sessionName: "deploy", sessionExpiration: 900 },
	});
});

test("What a RamRoleArn profile leaves empty stays at its default", () => {
	const profile = readFrom({
		profiles: [{ name: "work", mode: "RamRoleArn", ...keys, ram_role_arn: "acs:ram::1:role/p", ram_session_name: "" }],
	});
	expect(profile).toMatchObject({
		role: { roleArn: "acs:ram::1:role/p", sessionName: undefined, sessionExpiration: undefined },
	});
});

test.each([
	["AK without a key id", { mode: "AK", access_key_secret: "s3cr3t-of-work" }, "access_key_id"],
	["AK without a secret", { mode: "AK", access_key_id: "LTAI-of-work" }, "access_key_secret"],
	[
		"AK with empty keys",
		{ mode: "AK", access_key_id: "", access_key_secret: "" },
		"access_key_id and no access_key_secret",
	],
	[
		"AK with keys that are no texts",
		{ mode: "AK", access_key_id: 1, access_key_secret: {} },
		"access_key_id and no access_key_secret",
	],
	[
		"RamRoleArn without keys",
		{ mode: "RamRoleArn", ram_role_arn: "acs:ram::1:role/p" },
		"access_key_id and no access_key_secret",
	],
	["RamRoleArn without a role", { mode: "RamRoleArn", ...keys }, "ram_role_arn"],
	["StsToken without a token", { mode: "StsToken", ...keys }, "sts_token"],
])("%s is refused by the profile's name and says what is missing", async (_case, profile, missing) => {
	const error = await failureOf(() => readFrom({ profiles: [{ name: "work", ...profile }] }));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain('"work"');
	expect(error.message).toContain(missing);
	expect(error.message).not.toMatch(/s3cr3t|LTAI/);
});

test.each([
	["cut off", '{"profiles":[{"name":"work","access_key_secret":"s3cr3t-of-work"'],
	["text", "s3cr3t-of-work"],
	["empty", ""],
	["a list", '["s3cr3t-of-work"]'],
	["null", "null"],
	["an object without profiles", '{"current":"s3cr3t-of-work"}'],
	["profiles that are no list", '{"profiles":{"work":{"access_key_secret":"s3cr3t-of-work"}}}'],
])("A file that is %s is refused by its path, and not quoted", async (_case, content) => {
	const error = await failureOf(() => readFrom(content));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain(path.join(folder, "config.json"));
	expect(error.message).not.toContain("s3cr3t");
	expect(error.message).not.toContain("\n");
});

test("Entries that are no profiles are passed over", async () => {
	const error = await failureOf(() => readFrom({ profiles: [null, 5, { name: "home" }] }));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("it has: home");
});

test("A profile that is not there is refused with the names of those that are", async () => {
	const error = await failureOf(() => readFrom({ profiles: [{ name: "home", ...keys }, { name: "lab" }] }));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toMatch(/"work".*home, lab/);
	expect(error.message).not.toMatch(/s3cr3t|LTAI/);
	expect((await failureOf(() => readFrom({ profiles: [] }))).message).toContain("none");
});

test("A file that is not there is refused by its path", async () => {
	const settings = settingsOf({}, { ALICLOUD_SHARED_CREDENTIALS_FILE: path.join(folder, "absent.json") });
	const error = await failureOf(() => readProfile(settings, "work"));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("absent.json");
});

test("Other modes are left to the official library, which knows only the file in the home folder", async () => {
	const content = { profiles: [{ name: "work", mode: "CloudSSO" }] };
	const error = await failureOf(() => readFrom(content));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("CloudSSO");

	jest.spyOn(os, "homedir").mockReturnValue(path.join(folder, "home"));
	const missing = await failureOf(() => readProfile(settingsOf(), "work"));
	expect(missing.message).toContain(path.join(folder, "home", ".aliyun", "config.json"));
});

test("A path that starts with ~ is in the home folder", () => {
	written({ profiles: [{ name: "work", ...keys }] });
	jest.spyOn(os, "homedir").mockReturnValue(folder);
	const settings = settingsOf({ "alicloud:sharedCredentialsFile": "~/config.json" });
	expect(readProfile(settings, "work").mode).toBe("keys");
});
