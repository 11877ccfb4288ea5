import {
	crossAccount,
	failureOf,
	interRegion,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

describe("read", () => {
	it("changes nothing when nothing has changed", async () => {
		const process = world.newProcess();
		const { inputs } = await process.check({ ...ours, name: "same", tags: { a: "1" }, __identity: "test/urn" });
		const made = await process.up({ ...ours, name: "same", tags: { a: "1" } });
		const { id, props, inputs: read } = await process.read(made);

		expect({ id, props }).toEqual({ id: made.id, props: made.outs });
		expect(read).toEqual(inputs);
	});

	it("brings back as inputs what was changed behind Pulumi's back, and the next update puts it right", async () => {
		const process = world.newProcess();
		const wanted = { ...interRegion, name: "mine", bandwidth: 100, tags: { a: "1" } };
		const made = await process.up(wanted);
		world.emulator.world.modifyConnection(made.id, {
			name: "theirs",
			bandwidth: 500,
			views: { "1210123456123456": { resourceGroupId: "rg-network-1", tags: [{ Key: "b", Value: "2" }] } },
		});
		const { props, inputs } = await process.read(made);

		expect(inputs).toMatchObject({ name: "theirs", bandwidth: 500, tags: { b: "2" } });
		expect(inputs).not.toHaveProperty("resourceGroupId");
		expect(inputs).not.toHaveProperty("acceptingAliUid");
		const drifted = { id: made.id, outs: props as NonNullable<typeof props> };
		await expect(process.diff(drifted, wanted)).resolves.toMatchObject({ changes: true, replaces: [] });
		const { outs } = await process.update(drifted, wanted);
		expect(outs).toMatchObject({ name: "mine", bandwidth: 100, tags: { a: "1" } });
	});

	it.each(["Rejected", "Expired", "Deleted"] as const)("reports a connection that is %s gone", async (status) => {
		const made = await world.newProcess().up(crossAccount);
		world.emulator.world.modifyConnection(made.id, { status });
		expect(await world.newProcess().read(made)).toEqual({});
	});

	it("reports a connection gone that the cloud does not find", async () => {
		const made = await world.newProcess().up(ours);
		world.emulator.world.dropConnection(made.id);
		expect(await world.newProcess().read(made)).toEqual({});
	});

	it("does not take a connection for gone that only another account's credentials can't see", async () => {
		const made = await world.newProcess().up(ours);
		const failure = await failureOf(world.newProcess({ accountIndex: 1 }).read(made));
		expect(failure.message).toBe(
			`${made.id} belongs to account 1210123456123456, but these credentials belong to account 253460731706911258, which can't see it. Use the credentials of account 1210123456123456.`,
		);
	});

	it("refuses to look for a connection of one cloud in another", async () => {
		const made = await world.newProcess().up(ours);
		const elsewhere = world.newProcess({ environment: { ALICLOUD_VPCPEER_ENDPOINT: "http://127.0.0.1:9" } });
		const message = `${made.id} belongs to the cloud at ${world.emulator.url}, but this run works against the cloud at http://127.0.0.1:9. Set ALICLOUD_VPCPEER_ENDPOINT=${world.emulator.url}, or use another stack for the other cloud.`;

		expect((await failureOf(elsewhere.read(made))).message).toBe(message);
		expect((await failureOf(elsewhere.delete(made))).message).toBe(message);
		expect((await failureOf(elsewhere.update(made, { ...ours, name: "x1" }))).message).toBe(message);
		expect((await failureOf(elsewhere.diff(made, ours))).message).toBe(message);
	});

	it("refuses a state that a newer release wrote, and one that no release wrote", async () => {
		const process = world.newProcess();
		const made = await process.up(ours);
		const newer = { ...made, outs: { ...made.outs, __state: { shape: 99, given: [] } } };
		const foreign = { id: "pcc-x", outs: { instanceId: "pcc-x" } as never };

		expect((await failureOf(process.read(newer))).message).toContain("has shape 99");
		expect((await failureOf(process.read(foreign))).message).toContain("has no shape that pulumi-alicloud-vpcpeer");
	});
});

describe("read for VpcPeerConnection.get, which has no state", () => {
	const props = { __identity: "test/urn", profile: undefined } as never;

	it("gives all outputs, and a refresh of them changes nothing", async () => {
		const process = world.newProcess();
		const made = await process.up({ ...interRegion, name: "theirs", tags: { a: "1" } });
		const { clientToken, ...told } = made.outs;

		const got = await world.newProcess().read({ id: made.id, outs: props });
		expect(got).toEqual({ id: made.id, props: { ...told, __state: { shape: 1, given: [], lookedUp: true } } });
		const refreshed = await world.newProcess().read({ id: made.id, outs: got.props as never });
		expect(refreshed.props).toEqual(got.props);
	});

	it("shows a dead connection as it is", async () => {
		const made = await world.newProcess().up(crossAccount);
		world.emulator.world.modifyConnection(made.id, { status: "Rejected" });
		const { props: got } = await world.newProcess().read({ id: made.id, outs: props });
		expect(got).toMatchObject({ instanceId: made.id, status: "Rejected" });
	});

	it("fails for a connection that is not there, and says where it looked", async () => {
		const failure = await failureOf(world.newProcess().read({ id: "pcc-none", outs: props }));
		expect(failure.message).toBe(
			`pcc-none is not found. Looked in the cloud at ${world.emulator.url} with the credentials of account 1210123456123456; only the two accounts of a connection see it. Check the id, or name the profile or assumeRole of one of the two accounts; if somebody deleted it, \`pulumi up --refresh\` makes it anew where it is declared.`,
		);
	});
});
