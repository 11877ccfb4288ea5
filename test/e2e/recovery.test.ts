import type { ManualClock } from "../../src/emulator";
import { type Cloud, shippedEmulator, startCloud } from "./support/cloud";
import { crossAccount, interRegion, intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

/** Stands still: a connection stays Creating until a test lets the time pass. */
let clock: ManualClock;
let cloud: Cloud;

beforeAll(async () => {
	clock = (await shippedEmulator()).manualClock();
	cloud = await startCloud({ clock });
});

test("a wait that times out keeps the id; the next up goes on waiting and creates nothing", async () => {
	const timeouts = { create: "1s" };
	const stack = await Stack.create({ program: programOf({ peer: { ...intraRegion, timeouts } }), cloud });
	const failed = await stack.failingUp();
	const { instanceId } = cloud.onlyConnection;
	const [line] = failed.linesWith("still Creating");
	expect(line).toContain(`waiting for ${instanceId} to be Activated or Accepting: still Creating after `);
	expect(line).toContain("run `pulumi up` again to go on waiting. For longer waits set timeouts.create.");
	const [inState] = await stack.stateOfConnections();
	expect(inState).toMatchObject({ id: instanceId, outputs: { status: "Creating" } });

	clock.advance(1_000);
	await stack.up();
	expect(cloud.mutations).toEqual(["CreateVpcPeerConnection"]);
	expect(await stack.outputs()).toEqual({ instanceId, status: "Activated" });
	const [mended] = await stack.stateOfConnections();
	expect(mended?.initErrors).toBeUndefined();
});

test("waiting for the other account times out, and succeeds once it has accepted", async () => {
	const waiting = { ...crossAccount, waitForActivated: true, timeouts: { create: "1s" } };
	const otherCloud = await startCloud();
	const stack = await Stack.create({ program: programOf({ peer: waiting }), cloud: otherCloud });
	const failed = await stack.failingUp();
	const { instanceId } = otherCloud.onlyConnection;
	expect(failed.text).toContain(`waiting for ${instanceId} to be Activated: still Accepting after `);
	expect(failed.text).toContain("The accepter's account has to accept it");

	otherCloud.emulator.world.modifyConnection(instanceId, { status: "Activated" });
	await stack.up();
	expect(otherCloud.mutations).toEqual(["CreateVpcPeerConnection"]);
	expect(await stack.outputs()).toEqual({ instanceId, status: "Activated" });
});

test("an update that fails halfway is finished by the next up, with what is missing only", async () => {
	const otherCloud = await startCloud();
	const { faults, world } = otherCloud.emulator;
	const before = { ...interRegion, name: "before", tags: { team: "network" } };
	const stack = await Stack.create({ program: programOf({ peer: before }), cloud: otherCloud });
	await stack.up();
	otherCloud.emulator.clearRequests();
	const code = "Forbidden.NoPermission";
	faults.add({ kind: "error", action: "TagResources", httpStatus: 403, code, message: "No permission." });
	stack.write(programOf({ peer: { ...interRegion, name: "after", tags: { team: "data" } } }));
	const failed = await stack.failingUp();
	expect(failed.text).toContain("TagResources: ");
	expect(world.findConnection(otherCloud.onlyConnection.instanceId)?.name).toBe("after");

	await stack.up();
	expect(otherCloud.mutations).toEqual(["ModifyVpcPeerConnection", "TagResources", "TagResources"]);
	const [inState] = await stack.stateOfConnections();
	expect(inState).toMatchObject({ outputs: { name: "after", tags: { team: "data" } } });
});
