import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Cloud, shippedEmulator, startCloud } from "./support/cloud";
import { intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

/** Keys that nothing else in these runs could contain by chance. */
const accessKeyId = "LTAI-e2e-9f3a7c51d2";
const accessKeySecret = "e2e-secret-b7d20c4ef1886";

let cloud: Cloud;
let stack: Stack;
let logs: string;
/** All that the commands printed, but for the log. */
let printed = "";

beforeAll(async () => {
	const { defaultSeed } = await shippedEmulator();
	const accounts = defaultSeed.accounts.map((account, index) =>
		index === 0 ? { ...account, accessKeyId, accessKeySecret } : account,
	);
	cloud = await startCloud({ seed: { accounts } });
	stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud });
	stack.setEnv({ ALICLOUD_ACCESS_KEY: undefined, ALICLOUD_SECRET_KEY: undefined });
	await stack.setConfig("alicloud:accessKey", accessKeyId, "--secret");
	await stack.setConfig("alicloud:secretKey", accessKeySecret, "--secret");

	const up = await stack.up("--logtostderr", "-v=9");
	logs = up.stderr;
	printed += up.stdout;
	stack.write(programOf({ peer: { ...intraRegion, name: "renamed" } }));
	for (const command of ["preview --diff", "up --yes --skip-preview", "refresh --yes --skip-preview", "stack export"]) {
		printed += (await stack.must(...command.split(" "))).text;
	}
});

test("a run with secret configuration works", () => {
	expect(cloud.onlyConnection).toMatchObject({ status: "Activated", name: "renamed" });
});

test("no file of the stack holds the key or the secret", () => {
	const files = filesBelow(stack.folder);
	expect(files.length).toBeGreaterThan(5);
	expect(files.filter((file) => holdsSecret(readFileSync(file, "utf8")))).toEqual([]);
});

test("nothing that was printed holds the key or the secret", () => {
	expect(printed).toContain(cloud.onlyConnection.instanceId);
	expect(holdsSecret(printed)).toBe(false);
});

test("the log at its wordiest holds neither, but where the engine writes what it configures providers with", () => {
	const lines = logs.split("\n");
	expect(lines.length).toBeGreaterThan(100);
	const notTheEngines = lines.filter((line) => !/Marshaling property for RPC\[Provider\[\w+\]\.Configure/.test(line));
	expect(notTheEngines.filter(holdsSecret)).toEqual([]);
});

test("a refused signature is reported without the key", async () => {
	await stack.setConfig("alicloud:secretKey", `${accessKeySecret}-not`, "--secret");
	stack.write(programOf({ peer: { ...intraRegion, name: "renamed-again" } }));
	const failed = await stack.failingUp();
	expect(failed.text).toContain("SignatureDoesNotMatch");
	expect(holdsSecret(failed.text)).toBe(false);
});

function holdsSecret(text: string): boolean {
	return text.includes(accessKeyId) || text.includes(accessKeySecret);
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
}
