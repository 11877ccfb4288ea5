import {
	actionsOf,
	crossAccount,
	failureOf,
	interRegion,
	keptBy,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
	secondAccount,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

const mutations = ["ModifyVpcPeerConnection", "MoveResourceGroup", "TagResources", "UnTagResources"];

async function changed(from: Record<string, unknown>, to: Record<string, unknown>) {
	const process = world.newProcess();
	const made = await process.up(from);
	world.emulator.clearRequests();
	const updated = await process.update(made, to);
	const sent = actionsOf(world.emulator).filter((action) => mutations.includes(action));
	return { made, updated, sent, process };
}

describe("update", () => {
	it("changes name, description, bandwidth and link type with one ModifyVpcPeerConnection", async () => {
		const { updated, sent } = await changed(
			{ ...interRegion, name: "old", bandwidth: 100 },
			{ ...interRegion, name: "new", description: "changed", bandwidth: 300, linkType: "Platinum" },
		);

		expect(sent).toEqual(["ModifyVpcPeerConnection"]);
		expect(updated.outs).toMatchObject({
			status: "Activated",
			name: "new",
			description: "changed",
			bandwidth: 300,
			linkType: "Platinum",
		});
	});

	it("sends only what differs", async () => {
		await changed({ ...interRegion, name: "same", bandwidth: 100 }, { ...interRegion, name: "same", bandwidth: 101 });
		const [modify] = world.emulator.requests.filter(({ action }) => action === "ModifyVpcPeerConnection");
		expect(Object.keys(modify?.parameters ?? {}).sort()).toEqual(["Bandwidth", "ClientToken", "InstanceId"]);
	});

	it("moves the resource group with MoveResourceGroup alone", async () => {
		const { updated, sent } = await changed(ours, { ...ours, resourceGroupId: "rg-network-1" });
		expect(sent).toEqual(["MoveResourceGroup"]);
		expect(updated.outs.resourceGroupId).toBe("rg-network-1");
	});

	it("sets new and changed tags and removes the others", async () => {
		const { updated, sent } = await changed(
			{ ...ours, tags: { keep: "1", change: "old", drop: "x" } },
			{ ...ours, tags: { keep: "1", change: "new", add: "y" } },
		);
		expect(sent).toEqual(["UnTagResources", "TagResources"]);
		expect(updated.outs.tags).toEqual({ add: "y", change: "new", keep: "1" });
		const [tag] = world.emulator.requests.filter(({ action }) => action === "TagResources");
		expect(tag?.parameters).not.toHaveProperty("Tag.3.Key");
	});

	it("removes the key first where the cloud does not take a new value for one that is there", async () => {
		world.emulator.faults.add({
			action: "TagResources",
			kind: "error",
			code: "Forbidden.TagKey.Duplicated",
			httpStatus: 400,
		});
		const { updated, sent } = await changed(
			{ ...ours, tags: { keep: "1", change: "old" } },
			{ ...ours, tags: { keep: "1", change: "new" } },
		);
		expect(updated.outs.tags).toEqual({ change: "new", keep: "1" });
		expect(sent).toEqual(["TagResources", "UnTagResources", "TagResources"]);
	});

	it("removes all tags when the program no longer gives any, and leaves tags alone that it never gave", async () => {
		const { updated } = await changed({ ...ours, tags: { a: "1" } }, ours);
		expect(updated.outs.tags).toEqual({});
	});

	it("goes back to the documented default when bandwidth is taken out of the program", async () => {
		const { updated } = await changed({ ...interRegion, bandwidth: 100 }, interRegion);
		expect(updated.outs.bandwidth).toBe(1024);
	});

	it("leaves a name alone that is taken out of the program", async () => {
		const { process, made } = await changed({ ...ours, name: "stays" }, { ...ours, name: "stays" });
		await expect(process.diff(made, ours)).resolves.toMatchObject({ changes: false });
	});

	it("waits until the change is visible and the connection Activated again", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 10, updating: 300, deleting: 10 } });
		const { updated } = await changed(ours, { ...ours, name: "later" });
		expect(updated.outs).toMatchObject({ status: "Activated", name: "later" });
	});

	it("waits for a connection that is still being changed before it changes it", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 10, updating: 400, deleting: 10 } });
		const process = world.newProcess();
		const made = await process.up(ours);
		const [first, second] = await Promise.all([
			process.update(made, { ...ours, name: "one" }),
			process.update(made, { ...ours, name: "one", description: "other" }),
		]);
		expect([first.outs.status, second.outs.status]).toEqual(["Activated", "Activated"]);
		expect(second.outs.description).toBe("other");
	});

	it("does the rest in the next run when it fails halfway", async () => {
		const process = world.newProcess();
		const made = await process.up({ ...ours, tags: { a: "1" } });
		const wanted = { ...ours, name: "renamed", resourceGroupId: "rg-unknown", tags: { a: "2" } };
		const kept = await keptBy(process.update(made, wanted));
		expect(kept.reasons[0]).toContain("OperationFailed.NotExist.ResourceGroup");

		world.emulator.clearRequests();
		const next = await process.update(kept, { ...wanted, resourceGroupId: "rg-network-1" });
		expect(next.outs).toMatchObject({ name: "renamed", resourceGroupId: "rg-network-1", tags: { a: "2" } });
		expect(actionsOf(world.emulator).filter((action) => mutations.includes(action))).toEqual([
			"MoveResourceGroup",
			"TagResources",
		]);
	});

	it("goes on waiting after a create that timed out, without creating again", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 900 } });
		const kept = await keptBy(world.newProcess().up({ ...ours, timeouts: { create: "200ms" } }));
		expect(kept.outs.status).toBe("Creating");

		world.emulator.clearRequests();
		const done = await world.newProcess().update(kept, { ...ours, timeouts: { create: "200ms" } });
		expect(done.outs.status).toBe("Activated");
		expect(new Set(actionsOf(world.emulator))).toEqual(new Set(["GetVpcPeerConnectionAttribute"]));
	});

	it("says that a connection is gone, and the next run makes a new one", async () => {
		const process = world.newProcess();
		const made = await process.up(ours);
		world.emulator.world.dropConnection(made.id);
		const kept = await keptBy(process.update(made, { ...ours, name: "late" }));

		expect(kept.reasons).toEqual([
			`${made.id} does not exist any more: somebody deleted it. Run \`pulumi up\` again: it makes a new connection.`,
		]);
		await expect(process.diff(kept, { ...ours, name: "late" })).resolves.toMatchObject({ replaces: ["status"] });
	});

	it("says so, too, where the looks before it were answered out of date and the cloud finds nothing to change", async () => {
		const process = world.newProcess();
		const made = await process.up(ours);
		world.emulator.world.dropConnection(made.id);
		for (const change of [{ tags: { team: "network" } }, { name: "late" }, { resourceGroupId: "rg-network-1" }]) {
			world.emulator.faults.add({ action: "GetVpcPeerConnectionAttribute", times: 2, kind: "old" });
			const kept = await keptBy(process.update(made, { ...ours, ...change }));
			world.emulator.faults.clear();
			expect(kept.reasons).toEqual([
				`${made.id} does not exist any more: somebody deleted it. Run \`pulumi up\` again: it makes a new connection.`,
			]);
			expect(kept.outs).toMatchObject({ status: "Deleted" });
		}
	});

	it("sends what its first looks did not show, because they were answered out of date", async () => {
		const process = world.newProcess();
		const made = await process.up(ours);
		const tagged = await process.update(made, { ...ours, tags: { team: "network" } });
		world.emulator.clearRequests();
		world.emulator.faults.add({ action: "GetVpcPeerConnectionAttribute", times: 2, kind: "old" });
		const wanted = { ...ours, name: "renamed" };
		const updated = await process.update({ id: made.id, outs: tagged.outs }, wanted);

		const sent = actionsOf(world.emulator).filter((action) => mutations.includes(action));
		expect(sent).toEqual(["ModifyVpcPeerConnection", "UnTagResources"]);
		expect(updated.outs).toMatchObject({ name: "renamed", tags: {} });
		expect(world.emulator.world.findConnection(made.id)).toMatchObject({ name: "renamed" });
	});

	it("notes that a connection is gone where the first look was answered out of date, and the next run makes a new one", async () => {
		const process = world.newProcess();
		const made = await process.up(ours);
		world.emulator.world.dropConnection(made.id);
		world.emulator.faults.add({ action: "GetVpcPeerConnectionAttribute", times: 1, kind: "old" });
		const kept = await keptBy(process.update(made, { ...ours, name: "late" }));

		expect(kept.reasons[0]).toMatch(/it is NotFound .* Run `pulumi up` again: it replaces the connection/);
		expect(kept.outs.status).toBe("Deleted");
		await expect(process.diff(kept, { ...ours, name: "late" })).resolves.toMatchObject({ replaces: ["status"] });
	});

	it("goes on waiting for the other account when waitForActivated is turned on", async () => {
		const process = world.newProcess();
		const made = await process.up(crossAccount);
		const waiting = { ...crossAccount, waitForActivated: true };
		await expect(process.diff(made, waiting)).resolves.toMatchObject({ changes: true, replaces: [] });

		world.emulator.clearRequests();
		const update = process.update(made, waiting);
		await world.emulator.waitForRequest(({ action }) => action === "GetVpcPeerConnectionAttribute");
		world.emulator.world.modifyConnection(made.id, { status: "Activated" });
		const updated = await update;
		expect(updated.outs.status).toBe("Activated");
		expect(updated.outs).not.toHaveProperty("pendingAcceptance");
		expect(updated.outs.acceptingAliUid).toBe(secondAccount);
	});

	it("only checks a change while dryRun is on", async () => {
		const { made, updated, process } = await changed(
			{ ...ours, name: "kept" },
			{ ...ours, name: "wanted", dryRun: true },
		);
		expect(updated.outs).toEqual(made.outs);
		expect(world.emulator.world.findConnection(made.id)?.name).toBe("kept");
		await expect(process.diff(updated, { ...ours, name: "wanted", dryRun: true })).resolves.toEqual({ changes: true });
	});

	it("says the code and the next step when the cloud refuses a change", async () => {
		const process = world.newProcess();
		const made = await process.up({ ...interRegion, bandwidth: 100 });
		const failure = await failureOf(process.update(made, { ...interRegion, bandwidth: 5000 }));
		expect(failure.message).toMatch(
			/^ModifyVpcPeerConnection: the bandwidth is above the account's quota \(1024 Mbit\/s by default\) \(QuotaExceeded\.Bandwidth, HTTP 400, RequestId /,
		);
	});
});
