import { createEmulator, type FaultKind, faultKinds, namedFaults } from "../../src/emulator";
import { CROSS_ACCOUNT, clientFor, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { DELETING_MS, ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const faults = () => setup.emulator.faults;
const count = () => setup.emulator.world.connections().length;
const create = () => setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
const list = () => setup.requester.vpcPeer("ListVpcPeerConnections");
const read = (InstanceId: string) => setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
const rename = (InstanceId: string, Name: string) =>
	setup.requester.vpcPeer("ModifyVpcPeerConnection", { InstanceId, Name });

describe("after the effect", () => {
	test("an error is answered although the work was done", async () => {
		faults().add({ action: "CreateVpcPeerConnection", ...namedFaults["internal-error"], afterEffect: true });
		expect(await create()).toMatchObject({ status: 500, body: { Code: "InternalError" } });
		expect(count()).toBe(1);
	});

	test("a page of a proxy is answered although the work was done", async () => {
		faults().add({ action: "CreateVpcPeerConnection", kind: "not-json", afterEffect: true });
		expect((await create()).status).toBe(502);
		expect(count()).toBe(1);
	});

	test("nothing is answered although the work was done, and the record names what was made", async () => {
		const emulator = await createEmulator();
		emulator.faults.add({ action: "CreateVpcPeerConnection", kind: "hang", afterEffect: true });
		const answer = clientFor(emulator, REQUESTER_KEYS).vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
		const failure = expect(answer).rejects.toMatchObject({ code: "ECONNRESET" });
		const request = await emulator.waitForRequest((one) => one.action === "CreateVpcPeerConnection");
		const made = emulator.world.connections().map(({ instanceId }) => instanceId);
		expect(made).toEqual([request.instanceId]);
		expect(request.httpStatus).toBe(0);
		await emulator.close();
		await failure;
	});

	test("an answer is held back until it is released, with the work done", async () => {
		const hold = faults().hold({ action: "CreateVpcPeerConnection", afterEffect: true });
		const answer = create();
		await hold.held;
		expect(count()).toBe(1);
		hold.release();
		expect((await answer).status).toBe(200);
	});
});

test("a hold can lose the answer of what it lets go", async () => {
	const hold = faults().hold({ action: "CreateVpcPeerConnection", loseAnswer: true });
	const failure = expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
	await hold.held;
	expect(count()).toBe(0);
	hold.release();
	await failure;
	expect(count()).toBe(1);
});

describe("an outage", () => {
	const outage = { action: "CreateVpcPeerConnection", kind: "outage", ms: 60 } as const;

	test.each([
		["before the effect", false, 0],
		["after the effect", true, 1],
	])(
		"%s resets the request, refuses connections for its time, and then all is as before",
		async (_when, afterEffect, made) => {
			faults().add({ ...outage, afterEffect });
			const start = performance.now();
			await expect(create()).rejects.toMatchObject({ code: "ECONNRESET" });
			await expect(list()).rejects.toMatchObject({ code: "ECONNREFUSED" });
			await setup.emulator.reachable();
			expect(performance.now() - start).toBeGreaterThanOrEqual(59);
			expect((await list()).body.TotalCount).toBe(made);
		},
	);

	test("cuts off what others were asking at that moment, whose work is done", async () => {
		const id = await setup.create();
		const hold = faults().hold({ action: "GetVpcPeerConnectionAttribute" });
		const failure = expect(read(id)).rejects.toMatchObject({ code: "ECONNRESET" });
		await hold.held;
		faults().add({ action: "*", kind: "outage", ms: 1 });
		await expect(list()).rejects.toMatchObject({ code: "ECONNRESET" });
		await failure;
		hold.release();
		await setup.emulator.reachable();
		expect((await read(id)).status).toBe(200);
	});

	test("is not waited for by an emulator that closes, and is over for good with it", async () => {
		const emulator = await createEmulator();
		emulator.faults.add({ action: "*", kind: "outage", ms: 600_000 });
		const client = clientFor(emulator, REQUESTER_KEYS);
		await expect(client.vpcPeer("ListVpcPeerConnections")).rejects.toMatchObject({ code: "ECONNRESET" });
		await emulator.close();
		await emulator.reachable();
		await expect(client.vpcPeer("ListVpcPeerConnections")).rejects.toMatchObject({ code: "ECONNREFUSED" });
	});
});

describe("slow answers", () => {
	test("slow-headers begins the answer later, with the work done at once", async () => {
		faults().add({ action: "CreateVpcPeerConnection", kind: "slow-headers", ms: 60 });
		const start = performance.now();
		const answer = create();
		await setup.emulator.waitForRequest(({ action }) => action === "CreateVpcPeerConnection").catch(() => undefined);
		expect((await answer).status).toBe(200);
		expect(performance.now() - start).toBeGreaterThanOrEqual(59);
		expect(count()).toBe(1);
	});

	test("slow-body sends the second half later, and the whole is right", async () => {
		const id = await setup.create();
		faults().add({ action: "GetVpcPeerConnectionAttribute", kind: "slow-body", ms: 60 });
		const start = performance.now();
		expect((await read(id)).body.InstanceId).toBe(id);
		expect(performance.now() - start).toBeGreaterThanOrEqual(59);
	});

	test("an emulator that closes does not wait for slow answers", async () => {
		const emulator = await createEmulator();
		const client = clientFor(emulator, REQUESTER_KEYS);
		emulator.faults.add({ action: "ListVpcPeerConnections", kind: "slow-body", ms: 600_000 });
		emulator.faults.add({ action: "GetCallerIdentity", kind: "slow-headers", ms: 600_000 });
		const answers = [client.vpcPeer("ListVpcPeerConnections"), client.sts("GetCallerIdentity")];
		const failures = Promise.allSettled(answers);
		await emulator.waitForRequest(({ action }) => action === "ListVpcPeerConnections");
		await emulator.close();
		expect((await failures).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	});
});

describe("duplicate", () => {
	test("carries a Create without a token out twice, and answers what the second met", async () => {
		faults().add({ action: "CreateVpcPeerConnection", kind: "duplicate" });
		expect((await create()).body.Code).toBe("ResourceAlreadyExist.VpcPeer");
		expect(count()).toBe(1);
	});

	test("leads a Create with a token to the one connection of the first time", async () => {
		faults().add({ action: "CreateVpcPeerConnection", kind: "duplicate" });
		const parameters = { ...SAME_ACCOUNT, ClientToken: "token-1" };
		const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", parameters));
		expect(setup.emulator.world.connections().map(({ instanceId }) => instanceId)).toEqual([InstanceId]);
	});

	test("lets a Delete meet the Deleting of its first time", async () => {
		const id = await setup.create();
		faults().add({ action: "DeleteVpcPeerConnection", kind: "duplicate" });
		const answer = await setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: id });
		expect(answer.body.Code).toBe("IncorrectStatus.VpcPeer");
		expect(setup.emulator.world.findConnection(id)?.status).toBe("Deleting");
	});
});

describe("old", () => {
	const old = { action: "*", kind: "old" } as const;

	test("does not find a connection just made", async () => {
		const id = await setup.create();
		faults().add({ ...old, times: 2 });
		expect((await read(id)).body.Code).toBe("ResourceNotFound.InstanceId");
		expect((await list()).body.TotalCount).toBe(0);
		expect((await read(id)).status).toBe(200);
	});

	test("shows the values before the last change, and then the new ones", async () => {
		const id = await setup.createAccepted();
		await ok(rename(id, "first"));
		setup.clock.advance(1000);
		await ok(rename(id, "second"));
		faults().add({ ...old, times: 2 });
		expect((await read(id)).body).toMatchObject({ Name: "first", Status: "Activated" });
		expect((await list()).body.VpcPeerConnects[0].Name).toBe("first");
		expect((await read(id)).body).toMatchObject({ Name: "second", Status: "Updating" });
	});

	test("is not led astray by a change that was refused", async () => {
		const id = await setup.createAccepted();
		await ok(rename(id, "first"));
		expect((await rename(id, "second")).body.Code).toBe("IncorrectStatus.VpcPeer");
		faults().add(old);
		expect((await read(id)).body.Name).toBe("");
	});

	test("shows the tags and the group from before", async () => {
		const id = await setup.create();
		const tags = { RegionId: "cn-hangzhou", ResourceType: "PeerConnection", "ResourceId.1": id };
		await ok(setup.requester.vpcPeer("TagResources", { ...tags, "Tag.1.Key": "team", "Tag.1.Value": "a" }));
		faults().add(old);
		expect((await read(id)).body.Tags ?? []).toEqual([]);
		expect((await read(id)).body.Tags).toEqual([{ Key: "team", Value: "a" }]);
	});

	test("still shows a connection that is deleted, to its owners only", async () => {
		const id = await setup.create();
		await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: id }));
		setup.clock.advance(DELETING_MS);
		faults().add({ ...old, times: 2 });
		expect((await read(id)).body.Status).toBe("Accepting");
		expect((await setup.accepter.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: id })).status).toBe(200);
		expect((await read(id)).body.Code).toBe("ResourceNotFound.InstanceId");
	});

	test("takes changes behind everybody's back in", async () => {
		const id = await setup.create();
		setup.emulator.world.modifyConnection(id, { description: "by hand" });
		faults().add(old);
		expect((await read(id)).body.Description).toBe("");
		setup.emulator.world.dropConnection(id);
		faults().add(old);
		expect((await read(id)).body.Description).toBe("by hand");
	});

	test("is forgotten by a reset", async () => {
		const id = await setup.create();
		setup.emulator.world.modifyConnection(id, { description: "by hand" });
		setup.emulator.reset();
		faults().add(old);
		expect((await list()).body.TotalCount).toBe(0);
	});
});

