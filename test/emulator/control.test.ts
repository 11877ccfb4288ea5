import { createEmulator, defaultSeed } from "../../src/emulator";
import { ACCEPTER_UID, CROSS_ACCOUNT, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { control, readEvents } from "./support/control";
import { CREATING_MS, DAY_MS, ok, setupEmulator, UPDATING_MS } from "./support/setup";

const setup = setupEmulator();
const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
	control(setup.emulator, method, path, body, headers);
const shown = { id: "pl-1", regionId: "cn-hangzhou", cidrBlocks: ["10.2.0.0/16", "10.9.0.0/16"] };
const prefixList = { accountId: REQUESTER_UID, ...shown };
const state = async () => (await call("GET", "/state")).body;

describe("who may use the control interface", () => {
	test("it answers under localhost and addresses, which no web page can have for a name, with any port", async () => {
		const hosts = [
			"localhost:28022",
			"127.0.0.1",
			"[::1]:1",
			"LOCALHOST",
			"emulator.localhost:80",
			"192.168.0.7",
			"[fe80::1]",
		];
		for (const host of hosts) {
			expect((await call("GET", "/health", undefined, { host })).status).toBe(200);
		}
	});

	test("it answers under no other name: a web page can point one at this machine", async () => {
		for (const host of ["evil.example", "localhost.evil.example:28022", "127.0.0.1.nip.io", "evil-localhost"]) {
			const { status, body } = await call("GET", "/state", undefined, { host });
			expect({ status, member: body.error.member }).toEqual({ status: 403, member: "Host" });
		}
	});

	test("further names can be allowed", async () => {
		const emulator = await createEmulator({ allowedHosts: ["emulator"] });
		const statuses = [];
		for (const host of ["emulator:8080", "other"]) {
			statuses.push((await control(emulator, "GET", "/health", undefined, { host })).status);
		}
		await emulator.close();
		expect(statuses).toEqual([200, 403]);
	});

	test("a page of another origin is refused, that of the emulator is not", async () => {
		const refused = await call("POST", "/reset", {}, { origin: "https://evil.example" });
		expect({ status: refused.status, member: refused.body.error.member }).toEqual({ status: 403, member: "Origin" });
		expect((await call("GET", "/state", undefined, { origin: "null" })).status).toBe(403);
		expect((await call("GET", "/state", undefined, { "sec-fetch-site": "cross-site" })).status).toBe(403);
		expect((await call("POST", "/reset", {}, { origin: setup.emulator.url })).status).toBe(200);
	});

	test("what a form of another page can send is refused", async () => {
		for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
			const { status, body } = await call("POST", "/reset", "{}", { "content-type": type });
			expect({ status, member: body.error.member }).toEqual({ status: 415, member: "Content-Type" });
		}
	});

	test("no answer can be read by other sites, cached, or taken for a script", async () => {
		const { headers } = await call("GET", "/state");
		expect(headers).toMatchObject({
			"cache-control": "no-store",
			"cross-origin-resource-policy": "same-origin",
			"x-content-type-options": "nosniff",
		});
		expect(headers["access-control-allow-origin"]).toBeUndefined();
	});
});

