import { defaultSeed } from "../../src/emulator";
import { vpcPeerConnectionAccepterHandlers } from "../../src/provider/vpc-peer-connection-accepter";
import type { VpcPeerConnectionAccepterState } from "../../src/schema/vpc-peer-connection-accepter-state";
import { type Held, kindOnRuntime } from "./support/kind-on-runtime";
import {
	actionsOf,
	crossAccount,
	failureOf,
	interRegion,
	keptBy,
	type Made,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
	secondAccount,
} from "./support/provider-on-emulator";

type Bag = Record<string, unknown>;
type Accepter = Held<VpcPeerConnectionAccepterState>;

const firstAccount = "1210123456123456";
const thirdAccount = "1987654321098765";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

type ProcessOptions = NonNullable<Parameters<ProviderOnEmulator["newProcess"]>[0]>;

/** The accepting account's process. */
function accepting(options: ProcessOptions = {}) {
	const { runtime } = world.newProcess({ accountIndex: 1, ...options });
	return kindOnRuntime<VpcPeerConnectionAccepterState>(runtime, vpcPeerConnectionAccepterHandlers);
}

/** A connection that the first account asked the second for. */
async function requested(inputs: Bag = {}): Promise<Made> {
	return world.newProcess().up({ ...crossAccount, ...inputs });
}

function viewOf(accountId: string) {
	return world.emulator.world.connections()[0]?.views[accountId];
}

/** Requests that change something, in order. */
function changes(): string[] {
	return world.emulator.requests
		.filter(({ action, parameters }) => !/^(Get|List|Describe|Assume)/.test(action) && parameters["DryRun"] !== "true")
		.map(({ action }) => action);
}

async function accepted(inputs: Bag = {}): Promise<Accepter> {
	const { id } = await requested();
	return accepting().up({ instanceId: id, ...inputs });
}

