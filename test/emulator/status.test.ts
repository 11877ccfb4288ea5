import fc from "fast-check";
import { createEmulator } from "../../src/emulator";
import {
	allows,
	type ConnectionEvent,
	phaseAfter,
	type StatusDurations,
	statusAt,
	transitions,
	type VpcPeerStatus,
} from "../../src/emulator/status";
import { CROSS_ACCOUNT, clientFor, REQUESTER_KEYS, SAME_ACCOUNT } from "./support/client";
import { CREATING_MS, DAY_MS, DELETING_MS, ok, setupEmulator, UPDATING_MS } from "./support/setup";

const setup = setupEmulator();
const durations: StatusDurations = { creating: 30, updating: 10, deleting: 20, acceptance: 700, routing: 5 };

const settled: readonly VpcPeerStatus[] = ["Accepting", "Activated", "Rejected", "Expired"];
const passing: readonly VpcPeerStatus[] = ["Creating", "Updating", "Deleting", "Deleted"];

/** What may happen in which status, written down a second time: alicloud-api.md 2. */
const allowed: Record<Exclude<ConnectionEvent, `Create${string}`>, readonly VpcPeerStatus[]> = {
	Accept: ["Accepting"],
	Reject: ["Accepting"],
	Modify: ["Activated"],
	Delete: ["Accepting", "Activated", "Rejected", "Expired"],
};

const verbs = Object.keys(allowed) as (keyof typeof allowed)[];
const grid = verbs.flatMap((verb) => [...settled, ...passing.slice(0, 3)].map((status) => [verb, status] as const));

test.each(grid)("%s while %s is answered as the state machine says", async (verb, status) => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	setup.emulator.world.modifyConnection(InstanceId, { status });
	const { body } = await setup.accepter.vpcPeer(`${verb}VpcPeerConnection`, { InstanceId });
	expect(body.Code).toBe(allowed[verb].includes(status) ? undefined : "IncorrectStatus.VpcPeer");
	if (body.Code !== undefined) expect(body.Message).toContain(status);
});

test("Accept leads over Updating to Activated", async () => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	await ok(setup.accepter.vpcPeer("AcceptVpcPeerConnection", { InstanceId }));
	expect(await setup.status(InstanceId)).toBe("Updating");
	setup.clock.advance(UPDATING_MS);
	expect(await setup.status(InstanceId)).toBe("Activated");
	setup.clock.advance(30 * DAY_MS);
	expect(await setup.status(InstanceId)).toBe("Activated");
});

test("Reject leads to Rejected at once", async () => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	await ok(setup.accepter.vpcPeer("RejectVpcPeerConnection", { InstanceId }));
	expect(await setup.status(InstanceId)).toBe("Rejected");
});

test("Modify leads over Updating to Activated", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	await ok(setup.requester.vpcPeer("ModifyVpcPeerConnection", { InstanceId, Name: "n" }));
	expect(await setup.status(InstanceId)).toBe("Updating");
	setup.clock.advance(UPDATING_MS);
	expect(await setup.status(InstanceId)).toBe("Activated");
});

test("a request that nobody answers expires seven days after its creation", async () => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	setup.clock.advance(7 * DAY_MS - CREATING_MS - 1);
	expect(await setup.status(InstanceId)).toBe("Accepting");
	setup.clock.advance(1);
	expect(await setup.status(InstanceId)).toBe("Expired");
	const late = await setup.accepter.vpcPeer("AcceptVpcPeerConnection", { InstanceId });
	expect(late.body.Code).toBe("IncorrectStatus.VpcPeer");
});

test("Delete leads over Deleting to not found", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId }));
	setup.clock.advance(DELETING_MS - 1);
	expect(await setup.status(InstanceId)).toBe("Deleting");
	setup.clock.advance(1);
	const gone = await setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	expect(gone.body.Code).toBe("ResourceNotFound.InstanceId");
	expect(setup.emulator.world.findConnection(InstanceId)).toBeUndefined();
});

test("Deleted can be made readable for a while", async () => {
	const emulator = await createEmulator({ clock: setup.clock, deletedReadableMs: 500, createConflictMs: 0 });
	const client = clientFor(emulator, REQUESTER_KEYS);
	const { InstanceId } = await ok(client.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
	setup.clock.advance(CREATING_MS);
	await ok(client.vpcPeer("DeleteVpcPeerConnection", { InstanceId }));
	setup.clock.advance(DELETING_MS + 499);
	const readable = await client.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	expect(readable.body.Status).toBe("Deleted");
	await ok(client.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
	setup.clock.advance(1);
	const gone = await client.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	expect(gone.body.Code).toBe("ResourceNotFound.InstanceId");
	await emulator.close();
});

test("a new connection can be hidden from Get and List for a while, but not from its own rules", async () => {
	const emulator = await createEmulator({ clock: setup.clock, eventualConsistencyMs: 400, createConflictMs: 0 });
	const client = clientFor(emulator, REQUESTER_KEYS);
	const { InstanceId } = await ok(client.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
	setup.clock.advance(399);
	const early = await client.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId });
	expect(early.body.Code).toBe("ResourceNotFound.InstanceId");
	expect((await ok(client.vpcPeer("ListVpcPeerConnections"))).TotalCount).toBe(0);
	const again = await client.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT);
	expect(again.body.Code).toBe("ResourceAlreadyExist.VpcPeer");
	setup.clock.advance(1);
	expect((await ok(client.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }))).Status).toBe("Creating");
	expect((await ok(client.vpcPeer("ListVpcPeerConnections"))).TotalCount).toBe(1);
	await emulator.close();
});

const anyEvent = fc.constantFrom(...verbs);
const anySteps = fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 200 })), { maxLength: 12 });

test("whatever happens, only statuses of the machine are met, and Deleted is final", () => {
	const start = fc.constantFrom<ConnectionEvent>("CreateInAccount", "CreateAcrossAccounts");
	fc.assert(
		fc.property(start, anySteps, (created, steps) => {
			let now = 0;
			let phase = phaseAfter(created, now, durations.acceptance, durations);
			for (const [event, wait] of steps) {
				now += wait;
				const status = statusAt(phase, now);
				expect([...settled, ...passing]).toContain(status);
				if (status === "Deleted") expect(verbs.some((verb) => allows(verb, status))).toBe(false);
				if (!allows(event, status)) continue;
				phase = phaseAfter(event, now, phase.expiresAt, durations);
				expect(statusAt(phase, now + 50)).toBe(transitions[event].next);
			}
		}),
	);
});

test("a connection inside one account never waits for acceptance", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 5000 }), (now) => {
			const phase = phaseAfter("CreateInAccount", 0, durations.acceptance, durations);
			expect(statusAt(phase, now)).toBe(now < durations.creating ? "Creating" : "Activated");
		}),
	);
});

test("reading the status twice at one time gives the same answer, and time never turns back a settled one", () => {
	const times = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 2, maxLength: 20 });
	const order: VpcPeerStatus[] = ["Creating", "Accepting", "Expired"];
	fc.assert(
		fc.property(times, (list) => {
			const phase = phaseAfter("CreateAcrossAccounts", 0, durations.acceptance, durations);
			const seen = list.sort((a, b) => a - b).map((now) => order.indexOf(statusAt(phase, now)));
			expect(seen).not.toContain(-1);
			expect(seen).toEqual([...seen].sort((a, b) => a - b));
		}),
	);
});
