import { type SettingName, Settings, settingSources } from "../../../src/api/settings";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { redact } from "../../../src/errors/redact";
import { failureOf } from "../support/failure-of";
import { settingsOf } from "../support/settings";

const names = Object.keys(settingSources) as SettingName[];

test.each<[name: SettingName, key: string]>([
	["region", "alicloud:region"],
	["accessKey", "alicloud:accessKey"],
	["secretKey", "alicloud:secretKey"],
	["securityToken", "alicloud:securityToken"],
	["profile", "alicloud:profile"],
	["sharedCredentialsFile", "alicloud:sharedCredentialsFile"],
	["ecsRoleName", "alicloud:ecsRoleName"],
	["credentialsUri", "alicloud:credentialsUri"],
	["endpoint", "alicloud-vpcpeer:endpoint"],
	["endpoints", "alicloud:endpoints"],
	["connectTimeoutMs", "alicloud:clientConnectTimeout"],
	["readTimeoutMs", "alicloud:clientReadTimeout"],
])("%s is read from the configuration %s", (name, key) => {
	expect(settingsOf({ [key]: "value-of-it" }).find(name)).toEqual({
		value: "value-of-it",
		origin: "config",
		name: key,
	});
});

test.each<[name: SettingName, variable: string]>([
	["region", "ALICLOUD_REGION"],
	["region", "ALIBABA_CLOUD_REGION"],
	["accessKey", "ALICLOUD_ACCESS_KEY"],
	["accessKey", "ALIBABA_CLOUD_ACCESS_KEY_ID"],
	["secretKey", "ALICLOUD_SECRET_KEY"],
	["secretKey", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
	["securityToken", "ALICLOUD_SECURITY_TOKEN"],
	["securityToken", "ALIBABA_CLOUD_SECURITY_TOKEN"],
	["profile", "ALICLOUD_PROFILE"],
	["profile", "ALIBABA_CLOUD_PROFILE"],
	["endpoint", "ALICLOUD_VPCPEER_ENDPOINT"],
])("%s is read from the environment variable %s", (name, variable) => {
	expect(settingsOf({}, { [variable]: "value-of-it" }).find(name)).toEqual({
		value: "value-of-it",
		origin: "environment",
		name: variable,
	});
});

test("The configuration wins over the environment, and the first variable over the second", () => {
	const environment = { ALICLOUD_REGION: "cn-beijing", ALIBABA_CLOUD_REGION: "cn-shanghai" };
	expect(settingsOf({ "alicloud:region": "cn-hangzhou" }, environment).get("region")).toBe("cn-hangzhou");
	expect(settingsOf({}, environment).get("region")).toBe("cn-beijing");
});

test("Empty text counts as absent", () => {
	const settings = settingsOf({ "alicloud:region": "" }, { ALICLOUD_REGION: "", ALIBABA_CLOUD_REGION: "cn-shanghai" });
	expect(settings.get("region")).toBe("cn-shanghai");
	expect(settingsOf({}, { X: "" }).environment("X")).toBeUndefined();
});

test("With nothing set, nothing is found", () => {
	for (const name of names) {
		expect(settingsOf().find(name)).toBeUndefined();
	}
	expect(settingsOf().assumeRole()).toBeUndefined();
});

test("Secrets of configuration and environment are hidden from messages as soon as the settings are there", () => {
	settingsOf(
		{ "alicloud:secretKey": "secret-from-config", "alicloud:securityToken": "token-from-config" },
		{ ALICLOUD_ACCESS_KEY: "key-from-environment" },
	);
	const text = redact("secret-from-config token-from-config key-from-environment cn-hangzhou");
	expect(text).toBe("(redacted) (redacted) (redacted) cn-hangzhou");
});

test.each(["1", "30000", "9999999"])("A timeout may be %s milliseconds", (value) => {
	const settings = settingsOf({ "alicloud:clientReadTimeout": value });
	expect(settings.milliseconds("readTimeoutMs", 5)).toBe(Number(value));
});

test.each(["0", "-1", "10000000", "1.5", "5s", "1e3", " 1"])("A timeout may not be %j", async (value) => {
	const settings = settingsOf({}, { CLIENT_CONNECT_TIMEOUT: value });
	const error = await failureOf(() => settings.milliseconds("connectTimeoutMs", 5));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("CLIENT_CONNECT_TIMEOUT");
	expect(error.message).toContain(`"${value}"`);
});

test("Without a timeout the fallback counts", () => {
	expect(settingsOf().milliseconds("readTimeoutMs", 1234)).toBe(1234);
});

test("JSON of the configuration is read, and what is none is named without being quoted", async () => {
	expect(settingsOf({ "alicloud:endpoints": '[{"vpcpeer":"a"}]' }).json("endpoints")).toEqual([{ vpcpeer: "a" }]);
	const error = await failureOf(() => settingsOf({ "alicloud:endpoints": "{vpcpeer: s3cr3t" }).json("endpoints"));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("alicloud:endpoints");
	expect(error.message).not.toContain("s3cr3t");
});

const role = { roleArn: "acs:ram::1210123456123456:role/peering", sessionName: "deploy" };

test.each([
	["an object", role],
	["a list of one, as older releases of @pulumi/alicloud had it", [role]],
])("alicloud:assumeRole may be %s", (_form, value) => {
	expect(settingsOf({ "alicloud:assumeRole": JSON.stringify(value) }).assumeRole()).toEqual(role);
});

test.each(["{}", '"acs:ram::1:role/p"', "null", "[null]", '{"roleArn":5}'])(
	"alicloud:assumeRole = %s is refused, since it names no roleArn",
	async (value) => {
		const error = await failureOf(() => settingsOf({ "alicloud:assumeRole": value }).assumeRole());
		expect(error).toBeInstanceOf(ConfigurationError);
		expect(error.message).toContain("roleArn");
	},
);

const arnVariable = settingSources.assumeRoleArn.environment[0];

test("A role of the environment is read with its session, and the configuration's role wins over it", () => {
	const environment = {
		[arnVariable]: "acs:ram::2:role/env",
		ALICLOUD_ASSUME_ROLE_SESSION_NAME: "env-session",
		ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "900",
		ALICLOUD_ASSUME_ROLE_EXTERNAL_ID: "env-external",
	};
	expect(settingsOf({}, environment).assumeRole()).toEqual({
		roleArn: "acs:ram::2:role/env",
		sessionName: "env-session",
		sessionExpiration: 900,
		externalId: "env-external",
	});
	expect(settingsOf({ "alicloud:assumeRole": JSON.stringify(role) }, environment).assumeRole()).toEqual(role);
});

test.each(["soon", "899", "43201", "900.5"])(
	"A session expiration of %j in the environment is refused by name, before a request carries it",
	async (value) => {
		const environment = {
			[arnVariable]: "acs:ram::2:role/env",
			ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: value,
		};
		const error = await failureOf(() => settingsOf({}, environment).assumeRole());
		expect(error).toBeInstanceOf(ConfigurationError);
		expect(error.message).toContain("ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION");
	},
);

test.each([
	[{ ...role, sessionExpiration: 899 }, "alicloud:assumeRole.sessionExpiration must be 900 to 43200 seconds"],
	[{ ...role, sessionName: "a b" }, "alicloud:assumeRole.sessionName must be"],
	[{ roleArn: "peering" }, "alicloud:assumeRole.roleArn must be acs:ram::"],
	[{ ...role, secretKey: "s3cr3t" }, "alicloud:assumeRole.secretKey does not exist"],
])("alicloud:assumeRole = %j is refused: %s", async (value, text) => {
	const error = await failureOf(() => settingsOf({ "alicloud:assumeRole": JSON.stringify(value) }).assumeRole());
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain(text);
	expect(error.message).not.toContain("s3cr3t");
});

test("ALIBABA_CLOUD_ROLE_ARN is assumed, unless a token file says that the default chain does it", () => {
	const environment = { ALIBABA_CLOUD_ROLE_ARN: "acs:ram::2:role/env" };
	expect(settingsOf({}, environment).assumeRole()?.roleArn).toBe("acs:ram::2:role/env");
	const withTokenFile = { ...environment, ALIBABA_CLOUD_OIDC_TOKEN_FILE: "/var/run/token" };
	expect(settingsOf({}, withTokenFile).assumeRole()).toBeUndefined();
	const explicit = { ...withTokenFile, ALICLOUD_ASSUME_ROLE_ARN: "acs:ram::3:role/own" };
	expect(settingsOf({}, explicit).assumeRole()?.roleArn).toBe("acs:ram::3:role/own");
});

test("A setting is looked up when it is asked for, not once for all", () => {
	const environment: Record<string, string> = {};
	const settings = new Settings({ config: () => undefined, environment });
	expect(settings.get("region")).toBeUndefined();
	environment["ALICLOUD_REGION"] = "cn-hangzhou";
	expect(settings.get("region")).toBe("cn-hangzhou");
});
