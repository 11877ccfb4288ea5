import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createEmulator, defaultSeed } from "../../src/emulator";
import { ACCEPTER_UID, CROSS_ACCOUNT, clientFor, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { ok, setupEmulator } from "./support/setup";
import { exchange } from "./support/signed-request";

const setup = setupEmulator();

test("listens on a free port of the loopback address", () => {
	expect(setup.emulator.port).toBeGreaterThan(0);
	expect(setup.emulator.url).toBe(`http://127.0.0.1:${setup.emulator.port}`);
});

test("fails to start on a port that is taken", async () => {
	await expect(createEmulator({ port: setup.emulator.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("a closed emulator can be closed again, and its port is free", async () => {
	const emulator = await createEmulator();
	await emulator.close();
	await emulator.close();
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(emulator.port, "127.0.0.1", resolve));
	expect((server.address() as AddressInfo).port).toBe(emulator.port);
	await new Promise((resolve) => server.close(resolve));
});

test.each([
	["transitions.creating", { transitions: { creating: -1 } }, "0 or more, got -1"],
	["latencyMs", { latencyMs: Number.NaN }, "0 or more, got NaN"],
	["latencyMs", { latencyMs: "5" as never }, "0 or more, got 5"],
	["createConflictMs", { createConflictMs: Number.POSITIVE_INFINITY }, "at most 2147483647 ms"],
	["requestTimeoutMs", { requestTimeoutMs: 2 ** 31 }, "at most 2147483647 ms (about 24.8 days), got 2147483648"],
])("refuses a bad %s: %j", async (name, options, reason) => {
	await expect(createEmulator(options)).rejects.toThrow(`Expected \`${name}\` to be ${reason}`);
});

test("refuses a seed with a uid that is no int64, or an account without resource group", async () => {
	const [account] = defaultSeed.accounts;
	if (account === undefined) throw new Error("The default seed has no account");
	await expect(createEmulator({ seed: { accounts: [{ ...account, uid: "1e3" }] } })).rejects.toThrow(
		"accounts.0.uid: must be the digits of an int64, as text",
	);
	const bare = { ...account, resourceGroups: [] };
	await expect(createEmulator({ seed: { accounts: [bare] } })).rejects.toThrow(
		"accounts.0.resourceGroups: must hold at least one group, the default",
	);
});

test("the seed has two accounts with two VPCs in each mainland region and one abroad, none of them overlapping", () => {
	const { accounts } = setup.emulator;
	expect(accounts.map((account) => account.uid)).toEqual([REQUESTER_UID, ACCEPTER_UID]);
	for (const account of accounts) {
		const regions = account.vpcs.map((vpc) => vpc.regionId).sort();
		expect(regions).toEqual(["ap-southeast-1", "cn-hangzhou", "cn-hangzhou", "cn-shanghai", "cn-shanghai"]);
		expect(account.resourceGroups).toHaveLength(2);
		expect(account.cdt).toMatchObject({ intra: true, crossBorder: true });
	}
	const ranges = accounts.flatMap((account) =>
		account.vpcs.flatMap((vpc) => [vpc.cidrBlock, ...vpc.secondaryCidrBlocks]),
	);
	const spans = ranges.map(spanOf).sort(([a], [b]) => a - b);
	for (const [index, [start]] of spans.entries()) expect(start).toBeGreaterThan(spans[index - 1]?.[1] ?? -1);
});

/** The first and the last address of an IPv4 range. */
function spanOf(cidr: string): [number, number] {
	const [address = "", length = ""] = cidr.split("/");
	const start = address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
	return [start, start + 2 ** (32 - Number(length)) - 1];
}

test("snapshots are copies: changing one does not change the world", async () => {
	await setup.create(SAME_ACCOUNT);
	const snapshot = setup.emulator.world.connections()[0] as { name: string } | undefined;
	Object.assign(snapshot ?? {}, { name: "changed" });
	Object.assign(setup.emulator.accounts[0]?.cdt ?? {}, { intra: false });
	expect(setup.emulator.world.connections()[0]?.name).toBe("");
	expect(setup.emulator.accounts[0]?.cdt.intra).toBe(true);
});

test("records what was asked and what was answered, without secrets", async () => {
	setup.clock.set(1_800_000_000_000);
	const InstanceId = await setup.create({ ...SAME_ACCOUNT, Name: "recorded" });
	await setup.accepter.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	const { requests } = setup.emulator;
	expect(requests).toEqual([
		{
			number: expect.any(Number),
			time: 1_800_000_000_000,
			action: "CreateVpcPeerConnection",
			version: "2022-01-01",
			accountId: REQUESTER_UID,
			parameters: { ...SAME_ACCOUNT, Name: "recorded" },
			httpStatus: 200,
			requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
			instanceId: InstanceId,
		},
		expect.objectContaining({
			accountId: ACCEPTER_UID,
			httpStatus: 400,
			code: "ResourceNotFound.InstanceId",
			instanceId: InstanceId,
		}),
	]);
	setup.emulator.clearRequests();
	expect(setup.emulator.requests).toEqual([]);
});

test("leaves keys and signatures of the query out of the record", async () => {
	const query = "Action=GetCallerIdentity&AccessKeyId=emulator-key-1&Signature=s3cret&SecurityToken=t0ken";
	await exchange(`${setup.emulator.url}/?${query}&Version=2015-04-01`, "GET", {}, "");
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "test" };
	const { Credentials } = await ok(setup.requester.sts("AssumeRole", role));
	await ok(setup.as(Credentials).sts("GetCallerIdentity"));
	const record = JSON.stringify(setup.emulator.requests);
	expect(setup.emulator.requests).toHaveLength(3);
	for (const secret of ["emulator-key-1", "s3cret", "t0ken", Credentials.AccessKeySecret, Credentials.SecurityToken]) {
		expect(record).not.toContain(secret);
	}
});

test("waitForRequest finds a request of the past, and one to come", async () => {
	await setup.create(SAME_ACCOUNT);
	const past = await setup.emulator.waitForRequest((one) => one.action === "CreateVpcPeerConnection");
	expect(past.httpStatus).toBe(200);
	const coming = setup.emulator.waitForRequest((one) => one.code === "ResourceNotFound.InstanceId");
	await setup.status("pcc-unknown").catch(() => undefined);
	expect((await coming).instanceId).toBe("pcc-unknown");
});

test("waitForRequest ends with the emulator", async () => {
	const emulator = await createEmulator();
	const never = expect(emulator.waitForRequest(() => false)).rejects.toThrow("closed while waiting");
	await emulator.close();
	await never;
});

test("reset brings back the seed and takes away faults and requests", async () => {
	await setup.create(CROSS_ACCOUNT);
	setup.emulator.world.setCdt(REQUESTER_UID, { intra: false });
	setup.emulator.faults.add({ action: "*", kind: "error", httpStatus: 500, code: "InternalError", times: 9 });
	setup.emulator.reset();
	expect(setup.emulator.requests).toEqual([]);
	expect(setup.emulator.world.connections()).toEqual([]);
	expect(setup.emulator.accounts[0]?.cdt.intra).toBe(true);
	expect((await setup.requester.vpcPeer("ListVpcPeerConnections")).status).toBe(200);
});

test("two emulators do not know of each other", async () => {
	const other = await createEmulator();
	await setup.create(SAME_ACCOUNT);
	expect((await ok(clientFor(other, REQUESTER_KEYS).vpcPeer("ListVpcPeerConnections"))).TotalCount).toBe(0);
	await other.close();
});

test("latencyMs comes before every answer", async () => {
	const emulator = await createEmulator({ latencyMs: 30 });
	const start = performance.now();
	await ok(clientFor(emulator, REQUESTER_KEYS).sts("GetCallerIdentity"));
	expect(performance.now() - start).toBeGreaterThanOrEqual(29);
	await emulator.close();
});

test("the world changes behind everybody's back", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	const { world } = setup.emulator;
	world.modifyConnection(InstanceId, {
		name: "console",
		description: "changed at the console",
		status: "Updating",
		views: { [REQUESTER_UID]: { tags: [{ Key: "by", Value: "console" }] } },
	});
	const read = await ok(setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }));
	expect(read).toMatchObject({
		Name: "console",
		Description: "changed at the console",
		Status: "Updating",
		Tags: [{ Key: "by", Value: "console" }],
		ResourceGroupId: "rg-default-1",
	});
	world.dropConnection(InstanceId);
	const gone = await setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	expect(gone.body.Code).toBe("ResourceNotFound.InstanceId");
});

test("a connection whose VPC was removed is still there, without its address ranges", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	setup.emulator.world.removeVpc("vpc-hangzhou-b1");
	const read = await ok(setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }));
	expect(read.AcceptingVpc).toEqual({ VpcId: "vpc-hangzhou-b1", Ipv4Cidrs: [], Ipv6Cidrs: [] });
});