describe("bad input", () => {
	test.each([
		["POST", "/clock/advance", { ms: -1 }, "ms", "must be 0 or more"],
		["POST", "/clock/advance", { ms: "1h" }, "ms", "Expected number"],
		["POST", "/clock/advance", {}, "ms", "Expected"],
		["POST", "/clock/advance", { ms: 1, unit: "s" }, "unit", "There is no such member."],
		["POST", "/clock/advance", "[", "(body)", "not a JSON object"],
		["POST", "/clock/advance", [1], "(body)", "not a JSON object"],
		["PATCH", "/timing", { transitions: { creating: -5 } }, "transitions.creating", "must be 0 or more"],
		["PATCH", "/timing", { latency: 5 }, "latency", "There is no such member."],
		["POST", "/faults", { kind: "error", action: "*", httpStatus: 200, code: "X" }, "httpStatus", "400 or more"],
		["POST", "/faults", { kind: "delay", action: "*" }, "ms", "Expected"],
		["POST", "/faults", { kind: "explode", action: "*" }, "kind", "Expected"],
		["POST", "/faults", { kind: "hang", action: "CreateVpc" }, "action", "name of an operation"],
		["POST", "/faults", { kind: "hang", action: "*", times: 0 }, "times", "must be 1 or more"],
		["POST", "/faults", { kind: "hang", action: "*", probability: 2 }, "probability", "must be from 0 to 1"],
		["POST", "/faults", { kind: "stale", action: "*", ms: 2 }, "ms", "There is no such member."],
		["POST", "/faults", { kind: "hang", action: "*", times: "often" }, "times", 'a whole number from 1, or "always"'],
		["POST", "/permissions", { accountId: "1", action: "vpc:X", effect: "deny" }, "accountId", "no account 1"],
		["POST", "/permissions", { accountId: REQUESTER_UID, action: "x", effect: "ask" }, "effect", "Expected"],
		["POST", "/seed", { accounts: [{ uid: 5 }] }, "(body)", "accounts.0.uid"],
		[
			"POST",
			"/routes",
			{ routeTableId: "vtb-x", destinationCidrBlock: "10.0.0.0/8", instanceId: "x" },
			"routeTableId",
			"no route table",
		],
		["POST", "/prefix-lists", { accountId: REQUESTER_UID }, "id", "Expected"],
		["POST", "/prefix-lists", { ...prefixList, accountId: "1" }, "accountId", "no account 1"],
		[
			"POST",
			"/prefix-lists",
			{ ...prefixList, cidrBlocks: ["10/8"] },
			"(body)",
			"10/8 in the prefix list pl-1 is not a CIDR",
		],
		["POST", "/prefix-lists", { ...prefixList, maxEntries: 0 }, "maxEntries", "must be 1 or more"],
		["GET", "/requests?limit=0", undefined, "limit", ">=1"],
		["GET", "/requests?after=-1", undefined, "after", "must be the number of a request"],
		["GET", "/requests?since=1", undefined, "since", "There is no such member."],
	])("%s %s with %j names %s", async (method, path, body, member, message) => {
		const before = await state();
		const answer = await call(method, path, body);
		expect({ status: answer.status, member: answer.body.error.member }).toEqual({ status: 400, member });
		expect(answer.body.error.message).toContain(message);
		expect(await state()).toEqual(before);
	});

	test.each([
		["GET", "/nothing"],
		["PUT", "/state"],
		["POST", "/connections/pcc-none/accept"],
		["GET", "/connections/pcc-none/reachability"],
		["DELETE", "/routes/rte-none"],
		["DELETE", "/prefix-lists/pl-none"],
		["DELETE", "/faults/77"],
		["DELETE", "/faults/x"],
	])("%s %s is not found, as JSON", async (method, path) => {
		const { status, body } = await call(method, path, method === "POST" ? {} : undefined);
		expect(status).toBe(404);
		expect(body.error.message).not.toBe("");
	});

	test("a body without end is refused", async () => {
		const { status, body } = await call("POST", "/seed", `"${"x".repeat(5 * 1024 * 1024)}"`);
		expect({ status, member: body.error.member }).toEqual({ status: 413, member: "(body)" });
	});
});

describe("state", () => {
	test("shows accounts with their VPCs, and connections with the transition that time will make", async () => {
		const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
		const { accounts, connections, time, clockRuns } = await state();
		expect(accounts.map(({ uid }: { uid: string }) => uid)).toEqual([REQUESTER_UID, ACCEPTER_UID]);
		expect(accounts[0].vpcs[0]).toMatchObject({
			id: "vpc-hangzhou-a1",
			regionId: "cn-hangzhou",
			routeTables: [{ entries: [] }],
		});
		expect({ time, clockRuns }).toEqual({ time: setup.clock.now(), clockRuns: false });
		expect(connections).toMatchObject([
			{ instanceId: InstanceId, status: "Creating", transition: { to: "Activated", at: time + CREATING_MS } },
		]);
	});

	test("a request that waits for acceptance says when it expires; a settled one has no transition", async () => {
		await setup.create(CROSS_ACCOUNT);
		const [accepting] = (await state()).connections;
		expect(accepting.transition).toEqual({ to: "Expired", at: accepting.expiresAt });
		setup.clock.advance(7 * DAY_MS);
		const [expired] = (await state()).connections;
		expect(expired).toMatchObject({ status: "Expired" });
		expect(expired).not.toHaveProperty("transition");
	});

	test("shows the secret keys that the documentation prints, and no others", async () => {
		const [first] = defaultSeed.accounts;
		if (first === undefined) throw new Error("The default seed has no account");
		await call("POST", "/seed", {
			accounts: [
				{ ...first, vpcs: [] },
				{ ...first, uid: "5", accessKeyId: "LTAI-mine", accessKeySecret: "very-secret", vpcs: [] },
			],
		});
		const answer = await call("GET", "/state");
		expect(answer.body.accounts[0].accessKeySecret).toBe("emulator-secret-1");
		expect(answer.body.accounts[1]).toMatchObject({ uid: "5", accessKeyId: "LTAI-mine" });
		expect(answer.text).not.toContain("very-secret");
		await call("POST", "/seed", defaultSeed);
	});

	test("the same is to be had in the process", async () => {
		await setup.create();
		const answer = await state();
		expect(answer).toEqual(JSON.parse(JSON.stringify(setup.emulator.state())));
		expect(answer.connections).toHaveLength(1);
	});
});