describe("create", () => {
	it("accepts with the accepting account's own group and tags, in one request, and ends when Activated is seen", async () => {
		const { id } = await requested({ name: "to-partner", tags: { side: "requester" } });
		world.emulator.clearRequests();
		const made = await accepting().up({ instanceId: id, tags: { side: "accepter" } });
		expect(made.id).toBe(id);
		expect(made.outs).toMatchObject({
			instanceId: id,
			status: "Activated",
			name: "to-partner",
			ownerId: firstAccount,
			acceptingAliUid: secondAccount,
			tags: { side: "accepter" },
			cloud: world.emulator.url,
			__state: { shape: 1, given: ["instanceId", "tags"] },
			__provider: "stub",
		});
		expect(changes()).toEqual(["AcceptVpcPeerConnection"]);
		const [accept] = world.emulator.requests.filter(({ action }) => action === "AcceptVpcPeerConnection");
		expect(accept?.parameters).toMatchObject({
			"Tag.1.Key": "side",
			"Tag.1.Value": "accepter",
			ClientToken: expect.stringMatching(/^pulumi-.{43}$/),
		});
		expect(viewOf(firstAccount)?.tags).toEqual([{ Key: "side", Value: "requester" }]);
	});

	it("takes one that is Activated already as accepted, and brings its own side to what the program says", async () => {
		const { id } = await accepted({ tags: { old: "1" } });
		world.emulator.clearRequests();
		const made = await accepting().up({ instanceId: id, tags: { new: "2" } });
		expect(made.outs).toMatchObject({ status: "Activated", tags: { new: "2" } });
		expect(changes()).toEqual(["UnTagResources", "TagResources"]);
	});

	it("has nothing to accept inside one account", async () => {
		const { id } = await world.newProcess().up(ours);
		world.emulator.clearRequests();
		const made = await accepting({ accountIndex: 0 }).up({ instanceId: id });
		expect(made.outs.status).toBe("Activated");
		expect(changes()).toEqual([]);
	});

	it("waits for a connection that is still being made", async () => {
		const { emulator } = world;
		const creating = world.newProcess().up({ ...crossAccount });
		const { instanceId } = await emulator.waitForRequest(({ action }) => action === "GetVpcPeerConnectionAttribute");
		const made = await accepting().up({ instanceId });
		expect(made.outs.status).toBe("Activated");
		await creating;
	});

	it("rejects, and ends when Rejected is seen", async () => {
		const { id } = await requested();
		const made = await accepting().up({ instanceId: id, action: "reject" });
		expect(made.outs).toMatchObject({ status: "Rejected", action: "reject" });
		expect(changes()).toContain("RejectVpcPeerConnection");
	});

	it("is content with one that it rejected before", async () => {
		const { id } = await requested();
		await accepting().up({ instanceId: id, action: "reject" });
		world.emulator.clearRequests();
		expect((await accepting().up({ instanceId: id, action: "reject" })).outs.status).toBe("Rejected");
		expect(changes()).toEqual([]);
	});

	it.each([
		[
			"accept",
			"Rejected",
			"the accepter's account rejected the connection. It can't be accepted any more. The requester",
		],
		["accept", "Expired", "nobody accepted the connection within 7 days. It can't be accepted any more. The requester"],
		["reject", "Expired", "nobody accepted the connection within 7 days. There is nothing left to reject"],
		["reject", "Activated", "It was accepted, and can't be rejected any more. Delete the connection"],
	] as const)(
		"%s ends at once for one that is %s, with the reason and the next step",
		async (action, status, reason) => {
			const { id } = await requested();
			world.emulator.world.modifyConnection(id, { status });
			world.emulator.clearRequests();
			const error = await failureOf(accepting().up({ instanceId: id, action }));
			expect(error.message).toContain(`${id} is ${status}`);
			expect(error.message).toContain(reason);
			expect(error).not.toHaveProperty("properties");
			expect(changes()).toEqual([]);
		},
	);

	it("names both accounts to the requester's credentials", async () => {
		const { id } = await requested();
		const error = await failureOf(accepting({ accountIndex: 0 }).up({ instanceId: id }));
		expect(error.message).toBe(
			`${id} was asked for by account ${firstAccount}, and account ${secondAccount} has to answer; these credentials belong to account ${firstAccount}. Give those of account ${secondAccount} (profile or assumeRole).`,
		);
	});

	describe("with the credentials of a third account", () => {
		const asThird = { assumeRole: { roleArn: `acs:ram::${thirdAccount}:role/peering` } };
		beforeEach(async () => {
			await world.emulator.close();
			const third = { uid: thirdAccount, accessKeyId: "key-3", accessKeySecret: "secret-3", vpcs: [] };
			const resourceGroups = [{ id: "rg-default-3", name: "default" }];
			world = await providerOnEmulator({
				seed: { accounts: [...defaultSeed.accounts, { ...third, resourceGroups }] },
			});
		});

		it("names their account, and what to check", async () => {
			const { id } = await requested();
			const error = await failureOf(accepting().up({ instanceId: id, ...asThird }));
			expect(error.message).toContain(
				`${id} is not found with the credentials of account ${thirdAccount}: it does not exist (any more), or account ${thirdAccount} is neither its requester nor its accepter.`,
			);
		});

		it("names both accounts of the connection where the same program has seen it", async () => {
			const process = world.newProcess();
			const { id } = await process.up(crossAccount);
			const accepter = kindOnRuntime(process.runtime, vpcPeerConnectionAccepterHandlers);
			const error = await failureOf(accepter.up({ instanceId: id, ...asThird }));
			expect(error.message).toContain(
				`${id} joins the accounts ${firstAccount} (requester) and ${secondAccount} (accepter), but these credentials belong to account ${thirdAccount}`,
			);
		});
	});

	it("refuses a connection whose accepter is in another region than the program says", async () => {
		const { id } = await requested();
		const error = await failureOf(accepting().up({ instanceId: id, acceptingRegionId: "cn-shanghai" }));
		expect(error.message).toBe(
			`The accepter VPC of ${id}, vpc-hangzhou-a2, is in cn-hangzhou, not in cn-shanghai. Check instanceId, or leave acceptingRegionId out.`,
		);
		expect(changes()).toEqual(["CreateVpcPeerConnection"]);
	});

	it.each(["drop-before", "drop-after", "truncate"] as const)(
		"survives an acceptance whose answer is lost (%s): one acceptance, no error",
		async (kind) => {
			const { id } = await requested();
			world.emulator.faults.add({ action: "AcceptVpcPeerConnection", kind });
			const made = await accepting().up({ instanceId: id, tags: { a: "1" } });
			expect(made.outs).toMatchObject({ status: "Activated", tags: { a: "1" } });
		},
	);

	it("goes on where a killed run stopped, wherever that was", async () => {
		const { id } = await requested();
		const inputs = { instanceId: id, tags: { a: "1" } };
		const killed = accepting().up(inputs);
		const hold = world.emulator.faults.hold({ action: "GetVpcPeerConnectionAttribute", accountId: secondAccount });
		await hold.held;
		// The first process is not heard of again; a second one starts from nothing.
		hold.release();
		const made = await accepting().up(inputs);
		expect(made.outs).toMatchObject({ status: "Activated", tags: { a: "1" } });
		await killed;
	});

	it("is content when somebody else accepts between the look and the request", async () => {
		const { id } = await requested();
		const hold = world.emulator.faults.hold({ action: "AcceptVpcPeerConnection" });
		const creating = accepting().up({ instanceId: id, tags: { a: "1" } });
		await hold.held;
		world.emulator.world.modifyConnection(id, { status: "Activated" });
		hold.release();
		expect((await creating).outs).toMatchObject({ status: "Activated", tags: { a: "1" } });
	});

	it("keeps the id when the wait fails after the acceptance, and the next update goes on", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 20, updating: 60_000, deleting: 20 } });
		const { id } = await requested();
		const inputs = { instanceId: id, timeouts: { create: "300ms" } };
		const kept = await keptBy(accepting().up(inputs));
		expect(kept.reasons[0]).toContain(`waiting for ${id} to be Activated: still Updating after`);
		expect(kept.reasons[0]).toContain("timeouts.create");
		world.emulator.world.modifyConnection(id, { status: "Activated" });
		const held = kept as unknown as Accepter;
		expect(await accepting().diff(held, { instanceId: id })).toMatchObject({ changes: true, replaces: [] });
		world.emulator.clearRequests();
		expect((await accepting().update(held, { instanceId: id })).outs.status).toBe("Activated");
		expect(changes()).toEqual([]);
	});

	it("ends at once when the connection is rejected while it waits", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ transitions: { creating: 20, updating: 60_000, deleting: 20 } });
		const { id } = await requested();
		const creating = keptBy(accepting().up({ instanceId: id }));
		await world.emulator.waitForRequest(({ action }) => action === "AcceptVpcPeerConnection");
		world.emulator.world.modifyConnection(id, { status: "Rejected" });
		expect((await creating).reasons[0]).toMatch(/it is Rejected after .*The requester has to make a new connection/);
	});

	it("says which side lacks CDT", async () => {
		const { id } = await requested();
		world.emulator.world.setCdt(secondAccount, { intra: false });
		const error = await failureOf(accepting().up({ instanceId: id }));
		expect(error.message).toMatch(/^AcceptVpcPeerConnection: Cloud Data Transfer \(CDT\) is not activated/);
	});
});

