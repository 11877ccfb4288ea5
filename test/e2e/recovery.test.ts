import { startCloud } from "./support/cloud";
import { crossAccount, interRegion, intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";
import { StoppedClock } from "./support/stopped-clock";

/** A connection that stays Creating for longer than the up waits. */
const impatient = { ...intraRegion, timeouts: { create: "1s" } };

test("a wait that times out keeps the id; the next up goes on waiting and creates nothing", async () => {
	const clock = new StoppedClock();
	const cloud = await startCloud({ clock });
	const stack = await Stack.create({ program: programOf({ peer: impatient }), cloud });
	const failed = await stack.failingUp();
	const { instanceId } = cloud.onlyConnection;
	const [line] = failed.linesWith("still Creating");
	expect(line).toContain(`waiting for ${instanceId} to be Activated or Accepting: still Creating after `);
	expect(line).toContain("run `pulumi up` again to go on waiting. For longer waits set timeouts.create.");
	const [inState] = await stack.stateOfConnections();
	expect(inState).toMatchObject({ id: instanceId, outputs: { status: "Creating" } });

	clock.letGo();
	await stack.up();
	expect(cloud.mutations).toEqual(["CreateVpcPeerConnection"]);
	expect(await stack.outputs()).toEqual({ instanceId, status: "Activated" });
	const [mended] = await stack.stateOfConnections();
	expect(mended?.initErrors).toBeUndefined();
});

test("a connection that a failed up left can be refreshed and destroyed", async () => {
	const clock = new StoppedClock();
	const cloud = await startCloud({ clock });
	const stack = await Stack.create({ program: programOf({ peer: impatient }), cloud });
	await stack.failingUp();
	clock.letGo();
	await stack.refresh();
	const [inState] = await stack.stateOfConnections();
	expect(inState).toMatchObject({ id: cloud.onlyConnection.instanceId, outputs: { status: "Activated" } });

	await stack.destroy();
	expect(cloud.emulator.world.connections()).toEqual([]);
});

test("waiting for the other account times out, and succeeds once it has accepted", async () => {
	const waiting = { ...crossAccount, waitForActivated: true, timeouts: { create: "1s" } };
	const cloud = await startCloud();
	const stack = await Stack.create({ program: programOf({ peer: waiting }), cloud });
	const failed = await stack.failingUp();
	const { instanceId } = cloud.onlyConnection;
	expect(failed.text).toContain(`waiting for ${instanceId} to be Activated: still Accepting after `);
	expect(failed.text).toContain("The accepter's account has to accept it");

	cloud.emulator.world.modifyConnection(instanceId, { status: "Activated" });
	await stack.up();
	expect(cloud.mutations).toEqual(["CreateVpcPeerConnection"]);
	expect(await stack.outputs()).toEqual({ instanceId, status: "Activated" });
});

test("an update that fails halfway is finished by the next up, with what is missing only", async () => {
	const cloud = await startCloud();
	const { faults, world } = cloud.emulator;
	const before = { ...interRegion, name: "before", tags: { team: "network" } };
	const stack = await Stack.create({ program: programOf({ peer: before }), cloud });
	await stack.up();
	cloud.emulator.clearRequests();
	const code = "Forbidden.NoPermission";
	faults.add({ kind: "error", action: "TagResources", httpStatus: 403, code, message: "No permission." });
	stack.write(programOf({ peer: { ...interRegion, name: "after", tags: { team: "data" } } }));
	const failed = await stack.failingUp();
	expect(failed.text).toContain("TagResources: ");
	expect(world.findConnection(cloud.onlyConnection.instanceId)?.name).toBe("after");

	await stack.up();
	expect(cloud.mutations).toEqual(["ModifyVpcPeerConnection", "TagResources", "TagResources"]);
	const [inState] = await stack.stateOfConnections();
	expect(inState).toMatchObject({ outputs: { name: "after", tags: { team: "data" } } });
});
