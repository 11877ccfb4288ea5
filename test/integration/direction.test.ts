import { vpcPeerConnectionAccepterHandlers } from "../../src/provider/vpc-peer-connection-accepter";
import type { VpcPeerConnectionAccepterState } from "../../src/schema/vpc-peer-connection-accepter-state";
import { kindOnRuntime } from "./support/kind-on-runtime";
import {
	actionsOf,
	crossAccount,
	failureOf,
	interRegion,
	livingIn,
	type Made,
	type ProviderOnEmulator,
	providerOnEmulator,
	secondAccount,
} from "./support/provider-on-emulator";

type Bag = Record<string, unknown>;

const firstAccount = "1210123456123456";

/** The same two VPCs, named the other way round. */
const turned = {
	regionId: "cn-shanghai",
	vpcId: interRegion.acceptingVpcId,
	acceptingRegionId: "cn-hangzhou",
	acceptingVpcId: interRegion.vpcId,
};
const turnedCrossAccount = {
	regionId: "cn-hangzhou",
	vpcId: crossAccount.acceptingVpcId,
	acceptingAliUid: firstAccount,
	acceptingRegionId: "cn-hangzhou",
	acceptingVpcId: crossAccount.vpcId,
};
const either = { direction: "either" };

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

/** Requests that changed something since they were last cleared, in order. */
function changes(): string[] {
	return world.emulator.requests
		.filter(({ action, parameters }) => !/^(Get|List|Describe|Assume)/.test(action) && parameters["DryRun"] !== "true")
		.map(({ action }) => action);
}

/** A process of the second account. */
function theirs() {
	return world.newProcess({ accountIndex: 1 });
}

function accepterOf(accountIndex: number) {
	const { runtime } = world.newProcess({ accountIndex });
	return kindOnRuntime<VpcPeerConnectionAccepterState>(runtime, vpcPeerConnectionAccepterHandlers);
}

/** A connection that the first account asked the second for, with these inputs; accepted. */
async function activatedBetweenAccounts(inputs: Bag = {}): Promise<Made> {
	const made = await world.newProcess().up({ ...crossAccount, ...inputs });
	world.emulator.world.acceptConnection(made.id);
	return made;
}

