import { type Cloud, startCloud } from "./support/cloud";
import { intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
let stack: Stack;

beforeAll(async () => {
	cloud = await startCloud();
	const other = await Stack.create({
		cloud,
		program: programOf({ theirs: { ...intraRegion, name: "theirs", tags: { team: "other" } } }),
	});
	await other.up();
	stack = await Stack.create({
		cloud,
		program: programOf({ peering: { ...intraRegion, name: "mine", tags: { team: "network" }, adopt: true } }),
	});
});

test("A preview says which connection is adopted and what changes, and changes nothing", async () => {
	const { instanceId } = cloud.onlyConnection;
	const run = await stack.preview();
	expect(run.stdout).toContain(
		`warning: a connection between these two VPCs exists: ${instanceId} "theirs": Activated, from vpc-hangzhou-a1 to vpc-hangzhou-b1, created `,
	);
	expect(run.stdout).toContain(
		'`pulumi up` adopts it; changes name from "theirs" to "mine", sets tag team to "network".',
	);
	expect(cloud.onlyConnection).toMatchObject({ name: "theirs" });
	expect(cloud.mutations).toEqual(["CreateVpcPeerConnection"]);
});

test("An up adopts it, the next one has nothing to do, and a destroy deletes it", async () => {
	const { instanceId } = cloud.onlyConnection;
	const run = await stack.up();
	expect(run.stdout).toContain(`adopts ${instanceId} "theirs": Activated`);
	await expect(stack.outputs()).resolves.toMatchObject({ instanceId, status: "Activated" });
	expect(cloud.onlyConnection).toMatchObject({ instanceId, name: "mine" });

	const again = await stack.up();
	expect(again.stdout).toContain("2 unchanged");

	await stack.destroy();
	expect(cloud.emulator.world.connections()).toEqual([]);
});