describe("connections and routes", () => {
	test.each([
		["accept", "Updating"],
		["reject", "Rejected"],
		["expire", "Expired"],
	])("%s makes of a request that waits %s", async (step, status) => {
		const instanceId = await setup.create(CROSS_ACCOUNT);
		const answer = await call("POST", `/connections/${instanceId}/${step}`, {});
		expect(answer).toMatchObject({ status: 200, body: { connection: { instanceId, status } } });
		const again = await call("POST", `/connections/${instanceId}/${step}`, {});
		expect(again).toMatchObject({ status: 400, body: { error: { member: "status" } } });
		expect(again.body.error.message).toContain(`${instanceId} is ${status}, not Accepting`);
	});

	test("drop makes a connection vanish with its routes", async () => {
		const instanceId = await setup.create(SAME_ACCOUNT);
		setup.emulator.world.addRouteEntry({
			vpcId: "vpc-hangzhou-a1",
			destinationCidrBlock: "10.2.0.0/16",
			nextHopId: instanceId,
		});
		expect((await call("POST", `/connections/${instanceId}/drop`, {})).body).toEqual({ connection: null });
		expect((await state()).connections).toEqual([]);
		expect(setup.emulator.world.routeEntries()).toEqual([]);
	});

	test("reachability names for each direction, range and table whether a route leads there", async () => {
		const instanceId = await setup.create(SAME_ACCOUNT);
		const [requester] = (await state()).accounts;
		const routeTableId = requester.vpcs[0].routeTables[0].id;
		const reach = async () => (await call("GET", `/connections/${instanceId}/reachability`)).body;
		const verdicts = async () =>
			(await reach()).directions.map(({ ranges }: { ranges: { cidrBlock: string; tables: { verdict: string }[] }[] }) =>
				ranges.map(({ cidrBlock, tables }) => `${cidrBlock} ${tables.map(({ verdict }) => verdict).join()}`),
			);
		expect(await verdicts()).toEqual([["10.2.0.0/16 missing"], ["10.1.0.0/16 missing", "10.101.0.0/16 missing"]]);
		const route = (destinationCidrBlock: string) => ({ routeTableId, destinationCidrBlock, instanceId });
		const added = await call("POST", "/routes", route("10.2.4.0/24"));
		expect(added.status).toBe(201);
		expect((await verdicts())[0]).toEqual(["10.2.0.0/16 partly"]);
		expect((await call("DELETE", `/routes/${added.body.id}`)).status).toBe(200);
		await call("POST", "/routes", route("10.0.0.0/8"));
		expect((await verdicts())[0]).toEqual(["10.2.0.0/16 route"]);
		expect((await reach()).directions[0].ranges.map(({ reachable }: { reachable: boolean }) => reachable)).toEqual([
			true,
		]);
		const again = await call("POST", "/routes", route("10.0.0.0/8"));
		expect(again).toMatchObject({ status: 400, body: { error: { member: "destinationCidrBlock" } } });
	});

	test("prefix lists can be added, routed to, and removed once no route leads to them", async () => {
		const instanceId = await setup.create(SAME_ACCOUNT);
		const added = await call("POST", "/prefix-lists", { ...prefixList, name: "theirs" });
		const expected = { ...shown, name: "theirs", ipVersion: "IPv4", maxEntries: 2 };
		expect(added).toMatchObject({ status: 201, body: expected });
		expect((await state()).accounts[0].prefixLists).toEqual([expected]);
		const again = await call("POST", "/prefix-lists", prefixList);
		expect(again).toMatchObject({ status: 400, body: { error: { member: "(body)" } } });
		const route = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "pl-1", instanceId };
		const { id } = (await call("POST", "/routes", route)).body;
		expect(setup.emulator.reachability(instanceId)?.directions[0].ranges[0]).toMatchObject({
			cidrBlock: "10.2.0.0/16",
			reachable: true,
			tables: [{ verdict: "route", entry: { destinationCidrBlock: "pl-1" } }],
		});
		const kept = await call("DELETE", "/prefix-lists/pl-1");
		expect(kept).toMatchObject({ status: 400, body: { error: { member: "id" } } });
		await call("DELETE", `/routes/${id}`);
		expect(await call("DELETE", "/prefix-lists/pl-1")).toMatchObject({ status: 200, body: { removed: "pl-1" } });
		expect((await state()).accounts[0].prefixLists).toEqual([]);
	});

	test("routes alone reach nothing: the connection has to be Activated", async () => {
		const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
		setup.emulator.world.addRouteEntry({
			vpcId: "vpc-hangzhou-a1",
			destinationCidrBlock: "10.2.0.0/16",
			nextHopId: InstanceId,
		});
		const first = () => setup.emulator.reachability(InstanceId)?.directions[0].ranges[0];
		expect(first()).toMatchObject({ reachable: false, tables: [{ verdict: "route" }] });
		setup.clock.advance(CREATING_MS);
		expect(first()).toMatchObject({ reachable: true });
	});
});

