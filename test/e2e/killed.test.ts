import { type Cloud, startCloud } from "./support/cloud";
import { expectOneConnection, killed, killedWithLock } from "./support/killed-run";
import { intraRegion, programOf } from "./support/programs";
import type { RunningPulumi } from "./support/running-pulumi";
import { Stack } from "./support/stack";
import { StoppedClock } from "./support/stopped-clock";

/** The cloud's time stands still until the killed run is over, so that a connection stays Creating for as long. */
let clock: StoppedClock;
let cloud: Cloud;
let stack: Stack;

const create = { action: "CreateVpcPeerConnection" };
const look = { action: "GetVpcPeerConnectionAttribute" };

beforeEach(async () => {
	clock = new StoppedClock();
	cloud = await startCloud({ clock });
	stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud });
});

test("killed while the create request is on its way, which then is lost", async () => {
	cloud.emulator.faults.add({ ...create, kind: "hang" });
	const up = startUp();
	await cloud.emulator.waitForRequest(({ action }) => action === create.action);
	await killed(stack, up);
	expect(cloud.emulator.world.connections()).toEqual([]);
	await nextUpEndsWithOne();
});

test("killed while the create request is on its way, which then is carried out", async () => {
	const hold = cloud.emulator.faults.hold(create);
	const up = startUp();
	await hold.held;
	await killed(stack, up);
	hold.release();
	await cloud.emulator.waitForRequest(({ action }) => action === create.action);
	await nextUpEndsWithOne();
});

test("killed when the create request was carried out, before its answer arrives", async () => {
	const hold = cloud.emulator.faults.hold({ ...create, afterEffect: true });
	const up = startUp();
	await hold.held;
	expect(cloud.onlyConnection.status).toBe("Creating");
	await killed(stack, up);
	hold.release();
	expect(await stack.stateOfConnections()).toEqual([]);
	await nextUpEndsWithOne();
});

test("killed while it repeats the create request of which the answer was lost", async () => {
	cloud.emulator.faults.add({ ...create, kind: "drop-after" });
	const repeated = cloud.emulator.faults.hold(create);
	const up = startUp();
	await repeated.held;
	await killed(stack, up);
	repeated.release();
	await nextUpEndsWithOne();
});

test("killed before it looks at the connection just made", async () => {
	const hold = cloud.emulator.faults.hold(look);
	const up = startUp();
	await hold.held;
	await killed(stack, up);
	hold.release();
	await nextUpEndsWithOne();
});

test("killed while it waits", async () => {
	const up = startUp();
	const hold = cloud.emulator.faults.hold({ ...look, skip: 3 });
	await hold.held;
	await killed(stack, up);
	hold.release();
	await nextUpEndsWithOne();
});

test("the engine alone killed, while the provider goes on: the next up meets its work", async () => {
	const hold = cloud.emulator.faults.hold(create);
	const up = startUp();
	await hold.held;
	up.killEngine();
	await up.ended;
	await stack.must("cancel", "--yes");
	hold.release();
	await nextUpEndsWithOne();
});

test("the provider process alone killed: the up fails, and the next one ends with one connection", async () => {
	const hold = cloud.emulator.faults.hold(look);
	const up = startUp();
	await hold.held;
	up.killProvider();
	const run = await up.ended;
	expect(run.code).not.toBe(0);
	expect(await stack.stateOfConnections()).toEqual([]);
	hold.release();
	await nextUpEndsWithOne();
});

test("a preview killed while it looks: nothing is made or locked, and the up is as if it had never been", async () => {
	const hold = cloud.emulator.faults.hold({ action: "ListVpcPeerConnections" });
	const preview = stack.start("preview");
	await hold.held;
	await killedWithLock(preview);
	hold.release();
	expect(cloud.mutations).toEqual([]);
	await nextUpEndsWithOne();
});

test("an up killed between its preview and its first request: nothing is made, and the next up makes it", async () => {
	const up = stack.start("up", "--yes");
	// The last request of the preview; the run itself sends none with DryRun.
	await cloud.emulator.waitForRequest(({ parameters }) => parameters["DryRun"] === "true");
	const first = cloud.emulator.faults.hold({ action: "*" });
	await first.held;
	await killed(stack, up);
	cloud.emulator.faults.clear();
	expect(cloud.mutations).toEqual([]);
	await nextUpEndsWithOne();
});

test("a killed up leaves its lock: the next up says so and does nothing, and works after `pulumi cancel`", async () => {
	const hold = cloud.emulator.faults.hold(look);
	const up = startUp();
	await hold.held;
	await killedWithLock(up);
	hold.release();
	const refused = await stack.failingUp();
	expect(refused.text).toContain("the stack is currently locked by 1 lock(s)");
	expect(refused.text).toContain("pulumi cancel");
	expect(cloud.mutations).toEqual([create.action]);

	const cancel = await stack.must("cancel", "--yes");
	expect(cancel.text).toContain("has been canceled");
	await nextUpEndsWithOne();
});

function startUp(): RunningPulumi {
	return stack.start("up", "--yes", "--skip-preview");
}

/** Whatever the killed run left: the next one, preview and all, ends with exactly one connection, asked for by one token. */
async function nextUpEndsWithOne(): Promise<void> {
	clock.letGo();
	await stack.must("up", "--yes");
	const creates = cloud.mutatingRequests.filter(({ action }) => action === create.action);
	expect(new Set(creates.map(({ parameters }) => parameters["ClientToken"])).size).toBe(1);
	await expectOneConnection(cloud, stack);
}