describe("diff", () => {
	it.each<[what: string, before: Bag, after: Bag, changed: boolean]>([
		["nothing", { tags: { a: "1" } }, { tags: { a: "1" } }, false],
		["the documented defaults, written out", {}, { action: "accept", onDelete: "keep", force: false }, false],
		["timeouts and profile", {}, { timeouts: { create: "1m" } }, false],
		["tags", { tags: { a: "1" } }, { tags: { a: "2" } }, true],
		["tags taken out", { tags: { a: "1" } }, {}, true],
		["onDelete", {}, { onDelete: "delete" }, true],
		["action", {}, { action: "reject" }, true],
	])("of %s", async (_what, before, after, changed) => {
		const made = await accepted(before);
		expect(await accepting().diff(made, { instanceId: made.id, ...after })).toMatchObject({
			changes: changed,
			replaces: [],
		});
	});

	it("of another connection is a replacement", async () => {
		const made = await accepted();
		expect(await accepting().diff(made, { instanceId: "pcc-other" })).toMatchObject({ replaces: ["instanceId"] });
	});
});

describe("where the cloud shows the requester's tags to both accounts", () => {
	const own = { side: "accepter" };

	beforeEach(() => world.emulator.world.setRequesterTagsForAll(true));

	it("the accepter's tags are those of its own list", async () => {
		const { id } = await requested({ tags: { side: "requester" } });
		const made = await accepting().up({ instanceId: id, tags: own });
		expect(made.outs).toMatchObject({ status: "Activated", tags: own });
		const read = await accepting().read(made);
		expect(read.props).toMatchObject({ tags: own });
		const updated = await accepting().update(made, { instanceId: id, tags: { side: "other" } });
		expect(updated.outs.tags).toEqual({ side: "other" });
	});

	it("a list that may not be asked for is a warning that names the permission", async () => {
		world.emulator.world.denyAction(secondAccount, "vpc:ListTagResources");
		const { id } = await requested({ tags: own });
		const made = await accepting().up({ instanceId: id });
		expect(made.outs).toMatchObject({ status: "Activated" });
		expect(world.said.join("\n")).toMatch(
			/the tags of the accepting account .* Allow the RAM action vpc:ListTagResources/,
		);
	});
});