describe("Exchanged sides", () => {
	it("make a new connection by default", async () => {
		const made = await world.newProcess().up(interRegion);
		await expect(world.newProcess().diff(made, turned)).resolves.toMatchObject({
			changes: true,
			replaces: ["regionId", "vpcId", "acceptingRegionId", "acceptingVpcId"],
			deleteBeforeReplace: true,
		});
	});

	it('change nothing with direction "either"', async () => {
		const made = await world.newProcess().up(interRegion);
		await expect(world.newProcess().diff(made, { ...turned, ...either })).resolves.toMatchObject({
			changes: false,
			replaces: [],
		});
	});

	it("change nothing between two accounts, whoever asked", async () => {
		const made = await activatedBetweenAccounts();
		await expect(theirs().diff(made, { ...turnedCrossAccount, ...either })).resolves.toMatchObject({
			changes: false,
			replaces: [],
		});
	});

	it.each<[string, Bag, string[]]>([
		["another VPC", { vpcId: "vpc-shanghai-b1" }, ["vpcId", "acceptingVpcId"]],
		["another region", { regionId: "cn-beijing" }, ["regionId"]],
		["another account", { acceptingAliUid: secondAccount }, ["acceptingAliUid"]],
	])("and %s are still a new connection", async (_what, other, replaces) => {
		const made = await world.newProcess().up(interRegion);
		const { replaces: found = [] } = await world.newProcess().diff(made, { ...turned, ...either, ...other });
		expect(found).toEqual(expect.arrayContaining(replaces));
	});

	it("are named by the outputs as the program names them, from the next update on, and nothing drifts", async () => {
		const made = await world.newProcess().up({ ...interRegion, name: "before" });
		const inputs = { ...turned, ...either, name: "after" };
		world.emulator.clearRequests();
		const updated = await world.newProcess().update(made, inputs);
		expect(changes()).toEqual(["ModifyVpcPeerConnection"]);
		expect(updated.outs).toMatchObject({ ...turned, name: "after", instanceId: made.id, direction: "either" });
		expect(updated.outs.vpcIpv4Cidrs).toEqual(["10.3.0.0/16"]);
		expect(updated.outs.acceptingVpcIpv4Cidrs).toEqual(["10.1.0.0/16", "10.101.0.0/16"]);

		const read = await world.newProcess().read(updated);
		expect(read.inputs).toMatchObject(turned);
		expect(read.props).toMatchObject(turned);
		await expect(world.newProcess().diff(updated, inputs)).resolves.toMatchObject({ changes: false });
	});

	it("are read as the state names them while nothing was updated", async () => {
		const made = await world.newProcess().up(interRegion);
		const { props } = await world.newProcess().read(made);
		expect(props).toMatchObject(interRegion);
	});

	it("leave each account its own tags: those of the other are no reason to take any away", async () => {
		const made = await activatedBetweenAccounts({ tags: { of: "first" } });
		await accepterOf(1).up({ instanceId: made.id, tags: { by: "hand" } });
		world.emulator.clearRequests();
		const updated = await theirs().update(made, { ...turnedCrossAccount, ...either, name: "turned" });
		expect(changes()).toEqual(["ModifyVpcPeerConnection"]);
		expect(updated.outs).toMatchObject({ ownerId: secondAccount, acceptingAliUid: firstAccount, tags: { by: "hand" } });
		await expect(theirs().diff(updated, { ...turnedCrossAccount, ...either, name: "turned" })).resolves.toMatchObject({
			changes: false,
		});
	});

	it("can be deleted by either account", async () => {
		const made = await activatedBetweenAccounts();
		const updated = await theirs().update(made, { ...turnedCrossAccount, ...either, name: "turned" });
		await theirs().delete(updated);
		expect(livingIn(world.emulator)).toEqual([]);
	});
});

describe('adopt with direction "either"', () => {
	it("takes over a connection that goes the other way round, and names its ends as the program does", async () => {
		const existing = await world.newProcess().up(interRegion, "somebody else");
		world.emulator.clearRequests();
		const { id, outs } = await world.newProcess().up({ ...turned, ...either, adopt: true });
		expect(id).toBe(existing.id);
		expect(outs).toMatchObject(turned);
		expect(changes()).toEqual([]);
	});

	it("takes over one that the other account asked for", async () => {
		const existing = await activatedBetweenAccounts();
		const { id, outs } = await theirs().up({ ...turnedCrossAccount, ...either, adopt: true });
		expect(id).toBe(existing.id);
		expect(outs).toMatchObject({ ownerId: secondAccount, acceptingAliUid: firstAccount });
	});

	it("says so at preview", async () => {
		const existing = await world.newProcess().up(interRegion, "somebody else");
		const { runtime, check } = world.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "60s" } });
		runtime.isPreview = true;
		const { failures } = await check({ ...turned, ...either, adopt: true, __identity: "org/urn:pulumi:s::p::t::n" });
		expect(failures).toEqual([]);
		expect(world.said.join("\n")).toContain(existing.id);
		expect(world.said.join("\n")).toContain("`pulumi up` adopts it");
	});

	it("refuses one that nobody has accepted: the account of these credentials would have to", async () => {
		const existing = await world.newProcess().up(crossAccount, "somebody else");
		const failure = await failureOf(theirs().up({ ...turnedCrossAccount, ...either, adopt: true }));
		expect(failure.message).toContain(
			`it goes the other way round: account ${firstAccount} asked for it, from vpc-hangzhou-a1 (cn-hangzhou) to vpc-hangzhou-a2 (cn-hangzhou), and account ${secondAccount} has not accepted it. Accept it there, or delete it.`,
		);
		expect(livingIn(world.emulator)).toEqual([existing.id]);
	});
});

