import { type Cloud, startCloud } from "./support/cloud";
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
	await killed(up);
	expect(cloud.emulator.world.connections()).toEqual([]);
	await nextUpEndsWithOne();
});

test("killed while the create request is on its way, which then is carried out", async () => {
	const hold = cloud.emulator.faults.hold(create);
	const up = startUp();
	await hold.held;
	await killed(up);
	hold.release();
	await cloud.emulator.waitForRequest(({ action }) => action === create.action);
	await nextUpEndsWithOne();
});

test("killed while it repeats the create request of which the answer was lost", async () => {
	cloud.emulator.faults.add({ ...create, kind: "drop-after" });
	const repeated = cloud.emulator.faults.hold(create);
	const up = startUp();
	await repeated.held;
	await killed(up);
	repeated.release();
	await nextUpEndsWithOne();
});

test("killed before it looks at the connection just made", async () => {
	const hold = cloud.emulator.faults.hold(look);
	const up = startUp();
	await hold.held;
	await killed(up);
	hold.release();
	await nextUpEndsWithOne();
});

test("killed while it waits", async () => {
	const up = startUp();
	const hold = cloud.emulator.faults.hold({ ...look, skip: 3 });
	await hold.held;
	await killed(up);
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

test("killed while an update is on its way: the next up finishes it", async () => {
	clock.letGo();
	await stack.up();
	stack.write(programOf({ peer: { ...intraRegion, name: "renamed", tags: { team: "network" } } }));
	const hold = cloud.emulator.faults.hold({ action: "ModifyVpcPeerConnection" });
	const up = startUp();
	await hold.held;
	await killed(up);
	hold.release();
	await nextUpEndsWithOne();
	expect(cloud.onlyConnection.name).toBe("renamed");
	expect(cloud.mutations.at(-1)).toBe("TagResources");
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

function startUp(): RunningPulumi {
	return stack.start("up", "--yes", "--skip-preview");
}

/** Kills engine, language host, program and provider, and takes away the lock that they leave. */
async function killed(up: RunningPulumi): Promise<void> {
	up.kill();
	expect((await up.ended).code).toBeNull();
	await stack.must("cancel", "--yes");
}

/** Whatever the killed run left: the next one ends with exactly one connection, and that one is in the state. */
async function nextUpEndsWithOne(): Promise<void> {
	clock.letGo();
	await stack.up();
	const { instanceId } = cloud.onlyConnection;
	const [inState, ...others] = await stack.stateOfConnections();
	expect(others).toEqual([]);
	expect(inState).toMatchObject({ id: instanceId, outputs: { instanceId, status: "Activated" } });
	const tokens = cloud.requestsOf(create.action).map(({ parameters }) => parameters["ClientToken"]);
	expect(new Set(tokens).size).toBe(1);
}