describe("update", () => {
	it("sends only what differs", async () => {
		const made = await accepted({ tags: { a: "1", b: "1" } });
		world.emulator.clearRequests();
		const updated = await accepting().update(made, { instanceId: made.id, tags: { a: "1", b: "2" } });
		expect(updated.outs.tags).toEqual({ a: "1", b: "2" });
		expect(changes()).toEqual(["TagResources"]);
	});

	it("moves the accepting account's side to another resource group", async () => {
		const made = await accepted();
		world.emulator.clearRequests();
		const updated = await accepting().update(made, { instanceId: made.id, resourceGroupId: "rg-network-2" });
		expect(updated.outs.resourceGroupId).toBe("rg-network-2");
		expect(changes()).toEqual(["MoveResourceGroup"]);
		expect(viewOf(firstAccount)?.resourceGroupId).not.toBe("rg-network-2");
	});

	it("of onDelete alone sends nothing", async () => {
		const made = await accepted();
		world.emulator.clearRequests();
		const updated = await accepting().update(made, { instanceId: made.id, onDelete: "delete" });
		expect(updated.outs.onDelete).toBe("delete");
		expect(changes()).toEqual([]);
	});

	it("can't reject what it has accepted", async () => {
		const made = await accepted();
		const error = await failureOf(accepting().update(made, { instanceId: made.id, action: "reject" }));
		expect(error.message).toContain("It was accepted, and can't be rejected any more.");
	});
});