describe("An accepter whose account asked for the connection itself", () => {
	it("is refused by default", async () => {
		const { id } = await activatedBetweenAccounts();
		const failure = await failureOf(accepterOf(0).up({ instanceId: id }));
		expect(failure.message).toContain(`account ${secondAccount} has to answer`);
	});

	it('has nothing to answer with direction "either", once the other account has accepted', async () => {
		const { id } = await activatedBetweenAccounts();
		world.emulator.clearRequests();
		const inputs = { instanceId: id, acceptingRegionId: "cn-hangzhou", tags: { of: "first" }, ...either };
		const made = await accepterOf(0).up(inputs);
		expect(changes()).toEqual(["TagResources"]);
		expect(made.outs).toMatchObject({
			status: "Activated",
			acceptingAliUid: firstAccount,
			ownerId: secondAccount,
			acceptingVpcId: crossAccount.vpcId,
			tags: { of: "first" },
		});
		await expect(accepterOf(0).diff(made, inputs)).resolves.toMatchObject({ changes: false, replaces: [] });
		const read = await accepterOf(0).read(made);
		expect(read.props).toMatchObject({ acceptingAliUid: firstAccount, acceptingRegionId: "cn-hangzhou" });
		expect(read.inputs).toMatchObject({ acceptingRegionId: "cn-hangzhou" });
	});

	it("takes over from the other account's accepter without a replacement, and without taking tags away", async () => {
		const made = await world.newProcess().up({ ...crossAccount, tags: { of: "first" } });
		const before = await accepterOf(1).up({
			instanceId: made.id,
			acceptingRegionId: "cn-hangzhou",
			tags: { of: "second" },
		});
		const inputs = { instanceId: made.id, acceptingRegionId: "cn-hangzhou", ...either };
		await expect(accepterOf(0).diff(before, inputs)).resolves.toMatchObject({ replaces: [] });
		world.emulator.clearRequests();
		const after = await accepterOf(0).update(before, inputs);
		expect(changes()).toEqual([]);
		expect(after.outs).toMatchObject({ acceptingAliUid: firstAccount, tags: { of: "first" } });
	});

	it("is right at preview, too", async () => {
		const { id } = await activatedBetweenAccounts();
		const { runtime } = world.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "60s" } });
		runtime.isPreview = true;
		const accepter = kindOnRuntime<VpcPeerConnectionAccepterState>(runtime, vpcPeerConnectionAccepterHandlers);
		await expect(accepter.check({ instanceId: id, ...either })).resolves.toMatchObject({ failures: [] });
	});

	it("is refused while the other account has not accepted, with what there is to do", async () => {
		const { id } = await world.newProcess().up(crossAccount);
		const failure = await failureOf(accepterOf(0).up({ instanceId: id, ...either }));
		expect(failure.message).toBe(
			`${id} goes the other way round: account ${firstAccount}, to which these credentials belong, asked for it, and account ${secondAccount} has not accepted it. Accept it there, or delete it and run \`pulumi up --refresh\`: then a new one is made as declared.`,
		);
		expect(actionsOf(world.emulator)).not.toContain("AcceptVpcPeerConnection");
	});

	it("answers no other connection because the region of its end is the other one now", async () => {
		const made = await world.newProcess().up({
			regionId: "cn-hangzhou",
			vpcId: "vpc-hangzhou-a1",
			acceptingVpcId: "vpc-shanghai-a1",
			acceptingRegionId: "cn-shanghai",
		});
		const before = await accepterOf(0).up({ instanceId: made.id, acceptingRegionId: "cn-shanghai" });
		const inputs = { instanceId: made.id, acceptingRegionId: "cn-hangzhou" };
		await expect(accepterOf(0).diff(before, inputs)).resolves.toMatchObject({ replaces: ["acceptingRegionId"] });
		await expect(accepterOf(0).diff(before, { ...inputs, ...either })).resolves.toMatchObject({
			changes: false,
			replaces: [],
		});
		const after = await accepterOf(0).update(before, { ...inputs, ...either });
		expect(after.outs).toMatchObject({ acceptingRegionId: "cn-hangzhou", acceptingVpcId: "vpc-hangzhou-a1" });
	});
});