describe("faults, permissions, times", () => {
	test("a fault rule acts on requests, counts, is listed and can be taken away", async () => {
		const rule = {
			kind: "error",
			action: "ListVpcPeerConnections",
			httpStatus: 503,
			code: "ServiceUnavailable",
			times: "always",
		};
		const { status, body } = await call("POST", "/faults", rule);
		expect({ status, rule: body.rule, hits: body.hits }).toEqual({ status: 201, rule, hits: 0 });
		const list = () => setup.requester.vpcPeer("ListVpcPeerConnections");
		expect([(await list()).status, (await list()).status]).toEqual([503, 503]);
		expect((await call("GET", "/faults")).body).toEqual({ faults: [{ id: body.id, rule, hits: 2 }] });
		expect((await call("DELETE", `/faults/${body.id}`)).status).toBe(200);
		expect((await list()).status).toBe(200);
		expect((await call("GET", "/faults")).body).toEqual({ faults: [] });
	});

	test("a hold suspends requests until it is deleted", async () => {
		const { body } = await call("POST", "/faults", { kind: "hold", action: "CreateVpcPeerConnection" });
		const events = readEvents(setup.emulator);
		const created = setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
		await until(async () => (await call("GET", "/faults")).body.faults[0].hits === 1);
		expect((await state()).connections).toEqual([]);
		await call("DELETE", `/faults/${body.id}`);
		expect((await created).status).toBe(200);
		events.close();
	});

	test("rules that a test adds in the process are on the same list", async () => {
		const rule = setup.emulator.faults.add({ action: "*", kind: "hang", times: 3 });
		expect((await call("GET", "/faults")).body.faults).toMatchObject([{ rule: { kind: "hang", times: 3 } }]);
		rule.remove();
		expect(setup.emulator.faults.rules).toEqual([]);
		setup.emulator.faults.add({ action: "*", kind: "hang" });
		await call("DELETE", "/faults");
		expect(setup.emulator.faults.rules).toEqual([]);
	});

	test("an action can be denied to an account, and allowed again", async () => {
		const permission = { accountId: REQUESTER_UID, action: "vpc:CreateVpcPeerConnection" };
		await call("POST", "/permissions", { ...permission, effect: "deny" });
		expect((await state()).accounts[0].deniedActions).toEqual(["vpc:CreateVpcPeerConnection"]);
		const create = () => setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
		expect((await create()).body.Code).toBe("Forbidden.NoPermission");
		await call("POST", "/permissions", { ...permission, effect: "allow" });
		expect((await create()).status).toBe(200);
	});

	test("transition times can be changed; a reset brings those of the start back", async () => {
		const start = (await call("GET", "/timing")).body;
		expect(start.transitions.creating).toBe(CREATING_MS);
		const changed = await call("PATCH", "/timing", { transitions: { creating: 10 }, latencyMs: 1 });
		expect(changed.body).toEqual({ ...start, transitions: { ...start.transitions, creating: 10 }, latencyMs: 1 });
		const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
		setup.clock.advance(10);
		expect(await setup.status(InstanceId)).toBe("Activated");
		await call("POST", "/reset", {});
		expect((await call("GET", "/timing")).body).toEqual(start);
	});

	test("advancing the clock ends transitions at once", async () => {
		const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
		const before = (await call("GET", "/clock")).body.time;
		const { body } = await call("POST", "/clock/advance", { ms: CREATING_MS });
		expect(body.time).toBe(before + CREATING_MS);
		expect(await setup.status(InstanceId)).toBe("Activated");
	});
});

describe("the clock of an emulator that nobody gave one", () => {
	test("runs on from where it was moved, and a reset brings it back", async () => {
		const emulator = await createEmulator();
		const { body } = await control(emulator, "POST", "/clock/advance", { ms: DAY_MS });
		expect(body.offsetMs).toBe(DAY_MS);
		expect(emulator.clock.now()).toBeGreaterThanOrEqual(Date.now() + DAY_MS - 1000);
		expect(() => emulator.clock.advance(-1)).toThrow("Expected `ms` to be 0 or more, got -1");
		emulator.reset();
		expect(emulator.clock.offsetMs).toBe(0);
		await emulator.close();
	});
});