describe("signatures", () => {
	test("clock-skew over 15 minutes is refused, says both times, and has no effect", async () => {
		faults().add({ action: "*", kind: "clock-skew", ms: 16 * 60_000 });
		const { status, body } = await create();
		expect({ status, code: body.Code }).toEqual({ status: 400, code: "InvalidTimeStamp.Expired" });
		expect(body.Message).toMatch(/^Time \S+Z is more than 15 minutes away from \S+Z\.$/);
		expect(count()).toBe(0);
		expect((await create()).status).toBe(200);
	});

	test("clock-skew up to 15 minutes, to either side, is borne", async () => {
		for (const ms of [15 * 60_000, -15 * 60_000]) {
			faults().add({ action: "*", kind: "clock-skew", ms });
			expect((await list()).status).toBe(200);
		}
		faults().add({ action: "*", kind: "clock-skew", ms: -16 * 60_000 });
		expect((await list()).body.Code).toBe("InvalidTimeStamp.Expired");
	});

	test("expired-token ends the session for good; a new one works, and the account's own keys always did", async () => {
		const role = { RoleArn: `acs:ram::${REQUESTER_UID}:role/network`, RoleSessionName: "test" };
		const assume = async () => (await ok(setup.requester.sts("AssumeRole", role))).Credentials;
		const session = setup.as(await assume());
		const rule = faults().add({ action: "*", kind: "expired-token" });
		expect((await list()).status).toBe(200);
		expect(rule.hits).toBe(0);
		expect((await session.vpcPeer("ListVpcPeerConnections")).body.Code).toBe("InvalidSecurityToken.Expired");
		expect(rule.hits).toBe(1);
		expect((await session.vpcPeer("ListVpcPeerConnections")).body.Code).toBe("InvalidSecurityToken.Expired");
		expect((await setup.as(await assume()).vpcPeer("ListVpcPeerConnections")).status).toBe(200);
	});
});

test("a fault can be kept to one connection", async () => {
	const id = await setup.create(CROSS_ACCOUNT);
	const other = await setup.create(SAME_ACCOUNT);
	faults().add({ action: "*", instanceId: id, kind: "stale" });
	expect((await read(other)).status).toBe(200);
	expect((await read(id)).status).toBe(400);
});

test("the table of kinds names what each needs, and every named fault has it", () => {
	expect(Object.keys(namedFaults).length).toBeGreaterThan(0);
	for (const [name, fault] of Object.entries(namedFaults)) {
		expect({ name, needs: faultKinds[fault.kind satisfies FaultKind] }).toEqual({
			name,
			needs: faultKinds[fault.kind].filter((field) => field in fault),
		});
	}
});
