import { type Cloud, startCloud } from "./support/cloud";
import { intraRegion, programOf } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud();
});

beforeEach(() => cloud.emulator.reset());

test("a dry run says that the check passed and creates nothing; turned off, the connection is created", async () => {
	const stack = await Stack.create({ program: programOf({ peer: { ...intraRegion, dryRun: true } }), cloud });
	const tried = await stack.up();
	expect(tried.linesWith("dry run passed")).toContain(
		"dry run passed. The cloud would create a connection from vpc-hangzhou-a1 (cn-hangzhou) to vpc-hangzhou-b1 (cn-hangzhou); nothing was created.",
	);
	expect(cloud.emulator.world.connections()).toEqual([]);
	expect(await stack.outputs()).toEqual({ status: "DryRunPassed" });
	const [inState] = await stack.stateOfConnections();
	expect(inState?.id).toMatch(/^dry-run-/);

	cloud.emulator.clearRequests();
	const again = await stack.up();
	expect(again.lines).toContain("2 unchanged");
	expect(cloud.emulator.requests).toEqual([]);

	stack.write(programOf({ peer: { ...intraRegion, dryRun: false } }));
	await stack.up();
	expect(await stack.outputs()).toEqual({ status: "Activated", instanceId: cloud.onlyConnection.instanceId });
});

test("with a dry run, a change of a connection that exists is checked and not made", async () => {
	const stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud });
	await stack.up();
	const { instanceId } = cloud.onlyConnection;
	const withName = { ...intraRegion, name: "renamed" };
	stack.write(programOf({ peer: { ...withName, dryRun: true } }));
	const tried = await stack.up();
	expect(tried.lines).toContain(`dry run passed, ${instanceId} was not changed. Set dryRun: false to change it.`);
	expect(cloud.onlyConnection.name).toBe("");

	stack.write(programOf({ peer: withName }));
	await stack.up();
	expect(cloud.onlyConnection.name).toBe("renamed");
});

test("a dry run that the cloud refuses fails with the reason", async () => {
	const [account] = cloud.emulator.accounts;
	cloud.emulator.world.setCdt(account?.uid ?? "", { intra: false, openedByCreate: false });
	const stack = await Stack.create({ program: programOf({ peer: { ...intraRegion, dryRun: true } }), cloud });
	const failed = await stack.failingUp();
	const [reason] = failed.linesWith("error: CreateVpcPeerConnection");
	expect(reason).toContain("Cloud Data Transfer (CDT) is not activated in the account that makes the request");
	expect(reason).toContain("OperationFailed.CdtNotOpened");
	expect(await stack.stateOfConnections()).toEqual([]);
});