describe("read", () => {
	it("brings drift back as inputs", async () => {
		const made = await accepted({ tags: { a: "1" } });
		await world
			.newProcess({ accountIndex: 1 })
			.runtime.access({})
			.vpcPeer.call(
				{
					action: "TagResources",
					query: {
						RegionId: "cn-hangzhou",
						ResourceType: "PeerConnection",
						"ResourceId.1": made.id,
						"Tag.1.Key": "a",
						"Tag.1.Value": "by hand",
					},
				},
				{ deadline: performance.now() + 5_000 },
			);
		const { props, inputs } = await accepting().read(made);
		expect(props?.tags).toEqual({ a: "by hand" });
		expect(inputs).toEqual({
			instanceId: made.id,
			tags: { a: "by hand" },
			__identity: "org/urn:pulumi:s::p::t::n",
		});
	});

	it.each(["Rejected", "Expired"] as const)("drops one that is %s, and says why", async (status) => {
		const made = await accepted();
		world.emulator.world.modifyConnection(made.id, { status });
		expect(await accepting().read(made)).toEqual({});
		expect(world.said.at(-1)).toContain(`${made.id} is ${status} (`);
	});

	it("keeps one that was to be rejected, and is", async () => {
		const { id } = await requested();
		const made = await accepting().up({ instanceId: id, action: "reject" });
		expect((await accepting().read(made)).props?.status).toBe("Rejected");
	});

	it("believes that it is gone only with an owner's credentials", async () => {
		const made = await accepted();
		world.emulator.world.dropConnection(made.id);
		const role = { roleArn: `acs:ram::${firstAccount}:role/peering` };
		const elsewhere = { ...made, outs: { ...made.outs, ownerId: "1", acceptingAliUid: "2", assumeRole: role } };
		const error = await failureOf(accepting().read(elsewhere));
		expect(error.message).toContain(`these credentials belong to account ${firstAccount}, which can't see it. Use`);
		expect(error.message).toContain("Use the credentials of account 2.");
		expect(await accepting().read(made)).toEqual({});
	});

	it("refuses the requester's credentials", async () => {
		const made = await accepted();
		const error = await failureOf(accepting({ accountIndex: 0 }).read(made));
		expect(error.message).toContain(`Give those of account ${secondAccount}`);
	});
});

describe("delete", () => {
	it("keeps the connection by default, without any change, and says so", async () => {
		const made = await accepted();
		world.emulator.clearRequests();
		await accepting().delete(made);
		expect(changes()).toEqual([]);
		expect(world.said.at(-1)).toBe(
			`${made.id} is not deleted by its accepter (onDelete: "keep"): the accepter leaves the state, and nothing is sent.`,
		);
	});

	it("does not say of a connection that is gone that it stays", async () => {
		const made = await accepted();
		world.emulator.world.dropConnection(made.id);
		await accepting().delete(made);
		expect(world.said.at(-1)).toBe(`${made.id} is not there any more; its accepter leaves the state.`);
	});

	it("deletes it for both accounts where the program says so", async () => {
		const made = await accepted({ onDelete: "delete" });
		await accepting().delete(made);
		expect(world.emulator.world.connections()).toEqual([]);
		expect(world.said.at(-1)).toBe(`${made.id} is deleted for both accounts (onDelete: "delete").`);
	});

	it("counts one that is gone already as deleted", async () => {
		const made = await accepted({ onDelete: "delete" });
		await accepting().delete(made);
		await accepting().delete(made);
		expect(changes().filter((action) => action === "DeleteVpcPeerConnection")).toHaveLength(1);
	});

	it("refuses to work against another cloud", async () => {
		const made = await accepted({ onDelete: "delete" });
		const elsewhere = { ...made, outs: { ...made.outs, cloud: "alibabacloud" } };
		const error = await failureOf(accepting().delete(elsewhere));
		expect(error.message).toContain(`${made.id} belongs to the real Alibaba Cloud`);
	});
});

