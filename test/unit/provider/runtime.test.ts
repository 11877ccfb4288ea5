import { ConfigurationError } from "../../../src/errors/configuration-error";
import { failureOf } from "../support/failure-of";
import { bareRuntimeOf, runtimeOf } from "../support/runtime";

test("The same references share one access, and others have their own", () => {
	const runtime = runtimeOf();
	const role = { roleArn: "acs:ram::1:role/p" };
	expect(runtime.access({})).toBe(runtime.access({ profile: undefined, assumeRole: undefined }));
	expect(runtime.access({ assumeRole: role })).toBe(runtime.access({ assumeRole: { ...role } }));
	expect(runtime.access({ assumeRole: role })).not.toBe(runtime.access({}));
});

test("Requests go where the settings say", () => {
	const runtime = runtimeOf({ "alicloud-vpcpeer:endpoint": "http://127.0.0.1:8080" });
	expect(runtime.cloud).toBe("http://127.0.0.1:8080");
	expect(runtime.access({}).vpcPeer.endpoint).toEqual({ protocol: "HTTP", host: "127.0.0.1:8080" });
	expect(runtimeOf().cloud).toBe("alibabacloud");
});

test("An endpoint that is not allowed is refused before a credential is looked at", async () => {
	const configuration: Record<string, string> = { "alicloud-vpcpeer:endpoint": "http://10.0.0.1" };
	const halfKeys = bareRuntimeOf({ ...configuration, "alicloud:accessKey": "key-of-half" });
	const error = await failureOf(() => halfKeys.access({}));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("plain HTTP");
	expect(error.message).not.toContain("secret key");
});

test("Credentials that can't be had are looked for again the next time", async () => {
	const configuration: Record<string, string> = { "alicloud:accessKey": "key-of-late" };
	const runtime = bareRuntimeOf(configuration);
	expect((await failureOf(() => runtime.access({}))).message).toContain("no secret key");
	configuration["alicloud:secretKey"] = "secret-of-late";
	await expect(runtime.access({}).credentials.getCredential()).resolves.toMatchObject({ accessKeyId: "key-of-late" });
});