test("a region that is supported again can be peered again", async () => {
	setup.emulator.world.setUnsupportedRegion("cn-hangzhou");
	expect((await setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT)).body.Code).toBe("UnsupportedRegion");
	setup.emulator.world.setUnsupportedRegion("cn-hangzhou", false);
	expect((await setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT)).status).toBe(200);
});

const mistakes: [name: string, change: () => unknown][] = [
	["account 1", () => setup.emulator.world.setCdt("1", { intra: false })],
	["VPC vpc-x", () => setup.emulator.world.setVpcStatus("vpc-x", "Pending")],
	["connection pcc-x", () => setup.emulator.world.dropConnection("pcc-x")],
	["account, VPC or connection x", () => setup.emulator.world.setBizStatus("x", "Normal")],
	[
		"connection pcc-x",
		() =>
			setup.emulator.world.addRouteEntry({
				vpcId: "vpc-hangzhou-a1",
				destinationCidrBlock: "10.9.0.0/16",
				nextHopId: "pcc-x",
			}),
	],
];

test.each(mistakes)("the world says that it has no %s", (name, change) => {
	expect(change).toThrow(`The emulator has no ${name}`);
});

test("the world does not take a VPC id twice", () => {
	const vpc = { id: "vpc-hangzhou-a1", regionId: "cn-hangzhou", cidrBlock: "10.9.0.0/16" };
	expect(() => setup.emulator.world.addVpc(ACCEPTER_UID, vpc)).toThrow("has a VPC vpc-hangzhou-a1 already");
});

