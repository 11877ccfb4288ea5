import type { Cloud } from "./cloud";
import type { RunningPulumi } from "./running-pulumi";
import type { Stack } from "./stack";
import type { StateResource } from "./stack-state";

/** Kills engine, language host, program and provider, and takes away the lock that they leave. */
export async function killed(stack: Stack, run: RunningPulumi): Promise<void> {
	await killedWithLock(run);
	await stack.must("cancel", "--yes");
}

/** Kills engine, language host, program and provider; the lock stays, where the command takes one. */
export async function killedWithLock(run: RunningPulumi): Promise<void> {
	run.kill();
	expect((await run.ended).code).toBeNull();
}

/** There is exactly one connection, the state knows it and nothing else, and a further up has nothing to do. */
export async function expectOneConnection(cloud: Cloud, stack: Stack): Promise<void> {
	const { instanceId } = cloud.onlyConnection;
	// A run that has nothing to do leaves the state as the run before it did.
	const resources = await expectNothingToDo(cloud, stack);
	expect(cloud.onlyConnection.instanceId).toBe(instanceId);
	const [inState, ...others] = resources.filter(({ type }) => type.endsWith(":VpcPeerConnection"));
	expect(others).toEqual([]);
	expect(inState).toMatchObject({ id: instanceId, outputs: { instanceId, status: "Activated" } });
	expect(inState?.initErrors).toBeUndefined();
}

/**
 * A further up finds everything as it should be, and asks the cloud for no change. Resolves with what is in the state. A
 * create that was killed stays there among the pending operations: the engine forgets it only in a refresh that is told to.
 */
export async function expectNothingToDo(cloud: Cloud, stack: Stack): Promise<StateResource[]> {
	cloud.emulator.clearRequests();
	const again = await stack.up();
	expect(again.stdout).toMatch(/Resources:\s+\d+ unchanged\s/);
	expect(cloud.mutations).toEqual([]);
	return (await stack.exportState()).deployment.resources ?? [];
}

/** Neither the cloud nor the state has a connection. */
export async function expectNoConnection(cloud: Cloud, stack: Stack): Promise<void> {
	expect(cloud.emulator.world.connections()).toEqual([]);
	const { resources = [], pending_operations = [] } = (await stack.exportState()).deployment;
	expect(resources).toEqual([]);
	expect(pending_operations).toEqual([]);
}