describe("the preview", () => {
	const on = { environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } };

	async function preview(inputs: Bag, options: ProcessOptions = {}) {
		world.emulator.clearRequests();
		const { failures } = await accepting({ ...on, ...options }).check({ __announced: [], ...inputs });
		expect(changes()).toEqual([]);
		return failures;
	}

	it("finds nothing against a request that can be accepted, and says what a delete does", async () => {
		const { id } = await requested();
		expect(await preview({ instanceId: id })).toEqual([]);
		expect(world.said.slice(-1)).toEqual([
			'onDelete is "keep": deleting this resource leaves the connection as it is.',
		]);
	});

	it("warns of onDelete: delete", async () => {
		const { id } = await requested();
		await preview({ instanceId: id, onDelete: "delete" });
		expect(world.said.at(-1)).toBe(
			'onDelete is "delete": deleting this resource deletes the connection for both accounts.',
		);
	});

	it.each<[what: string, inputs: Bag, options: ProcessOptions, property: string, reason: string]>([
		["the requester's credentials", {}, { accountIndex: 0 }, "", `Give those of account ${secondAccount}`],
		[
			"another region",
			{ acceptingRegionId: "cn-beijing" },
			{},
			"acceptingRegionId",
			"is in cn-hangzhou, not in cn-beijing",
		],
		[
			"an unknown id",
			{ instanceId: "pcc-none" },
			{},
			"instanceId",
			"pcc-none is not found with the credentials of account",
		],
		[
			"an unknown resource group",
			{ resourceGroupId: "rg-none" },
			{},
			"resourceGroupId",
			"OperationFailed.NotExist.ResourceGroup",
		],
	])("refuses %s", async (_what, inputs, options, property, reason) => {
		const { id } = await requested();
		expect(await preview({ instanceId: id, ...inputs }, options)).toEqual([
			{ property, reason: expect.stringContaining(reason) },
		]);
	});

	it.each(["Expired", "Rejected"] as const)("refuses one that is %s", async (status) => {
		const { id } = await requested();
		world.emulator.world.modifyConnection(id, { status });
		expect(await preview({ instanceId: id })).toEqual([
			{ property: "instanceId", reason: expect.stringContaining(`${id} is ${status}`) },
		]);
	});

	it("refuses where the accepting account has no CDT", async () => {
		const { id } = await requested();
		world.emulator.world.setCdt(secondAccount, { intra: false });
		expect(await preview({ instanceId: id })).toEqual([
			{ property: "", reason: expect.stringContaining("OperationFailed.CdtNotOpened") },
		]);
	});

	it.each([
		["vpc:GetVpcPeerConnectionAttribute", "Allow the RAM action vpc:GetVpcPeerConnectionAttribute"],
		["vpc:AcceptVpcPeerConnection", "Allow the RAM action vpc:AcceptVpcPeerConnection"],
	])("warns without the permission %s", async (action, warning) => {
		const { id } = await requested();
		world.emulator.world.denyAction(secondAccount, action);
		expect(await preview({ instanceId: id })).toEqual([]);
		expect(world.said.at(-1)).toContain(warning);
	});

	it("does not ask about an accepter that stays as it is", async () => {
		const made = await accepted();
		world.emulator.clearRequests();
		const olds = { instanceId: made.id };
		const { failures } = await accepting(on).check({ __announced: [], ...olds, tags: { a: "1" } }, olds);
		expect(failures).toEqual([]);
		expect(actionsOf(world.emulator)).toEqual([]);
	});
});

test.each<[news: Bag, property: string, reason: string]>([
	[{}, "instanceId", "is required: the id of a connection (pcc-...); a connection whose dryRun is true has none"],
	[{ instanceId: "vpc-1" }, "instanceId", "must be the id of a VPC peering connection (pcc-...)"],
	[{ instanceId: "pcc-1", action: "ignore" }, "action", "must be accept or reject"],
	[{ instanceId: "pcc-1", onDelete: "maybe" }, "onDelete", "must be keep or delete"],
	[
		{ instanceId: "pcc-1", action: "reject", tags: { a: "1" } },
		"tags",
		'has no use with action: "reject": leave it out',
	],
	[{ instanceId: "pcc-1", instanceID: "pcc-1" }, "instanceID", "Did you mean instanceId?"],
])("The inputs %j are refused", async (news, property, reason) => {
	const { failures } = await accepting().check(news);
	expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
});

test("An inter-region connection is accepted with what the accepter's region asks for", async () => {
	const inputs = { ...interRegion, acceptingVpcId: "vpc-shanghai-a2", acceptingAliUid: secondAccount };
	const { id } = await world.newProcess().up({ ...inputs, bandwidth: 5 });
	const made = await accepting().up({ instanceId: id, acceptingRegionId: "cn-shanghai", tags: { a: "1" } });
	expect(made.outs).toMatchObject({ status: "Activated", acceptingRegionId: "cn-shanghai", bandwidth: 5 });
	world.emulator.clearRequests();
	await accepting().update(made, { instanceId: id, acceptingRegionId: "cn-shanghai", tags: { a: "2" } });
	const [tagging] = world.emulator.requests.filter(({ action }) => action === "TagResources");
	expect(tagging?.parameters).toMatchObject({ RegionId: "cn-shanghai" });
});
