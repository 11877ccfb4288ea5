import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingSources } from "../../src/api/settings";
import type { Emulator } from "../../src/emulator";
import { emulatorControl, pulumiEnvironment, startTestEmulator, waitForConnection } from "../../src/emulator/testing";
import { ACCEPTER_UID, CROSS_ACCOUNT, clientFor, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { ok } from "./support/setup";

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startTestEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

const create = async (parameters: Record<string, string>): Promise<string> =>
	(await ok(clientFor(emulator, REQUESTER_KEYS).vpcPeer("CreateVpcPeerConnection", parameters))).InstanceId;

test("the environment names the emulator and an account's keys, in variables that the provider reads", () => {
	const environment = pulumiEnvironment(emulator);
	expect(environment).toMatchObject({
		ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
		ALICLOUD_ACCESS_KEY: "emulator-key-1",
		ALICLOUD_SECRET_KEY: "emulator-secret-1",
		ALICLOUD_PROFILE: "",
	});
	const read = Object.values(settingSources).flatMap(({ environment }) => [...environment] as string[]);
	expect(Object.keys(environment).filter((name) => !read.includes(name))).toEqual([]);
	expect(pulumiEnvironment(emulator, ACCEPTER_UID)).toMatchObject({ ALICLOUD_ACCESS_KEY: "emulator-key-2" });
	expect(() => pulumiEnvironment(emulator, "5")).toThrow("The emulator has no account 5");
});

test("waitForConnection answers a connection that is so already, and one that time alone makes so", async () => {
	const instanceId = await create(SAME_ACCOUNT);
	expect((await waitForConnection(emulator, () => true)).instanceId).toBe(instanceId);
	expect((await waitForConnection(emulator, ({ status }) => status === "Activated")).instanceId).toBe(instanceId);
});

test("waitForConnection says at its deadline what there was", async () => {
	const never = () => waitForConnection(emulator, () => false, { timeoutMs: 1 });
	await expect(never()).rejects.toThrow("No connection was as expected within 1 ms; there is none");
	await create({ ...CROSS_ACCOUNT, Name: "waiting" });
	await waitForConnection(emulator, ({ status }) => status === "Accepting");
	await expect(never()).rejects.toThrow("within 1 ms; waiting is Accepting");
});

test("emulatorControl does over HTTP what a test in the same process does directly", async () => {
	const control = emulatorControl(emulator.url);
	const instanceId = await create(CROSS_ACCOUNT);
	await control.advance(1000);
	expect((await control.state()).connections).toMatchObject([{ instanceId, status: "Accepting" }]);
	await control.step(instanceId, "accept");
	await control.advance(1000);
	expect((await control.state()).connections).toMatchObject([{ status: "Activated" }]);
	expect((await control.requests()).requests).toMatchObject([{ action: "CreateVpcPeerConnection" }]);
	await control.addFault({ kind: "hang", action: "*", times: "always" });
	expect(emulator.faults.rules).toHaveLength(1);
	await control.clearFaults();
	expect(emulator.faults.rules).toEqual([]);
	const list = { id: "pl-1", regionId: "cn-hangzhou", cidrBlocks: ["10.2.0.0/16"] };
	expect(await control.addPrefixList(REQUESTER_UID, list)).toMatchObject({ ...list, ipVersion: "IPv4" });
	expect(emulator.accounts[0]?.prefixLists).toMatchObject([list]);
	await control.removePrefixList("pl-1");
	await expect(control.removePrefixList("pl-1")).rejects.toThrow("id: The emulator has no prefix list pl-1");
	await control.permit(REQUESTER_UID, "vpc:CreateVpcPeerConnection", "deny");
	await expect(create(SAME_ACCOUNT)).rejects.toThrow("Forbidden.NoPermission");
	await expect(control.step(instanceId, "accept")).rejects.toThrow(`status: The connection ${instanceId} is Activated`);
	expect((await control.reset()).connections).toEqual([]);
});

test("the example of docs/testing.md is the one that is run", () => {
	const docs = readFileSync(join(__dirname, "../../docs/testing.md"), "utf8");
	const example = readFileSync(join(__dirname, "testing-example.test.ts"), "utf8");
	expect(docs).toContain(`\`\`\`ts\n${example}\`\`\``);
});