test("overlapping address ranges are accepted, as in the cloud", async () => {
	const vpc = { id: "vpc-overlap", regionId: "cn-hangzhou", cidrBlock: "10.1.0.0/16" };
	setup.emulator.world.addVpc(REQUESTER_UID, vpc);
	const answer = await setup.requester.vpcPeer("CreateVpcPeerConnection", { ...SAME_ACCOUNT, AcceptingVpcId: vpc.id });
	expect(answer.status).toBe(200);
});

test.each([
	["another path", "/api", "InvalidAction.NotFound"],
	["no action", "/?Version=2022-01-01", "MissingAction"],
	["no version", "/?Action=ListVpcPeerConnections", "MissingVersion"],
	["a property every object has", "/?Action=constructor&Version=2022-01-01", "InvalidAction.NotFound"],
])("%s is answered in the error envelope", async (_name, path, code) => {
	const headers = path === "/api" ? { "x-acs-action": "ListVpcPeerConnections", "x-acs-version": "2022-01-01" } : {};
	expect((await exchange(`${setup.emulator.url}${path}`, "POST", headers, "")).body.Code).toBe(code);
});

test("leaves the Request and Response of the program around it alone", async () => {
	const before = { Request: globalThis.Request, Response: globalThis.Response };
	await (await createEmulator()).close();
	expect(globalThis.Request).toBe(before.Request);
	expect(globalThis.Response).toBe(before.Response);
});

test("refuses a body that is far too long", async () => {
	const headers = { "x-acs-action": "ListVpcPeerConnections", "x-acs-version": "2022-01-01" };
	const answer = await exchange(setup.emulator.url, "POST", headers, Buffer.alloc(200_000));
	expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 413, code: "RequestEntityTooLarge" });
});
