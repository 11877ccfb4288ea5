import { planImport } from "../../src/import/import-plan";
import type { Wanted } from "../../src/import/imported";
import { vpcPeerConnectionAccepterHandlers } from "../../src/provider/vpc-peer-connection-accepter";
import { vpcPeerRouteHandlers } from "../../src/provider/vpc-peer-route";
import {
	crossAccount,
	interRegion,
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

const stack = { organization: "acme", project: "shop", stack: "prod" };
const connection = (id: string): Wanted => ({ kind: "VpcPeerConnection", id, from: id, credentials: {} });
const accepter = (id: string): Wanted => ({ kind: "VpcPeerConnectionAccepter", id, from: id, credentials: {} });

test("The file holds what a create would have stored, and diff finds no change", async () => {
	const made = await world.newProcess().up({ ...interRegion, name: "mine", tags: { a: "1" }, bandwidth: 200 });
	const provider = world.newProcess();
	const { file } = await planImport(provider.runtime, [connection(made.id)], stack);
	const [spec] = file.resources;
	const outputs = spec?.outputs as typeof made.outs;

	const { clientToken, __state, __identity, ...facts } = made.outs;
	const identity = "acme/urn:pulumi:prod::shop::pulumi-nodejs:dynamic/alicloud/vpcpeer:VpcPeerConnection::mine";
	expect(outputs).toEqual({
		...facts,
		__state: {
			shape: 1,
			given: [
				"regionId",
				"vpcId",
				"acceptingRegionId",
				"acceptingVpcId",
				"name",
				"bandwidth",
				"linkType",
				"resourceGroupId",
				"tags",
			],
		},
		__identity: identity,
		__provider: expect.stringContaining('handler("VpcPeerConnection")'),
	});
	const { __provider, ...inputs } = (spec?.inputs ?? {}) as Record<string, unknown>;
	await expect(provider.diff({ id: made.id, outs: outputs }, inputs)).resolves.toMatchObject({ changes: false });
	const read = await provider.read({ id: made.id, outs: outputs });
	// The engine's provider process adds the stub to what read returns.
	expect({ ...read.props, __provider }).toEqual(outputs);
	expect(read.inputs).toEqual(inputs);
});

test("A value that no program may say is left out, with a note", async () => {
	const made = await world.newProcess().up(ours);
	world.emulator.world.modifyConnection(made.id, { name: "made at the console" });
	const { program, remarks, file } = await planImport(world.newProcess().runtime, [connection(made.id)], stack);
	expect(program).not.toContain("name:");
	expect(file.resources[0]?.name).toBe("made at the console");
	expect(remarks).toEqual([
		`${made.id}: its name must be 2 to 128 characters, starting with a letter, then letters, digits, _ and - in a program, so the program leaves it as it is`,
	]);
});

test("What can't be imported is said with the reason, and the rest goes on", async () => {
	const provider = world.newProcess();
	const good = await provider.up(ours, "test/1");
	const dead = await provider.up(crossAccount, "test/2");
	world.emulator.world.modifyConnection(dead.id, { status: "Expired" });
	const managed = await provider.up(interRegion, "test/3");
	world.emulator.world.setManagedService(managed.id, "SWAS");
	const wanted = [good.id, dead.id, managed.id, "pcc-none", good.id].map(connection);
	const { file, skipped } = await planImport(provider.runtime, wanted, stack);
	expect(file.resources.map(({ id }) => id)).toEqual([good.id]);
	expect(skipped.map(({ from, why }) => [from, why])).toEqual([
		[
			dead.id,
			`${dead.id} is Expired (nobody accepted the connection within 7 days) and can't work again: nothing is left to import`,
		],
		[managed.id, `${managed.id} belongs to the cloud's service SWAS, which alone may change or delete it`],
		["pcc-none", expect.stringContaining("pcc-none is not found. Looked in")],
	]);
});

test("The accepting side is imported with its own group and tags, and diff finds no change", async () => {
	const made = await world.newProcess().up(crossAccount);
	world.emulator.world.modifyConnection(made.id, {
		status: "Activated",
		views: { [secondAccount]: { resourceGroupId: "rg-network-2", tags: [{ Key: "side", Value: "theirs" }] } },
	});
	const { runtime } = world.newProcess({ accountIndex: 1 });
	const { file, program } = await planImport(runtime, [{ ...accepter(made.id), name: "accept" }], stack);
	const [spec] = file.resources;
	const { __provider, ...inputs } = (spec?.inputs ?? {}) as Record<string, unknown>;
	expect(program).toContain(`new VpcPeerConnectionAccepter("accept", {
	instanceId: "${made.id}",
	resourceGroupId: "rg-network-2",
	tags: { side: "theirs" },
});`);
	const handlers = vpcPeerConnectionAccepterHandlers(() => runtime);
	const checked = await handlers.check(inputs, inputs);
	expect(checked.failures).toEqual([]);
	await expect(handlers.diff(made.id, spec?.outputs, checked.inputs)).resolves.toMatchObject({ changes: false });
	const read = await handlers.read(made.id, spec?.outputs);
	expect({ ...(read.props as object), __provider }).toEqual(spec?.outputs);
});

test("An acceptance is not imported from the wrong side, before it was given, or where none is needed", async () => {
	const mine = world.newProcess();
	const same = await mine.up(ours, "test/1");
	const waiting = await mine.up(crossAccount, "test/2");
	const asRequester = await planImport(
		mine.runtime,
		[accepter(same.id), accepter(waiting.id), connection(waiting.id)],
		stack,
	);
	expect(asRequester.skipped.map(({ why }) => why)).toEqual([
		`both VPCs of ${same.id} belong to account 1210123456123456, so there is nothing to accept: the VpcPeerConnection is all of it`,
		`${waiting.id} is accepted by account ${secondAccount}, and these are the credentials of account 1210123456123456. Name a profile of account ${secondAccount}: --profile, or --profile-for <provider>=<profile>`,
	]);
	const { runtime } = world.newProcess({ accountIndex: 1 });
	const asAccepter = await planImport(runtime, [accepter(waiting.id), connection(waiting.id)], stack);
	expect(asAccepter.skipped.map(({ why }) => why)).toEqual([
		`${waiting.id} is Accepting: there is no acceptance to import. Declare a VpcPeerConnectionAccepter, and \`pulumi up\` accepts it`,
		`${waiting.id} was asked for by account 1210123456123456, and these are the credentials of account ${secondAccount}, its accepter. Import it with the credentials of account 1210123456123456 (--profile)`,
	]);
});

test("A route is imported from either side's region, by its table and destination, and diff finds no change", async () => {
	const made = await world.newProcess().up({ ...interRegion, name: "mine" });
	const key = { routeTableId: "vtb-shanghai-a1", destinationCidrBlock: "10.1.0.0/16", instanceId: made.id };
	const entry = world.emulator.world.addRouteEntry({ ...key, nextHopId: made.id, name: "back" });
	const { runtime } = world.newProcess();
	const route: Wanted = { kind: "VpcPeerRoute", id: "a", name: "back", from: "a", credentials: {}, route: key };
	const { file, program } = await planImport(runtime, [connection(made.id), route], stack);
	expect(program).toContain(`const back = new VpcPeerRoute("back", {
	regionId: "cn-shanghai",
	routeTableId: "vtb-shanghai-a1",
	destinationCidrBlock: "10.1.0.0/16",
	instanceId: mine.instanceId,
	name: "back",
});`);
	const spec = file.resources[1];
	const { __provider, ...inputs } = (spec?.inputs ?? {}) as Record<string, unknown>;
	expect(spec?.id).toBe(entry.id);
	const handlers = vpcPeerRouteHandlers(() => runtime);
	const checked = await handlers.check(inputs, inputs);
	expect(checked.failures).toEqual([]);
	await expect(handlers.diff(entry.id, spec?.outputs, checked.inputs)).resolves.toMatchObject({ changes: false });
	const read = await handlers.read(entry.id, spec?.outputs);
	expect({ ...(read.props as object), __provider }).toEqual(spec?.outputs);
});

test("A route that is gone, leads elsewhere, or whose table these credentials don't see, is not imported", async () => {
	const made = await world.newProcess().up(crossAccount);
	const there = { routeTableId: "vtb-hangzhou-a1", destinationCidrBlock: "172.16.0.0/16" };
	world.emulator.world.addRouteEntry({ ...there, nextHopId: "i-1", nextHopType: "Instance" });
	const wanted = [
		there,
		{ ...there, destinationCidrBlock: "172.17.0.0/16" },
		{ ...there, routeTableId: "vtb-hangzhou-a2" },
	].map((key, index): Wanted => {
		const from = `route ${index}`;
		return { kind: "VpcPeerRoute", id: from, from, credentials: {}, route: { ...key, instanceId: made.id } };
	});
	const { skipped } = await planImport(world.newProcess().runtime, wanted, stack);
	expect(skipped.map(({ why }) => why)).toEqual([
		`the route to 172.16.0.0/16 in vtb-hangzhou-a1 leads to Instance i-1 now, not to ${made.id}`,
		"the route to 172.17.0.0/16 in vtb-hangzhou-a1 does not exist any more",
		"the route table vtb-hangzhou-a2 is not found in cn-hangzhou with the credentials of account 1210123456123456. Name a profile of the table's account: --profile, or --profile-for <provider>=<profile>",
	]);
});
