import {
	actionsOf,
	crossAccount,
	failureOf,
	interRegion,
	keptBy,
	livingIn,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

/** A connection that somebody else made before. */
function theirs(inputs: Record<string, unknown> = {}) {
	return world.newProcess().up({ ...interRegion, name: "theirs", ...inputs }, "somebody else");
}

const wanted = { ...interRegion, adopt: true };

describe("adopt", () => {
	it("takes over the connection of the pair as it is, and says so", async () => {
		const existing = await theirs();
		world.emulator.clearRequests();
		const { id, outs } = await world.newProcess().up(wanted);

		expect(id).toBe(existing.id);
		expect(outs).toMatchObject({ instanceId: existing.id, status: "Activated", name: "theirs", adopt: true });
		expect(outs).not.toHaveProperty("clientToken");
		expect(world.said).toEqual([
			expect.stringMatching(
				new RegExp(
					`^adopts ${id} "theirs": Activated, from vpc-hangzhou-a1 to vpc-shanghai-a1, created .*Z; it is as declared\\. From then on a destroy of this stack deletes it, .*$`,
				),
			),
		]);
		expect(actionsOf(world.emulator).filter((action) => !/^(Get|List)/.test(action))).toEqual([]);
	});

	it("makes it what the program declares, and names each change", async () => {
		const existing = await theirs({ bandwidth: 100, tags: { old: "1", both: "1" } });
		const inputs = {
			...wanted,
			name: "mine",
			bandwidth: 200,
			tags: { both: "2", new: "3" },
			resourceGroupId: "rg-network-1",
		};
		const made = await world.newProcess().up(inputs);

		expect(made.id).toBe(existing.id);
		expect(made.outs).toMatchObject({
			name: "mine",
			bandwidth: 200,
			tags: { both: "2", new: "3" },
			resourceGroupId: "rg-network-1",
		});
		expect(world.said[0]).toContain(
			`changes name from "theirs" to "mine", bandwidth from 100 to 200, resourceGroupId from "rg-default-1" to "rg-network-1", sets tag both to "2", sets tag new to "3", removes tag old.`,
		);
		await expect(world.newProcess().diff(made, inputs)).resolves.toMatchObject({ changes: false, replaces: [] });
	});

	it("creates a connection where none exists", async () => {
		const { id, outs } = await world.newProcess().up(wanted);
		expect(livingIn(world.emulator)).toEqual([id]);
		expect(outs.clientToken).toMatch(/^pulumi-/);
	});

	it("goes on with what it took over when it was broken off, with the id in the state", async () => {
		const existing = await theirs();
		world.emulator.world.denyAction("1210123456123456", "vpc:MoveResourceGroup");
		const inputs = { ...wanted, resourceGroupId: "rg-network-1" };
		const kept = await keptBy(world.newProcess().up(inputs));
		expect(kept.id).toBe(existing.id);
		expect(kept.reasons).toEqual([expect.stringContaining("MoveResourceGroup: ")]);

		world.emulator.world.allowAction("1210123456123456", "vpc:MoveResourceGroup");
		const again = await world.newProcess().update(kept, inputs);
		expect(again.outs.resourceGroupId).toBe("rg-network-1");
		expect(livingIn(world.emulator)).toEqual([existing.id]);
	});

	it("refuses a connection that goes the other way round, and says how to declare it", async () => {
		const existing = await world.newProcess().up(ours, "somebody else");
		const turned = { vpcId: ours.acceptingVpcId, acceptingVpcId: ours.vpcId, adopt: true };
		expect((await failureOf(world.newProcess().up(turned))).message).toMatch(
			new RegExp(
				`^The existing connection ${existing.id}: Activated, .*, can't be adopted: it goes the other way round: account 1210123456123456 asked for it, from vpc-hangzhou-a1 \\(cn-hangzhou\\) to vpc-hangzhou-b1 \\(cn-hangzhou\\)\\. Swap the two sides`,
			),
		);
	});

	it("refuses a connection that the cloud would not change as declared, before anything is changed", async () => {
		const existing = await theirs({ bandwidth: 100 });
		const failure = await failureOf(world.newProcess().up({ ...wanted, name: "mine", bandwidth: 9000 }));
		expect(failure.message).toMatch(
			/can't be adopted: it can't be made to match\. ModifyVpcPeerConnection: .*QuotaExceeded\.Bandwidth/,
		);
		expect(failure).not.toHaveProperty("properties");
		expect(world.emulator.world.findConnection(existing.id)).toMatchObject({ name: "theirs", bandwidth: 100 });
	});

	it("refuses one that waits for acceptance and would have to be changed, and says what can be done", async () => {
		const existing = await world.newProcess().up({ ...crossAccount, name: "theirs" }, "somebody else");
		const mine = { ...crossAccount, name: "mine", adopt: true };
		const failure = await failureOf(world.newProcess().up(mine));
		expect(failure.message).toMatch(
			/can't be adopted: it can't be made to match\. It is Accepting, and the cloud refuses to change it before account \d+ has accepted it\. The program changes name from "?theirs"? to "?mine"?: take that back and run `pulumi up`/,
		);
		await world.newProcess().up({ ...crossAccount, adopt: true });
		expect(livingIn(world.emulator)).toEqual([existing.id]);
	});

	it("takes over one that waits for acceptance, and says who has to accept", async () => {
		const existing = await world.newProcess().up(crossAccount, "somebody else");
		const { id, outs } = await world.newProcess().up({ ...crossAccount, adopt: true });
		expect(id).toBe(existing.id);
		expect(outs).toMatchObject({ status: "Accepting", pendingAcceptance: expect.stringContaining("must accept") });
	});

	it("passes over one that can never work again", async () => {
		const rejected = await world.newProcess().up(crossAccount, "somebody else");
		world.emulator.world.modifyConnection(rejected.id, { status: "Rejected" });
		const { id } = await world.newProcess().up({ ...crossAccount, adopt: true });
		expect(id).not.toBe(rejected.id);
	});

	it("with dryRun only says what would happen", async () => {
		const existing = await theirs();
		const { id, outs } = await world.newProcess().up({ ...wanted, name: "mine", dryRun: true });
		expect(id).toMatch(/^dry-run-/);
		expect(outs.status).toBe("DryRunPassed");
		expect(world.said.at(-1)).toMatch(
			new RegExp(
				`^dry run passed\\. \`pulumi up\` would adopt ${existing.id} .*; changes name from "theirs" to "mine"\\. Nothing was changed\\.$`,
			),
		);
		expect(world.emulator.world.findConnection(existing.id)?.name).toBe("theirs");
	});

	it("is asked for by the error that a second connection of the pair meets", async () => {
		const existing = await theirs();
		const failure = await failureOf(world.newProcess().up(interRegion, "another program"));
		expect(failure.message).toContain(
			`If this resource or its component was renamed, add the option { aliases: [{ name: "<old name>" }] } (for a VPC of a mesh formerName: "<old name>"; in a component of your own to both): then nothing is made or deleted. Otherwise adopt: true takes it over, or \`npx pulumi-alicloud-vpcpeer import-file ${existing.id} --name <name of this resource>\` imports it; if nothing needs it, delete it.`,
		);
	});
});

describe("the preview of an adoption", () => {
	async function preview(inputs: Record<string, unknown>) {
		const provider = world.newProcess({ config: { "alicloud-vpcpeer:preflight": "on" } });
		return provider.check({ __identity: "org/urn:pulumi:s::p::t::n", __announced: [], ...inputs });
	}

	it("says which connection is taken over and what changes, and sends no dry run of a create", async () => {
		const existing = await theirs();
		world.emulator.clearRequests();
		const { failures } = await preview({ ...wanted, name: "mine" });
		expect(failures).toEqual([]);
		expect(world.said).toEqual([
			expect.stringMatching(
				new RegExp(
					`^a connection between these two VPCs exists: ${existing.id} .*\\. \`pulumi up\` adopts it; changes name from "theirs" to "mine"\\. From then on a destroy of this stack deletes it, .*$`,
				),
			),
		]);
		expect(actionsOf(world.emulator)).not.toContain("CreateVpcPeerConnection");
	});

	it("fails where the connection can't be made what is declared", async () => {
		await world.newProcess().up(ours, "somebody else");
		const { failures } = await preview({ vpcId: ours.acceptingVpcId, acceptingVpcId: ours.vpcId, adopt: true });
		expect(failures).toEqual([
			{
				property: "acceptingVpcId",
				reason: expect.stringContaining("It can't be adopted: it goes the other way round"),
			},
		]);
	});
});
