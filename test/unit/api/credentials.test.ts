import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CredentialSource } from "../../../src/api/credential-source";
import { fixedCredentials } from "../../../src/api/credential-source";
import { type CredentialReferences, credentialsFor } from "../../../src/api/credentials";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { redact } from "../../../src/errors/redact";
import type { AssumeRole } from "../../../src/schema/shared-inputs";
import { failureOf } from "../support/failure-of";
import { settingsOf } from "../support/settings";

let folder: string;
let file: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), "vpcpeer-credentials-"));
	file = path.join(folder, "config.json");
	const keysOf = (name: string) => ({ access_key_id: `key-of-${name}`, access_key_secret: `secret-of-${name}` });
	const profiles = [
		{ name: "work", mode: "AK", ...keysOf("work") },
		{ name: "lab", mode: "AK", ...keysOf("lab") },
		{ name: "chain", mode: "RamRoleArn", ...keysOf("chain"), ram_role_arn: "acs:ram::1:role/of-chain" },
	];
	writeFileSync(file, JSON.stringify({ profiles }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands for AssumeRole: the key tells which base and which role were used. */
function assume(base: CredentialSource, role: AssumeRole): CredentialSource {
	return {
		verify: () => base.verify(),
		getCredential: async () => {
			const { accessKeyId } = await base.getCredential();
			return { accessKeyId: `${accessKeyId} as ${role.roleArn}`, accessKeySecret: "assumed", type: "sts" };
		},
	};
}

type Texts = Record<string, string>;

async function credentialOf(configuration: Texts, environment: Texts, references: CredentialReferences = {}) {
	const settings = settingsOf({ "alicloud:sharedCredentialsFile": file, ...configuration }, environment);
	return credentialsFor(settings, references, assume).getCredential();
}

async function keyOf(configuration: Texts, environment: Texts, references: CredentialReferences = {}): Promise<string> {
	return (await credentialOf(configuration, environment, references)).accessKeyId;
}

const configKeys = { "alicloud:accessKey": "key-of-config", "alicloud:secretKey": "secret-of-config" };
const environmentKeys = { ALICLOUD_ACCESS_KEY: "key-of-environment", ALICLOUD_SECRET_KEY: "secret-of-environment" };
const configProfile = { "alicloud:profile": "work" };
const environmentProfile = { ALICLOUD_PROFILE: "lab" };

test.each<[what: string, configuration: Texts, environment: Texts, key: string]>([
	["configured keys over all", { ...configKeys, ...configProfile }, environmentKeys, "key-of-config"],
	["a configured profile over keys of the environment", configProfile, environmentKeys, "key-of-work"],
	["keys over a profile of the environment", {}, { ...environmentKeys, ...environmentProfile }, "key-of-environment"],
	["a profile of the environment", {}, environmentProfile, "key-of-lab"],
	["a configured profile over one of the environment", configProfile, environmentProfile, "key-of-work"],
])("The stack's credentials are %s", async (_what, configuration, environment, key) => {
	expect(await keyOf(configuration, environment)).toBe(key);
});

test("A resource's own profile wins over everything the stack says", async () => {
	const environment = { ...environmentKeys, ...environmentProfile };
	expect(await keyOf({ ...configKeys, ...configProfile }, environment, { profile: "lab" })).toBe("key-of-lab");
});

const stackRole = { "alicloud:assumeRole": '{"roleArn":"acs:ram::1:role/of-stack"}' };
const ownRole = { roleArn: "acs:ram::1:role/of-resource" };

test("The stack's role is assumed with the stack's credentials", async () => {
	expect(await keyOf({ ...configKeys, ...stackRole }, {})).toBe("key-of-config as acs:ram::1:role/of-stack");
});

test("A resource's own role is assumed instead of the stack's", async () => {
	const key = await keyOf({ ...configKeys, ...stackRole }, {}, { assumeRole: ownRole });
	expect(key).toBe("key-of-config as acs:ram::1:role/of-resource");
});

test("The stack's role is not assumed with a profile of the resource's own, but the resource's role is", async () => {
	const configuration = { ...configKeys, ...stackRole };
	expect(await keyOf(configuration, {}, { profile: "lab" })).toBe("key-of-lab");
	expect(await keyOf(configuration, {}, { profile: "lab", assumeRole: ownRole })).toBe(
		"key-of-lab as acs:ram::1:role/of-resource",
	);
});

test("A profile with a role of its own assumes it", async () => {
	expect(await keyOf({}, {}, { profile: "chain" })).toBe("key-of-chain as acs:ram::1:role/of-chain");
});

test("A security token goes with the keys and makes them a session", async () => {
	const configuration = { ...configKeys, "alicloud:securityToken": "token-of-config" };
	expect(await credentialOf(configuration, {})).toEqual({
		accessKeyId: "key-of-config",
		accessKeySecret: "secret-of-config",
		securityToken: "token-of-config",
		type: "sts",
	});
	expect(await credentialOf(configKeys, {})).toMatchObject({ securityToken: undefined, type: "access_key" });
});

test.each<[what: string, configuration: Texts, environment: Texts, named: string, missing: string]>([
	["a key without secret", { "alicloud:accessKey": "key-of-half" }, {}, "alicloud:accessKey", "no secret key"],
	["a secret without key", { "alicloud:secretKey": "secret-of-half" }, {}, "alicloud:secretKey", "no access key"],
	["half of the environment", {}, { ALICLOUD_ACCESS_KEY: "key-of-half" }, "ALICLOUD_ACCESS_KEY", "no secret key"],
])("With %s, the other half is asked for by name", async (_what, configuration, environment, named, missing) => {
	const error = await failureOf(() => credentialOf(configuration, environment));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain(named);
	expect(error.message).toContain(missing);
	expect(error.message).not.toMatch(/of-half/);
});

test("A profile that is not in the file is refused before any request", async () => {
	const error = await failureOf(() => keyOf({}, {}, { profile: "nobody" }));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain('"nobody"');
});

test("Credentials that were given are hidden from every message", async () => {
	await credentialOf({}, {}, { profile: "work" });
	expect(redact("key-of-work secret-of-work")).toBe("(redacted) (redacted)");
	fixedCredentials({ accessKeyId: "fixed-key", accessKeySecret: "fixed-secret", securityToken: "fixed-token" });
	expect(redact("fixed-key fixed-secret fixed-token")).toBe("(redacted) (redacted) (redacted)");
});

test("Fixed credentials verify without asking anybody", async () => {
	const source = fixedCredentials({ accessKeyId: "fixed-key", accessKeySecret: "fixed-secret" });
	await expect(source.verify()).resolves.toBeUndefined();
});