describe("the request record", () => {
	test("is read in pages, from a number on; numbers go on after the record was emptied", async () => {
		for (let index = 0; index < 5; index += 1) await setup.requester.vpcPeer("ListVpcPeerConnections");
		await setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: "pcc-none" });
		const first = (await call("GET", "/requests?limit=2")).body;
		expect(first).toMatchObject({ total: 6, requests: [{}, {}] });
		const second = (await call("GET", `/requests?after=${first.next}&limit=100`)).body;
		expect(second.requests).toHaveLength(4);
		expect((await call("GET", `/requests?after=${second.next}`)).body).toEqual({
			requests: [],
			total: 0,
			next: second.next,
		});
		expect((await call("GET", "/requests?failed=true")).body.requests).toMatchObject([
			{ code: "ResourceNotFound.InstanceId" },
		]);
		expect((await call("GET", "/requests?latest=true&limit=1")).body.requests).toMatchObject([{ number: second.next }]);
		expect((await call("GET", "/requests?action=ListVpcPeerConnections")).body.total).toBe(5);
		expect((await call("GET", `/requests?accountId=${ACCEPTER_UID}`)).body.total).toBe(0);
		await call("DELETE", "/requests");
		await setup.requester.vpcPeer("ListVpcPeerConnections");
		expect((await call("GET", "/requests")).body.requests).toMatchObject([{ number: second.next + 1 }]);
	});

	test("control requests are not in it", async () => {
		await call("GET", "/state");
		expect((await call("GET", "/requests")).body.total).toBe(0);
	});
});

describe("events", () => {
	test("tell of requests, changes of the world, faults, times, the clock, and of transitions that time ends", async () => {
		const events = readEvents(setup.emulator);
		const change = (kind: string) =>
			events.next(({ event, data }) => event === "change" && data.changes.includes(kind));
		expect((await events.next(({ event }) => event === "hello")).data.time).toBe(setup.clock.now());
		const instanceId = await setup.create(CROSS_ACCOUNT);
		await change("requests");
		setup.emulator.faults.add({ action: "*", kind: "hang" });
		await change("faults");
		setup.emulator.timing.change({ latencyMs: 0 });
		await change("settings");
		setup.emulator.clock.advance(1);
		await change("clock");
		setup.emulator.world.acceptConnection(instanceId);
		await change("state");
		setup.clock.advance(UPDATING_MS);
		await change("state");
		expect(await setup.emulator.state().connections).toMatchObject([{ status: "Activated" }]);
		events.close();
	});

	test("closing the emulator ends them", async () => {
		const emulator = await createEmulator();
		const events = readEvents(emulator);
		await events.next(({ event }) => event === "hello");
		await emulator.close();
		await expect(events.ended).resolves.toBe("ended");
	});

	test("in the process, a listener hears until it is taken away", async () => {
		const heard: string[] = [];
		const stop = setup.emulator.onChange((change) => heard.push(change));
		await setup.requester.vpcPeer("ListVpcPeerConnections");
		stop();
		stop();
		await setup.requester.vpcPeer("ListVpcPeerConnections");
		expect(heard).toEqual(["requests"]);
	});
});

describe("reset and seed", () => {
	test("a reset forgets connections, faults and the record", async () => {
		await setup.create();
		setup.emulator.faults.add({ action: "*", kind: "hang" });
		expect((await call("POST", "/reset", {})).body).toMatchObject({ connections: [] });
		expect(setup.emulator.faults.rules).toEqual([]);
		expect(setup.emulator.requests).toEqual([]);
	});

	test("a seed is what later resets go back to", async () => {
		const [account] = defaultSeed.accounts;
		if (account === undefined) throw new Error("The default seed has no account");
		const seed = {
			accounts: [{ ...account, vpcs: [{ id: "vpc-only", regionId: "cn-beijing", cidrBlock: "10.9.0.0/16" }] }],
		};
		expect((await call("POST", "/seed", seed)).body.accounts).toMatchObject([{ vpcs: [{ id: "vpc-only" }] }]);
		expect((await call("POST", "/reset", {})).body.accounts).toMatchObject([{ vpcs: [{ id: "vpc-only" }] }]);
		setup.emulator.seed(defaultSeed);
		expect((await state()).accounts).toHaveLength(2);
	});
});

/** Asks again and again, over HTTP, until the answer is yes. The test's own time limit ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
	while (!(await condition()));
}
