import { createEmulator } from "../../src/emulator";
import { ACCEPTER_UID, clientFor, INTER_REGION, REQUESTER_KEYS, SAME_ACCOUNT } from "./support/client";
import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const faults = () => setup.emulator.faults;
const create = () => setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
const list = () => setup.requester.vpcPeer("ListVpcPeerConnections");
const count = () => setup.emulator.world.connections().length;
const lastRequest = () => setup.emulator.requests.at(-1);

test("error answers the given error, once, without any effect", async () => {
	faults().add({
		action: "CreateVpcPeerConnection",
		kind: "error",
		httpStatus: 503,
		code: "ServiceUnavailable",
		message: "Come back later.",
		retryAfterMs: 1500,
	});
	const { status, headers, body } = await create();
	expect({ status, code: body.Code, message: body.Message }).toEqual({
		status: 503,
		code: "ServiceUnavailable",
		message: "Come back later.",
	});
	expect(headers["x-acs-retry-after"]).toBe("1500");
	expect(count()).toBe(0);
	expect(lastRequest()).toMatchObject({ httpStatus: 503, code: "ServiceUnavailable" });
	expect((await create()).status).toBe(200);
});

test("drop-before ends the connection without an effect", async () => {
	faults().add({ action: "CreateVpcPeerConnection", kind: "drop-before" });
	await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
	expect(count()).toBe(0);
	expect(lastRequest()).toMatchObject({ action: "CreateVpcPeerConnection", httpStatus: 0 });
});

test("drop-after ends the connection after the effect", async () => {
	faults().add({ action: "CreateVpcPeerConnection", kind: "drop-after" });
	await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
	expect(count()).toBe(1);
	const instanceId = setup.emulator.world.connections()[0]?.instanceId;
	expect(lastRequest()).toMatchObject({ httpStatus: 0, instanceId });
});

test("drop-after swallows a refusal as well", async () => {
	await ok(create());
	faults().add({ action: "CreateVpcPeerConnection", kind: "drop-after" });
	await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
	expect(lastRequest()).toMatchObject({ httpStatus: 0, code: "ResourceAlreadyExist.VpcPeer" });
});

test("truncate breaks the answer off in the middle, after the effect", async () => {
	faults().add({ action: "CreateVpcPeerConnection", kind: "truncate" });
	await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
	expect(count()).toBe(1);
	expect(lastRequest()).toMatchObject({ httpStatus: 200 });
});

test("not-json answers a page of a proxy, without an effect", async () => {
	faults().add({ action: "CreateVpcPeerConnection", kind: "not-json" });
	const { status, headers, text } = await create();
	expect({ status, type: headers["content-type"] }).toEqual({ status: 502, type: "text/html" });
	expect(text).toContain("<h1>502 Bad Gateway</h1>");
	expect(count()).toBe(0);
});

test("hang gives no answer until the emulator closes, and has no effect", async () => {
	const emulator = await createEmulator();
	emulator.faults.add({ action: "CreateVpcPeerConnection", kind: "hang" });
	const answer = clientFor(emulator, REQUESTER_KEYS).vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
	const failure = expect(answer).rejects.toMatchObject({ code: "ECONNRESET" });
	const request = await emulator.waitForRequest((one) => one.action === "CreateVpcPeerConnection");
	expect(request.httpStatus).toBe(0);
	expect(emulator.world.connections()).toEqual([]);
	await emulator.close();
	await failure;
});

test("delay answers later, as usual", async () => {
	faults().add({ action: "ListVpcPeerConnections", kind: "delay", ms: 40 });
	const start = performance.now();
	expect((await list()).status).toBe(200);
	expect(performance.now() - start).toBeGreaterThanOrEqual(39);
});

test("stale makes Get and List look at a time before the connection", async () => {
	const { InstanceId } = await ok(create());
	faults().add({ action: "GetVpcPeerConnectionAttribute", kind: "stale" });
	faults().add({ action: "ListVpcPeerConnections", kind: "stale" });
	const read = () => setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	expect((await read()).body.Code).toBe("ResourceNotFound.InstanceId");
	expect((await list()).body.TotalCount).toBe(0);
	expect((await read()).status).toBe(200);
	expect((await list()).body.TotalCount).toBe(1);
});

test("a rule can let requests pass first, and act several times", async () => {
	const rule = faults().add({ action: "*", skip: 1, times: 2, kind: "error", httpStatus: 500, code: "InternalError" });
	const statuses = [];
	for (let index = 0; index < 4; index += 1) statuses.push((await list()).status);
	expect(statuses).toEqual([200, 500, 500, 200]);
	expect(rule.hits).toBe(2);
});

test("a rule leaves other actions and other accounts alone", async () => {
	const error = { kind: "error", httpStatus: 500, code: "InternalError" } as const;
	faults().add({ action: "GetCallerIdentity", ...error });
	faults().add({ action: "*", accountId: ACCEPTER_UID, times: 9, ...error });
	expect((await list()).status).toBe(200);
	expect((await setup.accepter.vpcPeer("ListVpcPeerConnections")).status).toBe(500);
	expect((await setup.requester.sts("GetCallerIdentity")).status).toBe(500);
});

test("rules that act on the same request take their turn in the order they were added", async () => {
	faults().add({ action: "*", kind: "error", httpStatus: 500, code: "First" });
	faults().add({ action: "*", kind: "error", httpStatus: 500, code: "Second" });
	expect([(await list()).body.Code, (await list()).body.Code, (await list()).status]).toEqual(["First", "Second", 200]);
});

test("a rule that was removed, and rules that were cleared, do nothing any more", async () => {
	const error = { action: "*", kind: "error", httpStatus: 500, code: "InternalError", times: 9 } as const;
	faults().add(error).remove();
	expect((await list()).status).toBe(200);
	faults().add(error);
	faults().clear();
	expect((await list()).status).toBe(200);
});

test("hold suspends requests until they are released; meanwhile others go on", async () => {
	const hold = faults().hold({ action: "CreateVpcPeerConnection" });
	const first = create();
	await hold.held;
	expect(count()).toBe(0);
	expect((await list()).status).toBe(200);
	const other = { ...INTER_REGION, VpcId: "vpc-hangzhou-b1", AcceptingVpcId: "vpc-shanghai-b1" };
	const second = setup.requester.vpcPeer("CreateVpcPeerConnection", other);
	hold.release();
	expect([(await first).status, (await second).status]).toEqual([200, 200]);
	expect(count()).toBe(2);
});

test("a hold that ends before a request came says so", async () => {
	const hold = faults().hold({ action: "CreateVpcPeerConnection" });
	hold.release();
	await expect(hold.held).rejects.toThrow("The hold on CreateVpcPeerConnection ended before a request came");
	expect((await create()).status).toBe(200);
});

test("closing the emulator drops what is held and delayed, at once and without an effect", async () => {
	const emulator = await createEmulator({ latencyMs: 0 });
	const client = clientFor(emulator, REQUESTER_KEYS);
	const hold = emulator.faults.hold({ action: "CreateVpcPeerConnection" });
	emulator.faults.add({ action: "ListVpcPeerConnections", kind: "delay", ms: 600_000 });
	const held = expect(client.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT)).rejects.toThrow();
	await hold.held;
	const delayed = expect(client.vpcPeer("ListVpcPeerConnections")).rejects.toThrow();
	await emulator.close();
	await Promise.all([held, delayed]);
	expect(emulator.world.connections()).toEqual([]);
});
