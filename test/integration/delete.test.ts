import {
	actionsOf,
	crossAccount,
	failureOf,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

const route = { vpcId: "vpc-hangzhou-a1", destinationCidrBlock: "10.2.0.0/16" };

describe("delete", () => {
	it("deletes the connection and waits until the cloud does not find it", async () => {
		const made = await world.newProcess().up(ours);
		await world.newProcess().delete(made);
		expect(world.emulator.world.findConnection(made.id)?.status ?? "Deleted").toBe("Deleted");
		expect(world.emulator.requests.at(-1)).toMatchObject({
			action: "GetVpcPeerConnectionAttribute",
			code: "ResourceNotFound.InstanceId",
		});
	});

	it("counts a connection that is absent already as deleted", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.world.dropConnection(made.id);
		world.emulator.clearRequests();
		await world.newProcess().delete(made);
		expect(actionsOf(world.emulator)).not.toContain("DeleteVpcPeerConnection");
	});

	it("counts one that a lost answer's repetition no longer finds as deleted", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.faults.add({ action: "DeleteVpcPeerConnection", kind: "drop-after" });
		await world.newProcess().delete(made);
		expect(world.emulator.world.findConnection(made.id)?.status ?? "Deleted").toBe("Deleted");
	});

	it("does not take a connection for deleted that these credentials can't see", async () => {
		const made = await world.newProcess().up(ours);
		const failure = await failureOf(world.newProcess({ accountIndex: 1 }).delete(made));
		expect(failure.message).toContain("which can't see it");
		expect(world.emulator.world.findConnection(made.id)?.status).toBe("Activated");
	});

	it("names the way out when route entries are in the way", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.world.addRouteEntry({ ...route, nextHopId: made.id });
		const failure = await failureOf(world.newProcess().delete(made));

		expect(failure.message).toContain("route entries still point at the connection (OperationDenied.RouteEntryExist");
		expect(failure.message).toContain("set force: true, run `pulumi up`, and then destroy");
		expect(world.emulator.world.findConnection(made.id)?.status).toBe("Activated");
	});

	it("names the route entries that stay, and does not wait for them", async () => {
		const made = await world.newProcess().up(ours);
		const { id } = world.emulator.world.addRouteEntry({ ...route, nextHopId: made.id });
		const failure = await failureOf(world.newProcess().delete(made));
		expect(failure.message).toContain(`They are 10.2.0.0/16 in vtb-hangzhou-a1 (${id}).`);
		expect(actionsOf(world.emulator).filter((action) => action === "DeleteVpcPeerConnection")).toHaveLength(1);
	});

	it("sends again where the cloud still counts route entries that are gone", async () => {
		const made = await world.newProcess().up(ours);
		const fault = { kind: "error", httpStatus: 400, code: "OperationDenied.RouteEntryExist" } as const;
		world.emulator.faults.add({ action: "DeleteVpcPeerConnection", ...fault, times: 2 });
		await world.newProcess().delete(made);
		expect(world.emulator.world.findConnection(made.id)?.status ?? "Deleted").toBe("Deleted");
	});

	it("takes the route entries along with force, once an update has stored it", async () => {
		const process = world.newProcess();
		const made = await process.up(ours);
		world.emulator.world.addRouteEntry({ ...route, nextHopId: made.id });
		await expect(process.diff(made, { ...ours, force: true })).resolves.toMatchObject({ changes: true, replaces: [] });
		world.emulator.clearRequests();
		const forced = await process.update(made, { ...ours, force: true });
		expect(new Set(actionsOf(world.emulator))).toEqual(new Set(["GetVpcPeerConnectionAttribute"]));

		await world.newProcess().delete(forced);
		expect(world.emulator.world.routeEntries()).toEqual([]);
	});

	it("waits for a connection that is still being created, then deletes it", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 600, deleting: 20 } });
		const kept = world.newProcess().up({ ...ours, timeouts: { create: "100ms" } });
		const failure = (await failureOf(kept)) as Error & { id: string; properties: never };
		await world.newProcess().delete({ id: failure.id, outs: failure.properties });
		expect(world.emulator.world.findConnection(failure.id)?.status ?? "Deleted").toBe("Deleted");
	});

	it("goes on waiting when somebody deletes it already", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.world.modifyConnection(made.id, { status: "Deleting" });
		world.emulator.clearRequests();
		const deletion = world.newProcess().delete(made);
		await world.emulator.waitForRequest(({ action }) => action === "GetVpcPeerConnectionAttribute");
		world.emulator.world.dropConnection(made.id);
		await deletion;
		expect(actionsOf(world.emulator)).not.toContain("DeleteVpcPeerConnection");
	});

	it("deletes a request that nobody has accepted", async () => {
		const made = await world.newProcess().up(crossAccount);
		await world.newProcess().delete(made);
		expect(world.emulator.world.findConnection(made.id)?.status ?? "Deleted").toBe("Deleted");
	});

	it("keeps the resource and says what it saw when the connection does not go away in time", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 10, deleting: 60_000 } });
		const made = await world.newProcess().up({ ...ours, timeouts: { delete: "300ms" } });
		const failure = await failureOf(world.newProcess().delete(made));
		expect(failure.message).toMatch(
			new RegExp(
				`^waiting for ${made.id} to be Deleted or NotFound: still Deleting after 0\\.\\d s \\(timeout 0\\.3 s; saw Deleting \\d+x\\)\\. Run the same command again: it goes on waiting\\.`,
			),
		);
	});
});
