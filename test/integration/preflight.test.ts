import {
	actionsOf,
	crossAccount,
	failureOf,
	interRegion,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
	secondAccount,
} from "./support/provider-on-emulator";

const firstAccount = "1210123456123456";
type Bag = Record<string, unknown>;

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});

/** A process that reviews, unlike those that only set a test up. */
function reviewer(config: Record<string, string> = {}, environment: Record<string, string> = {}) {
	return world.newProcess({ config: { "alicloud-vpcpeer:preflight": "on", ...config }, environment });
}
afterEach(() => world.emulator.close());

/** A preview's check: the resource class adds the announcement in previews only. */
/** What the resource class announces of connections that the program declares beside the first. */
function announcedAs(all: readonly Bag[], names = (index: number) => (index === 0 ? "n" : `n${index}`)) {
	return all.map((args, index) => ({ kind: "VpcPeerConnection", name: names(index), args }));
}

async function preview(inputs: Bag, config: Record<string, string> = {}, environment: Record<string, string> = {}) {
	const provider = reviewer(config, environment);
	const result = await provider.check({ __identity: "org/urn:pulumi:s::p::t::n", __announced: [], ...inputs });
	expect(result.inputs).not.toHaveProperty("__announced");
	return { failures: result.failures, warnings: world.said };
}

function addVpc(id: string, cidrBlock: string, more: Bag = {}) {
	world.emulator.world.addVpc(firstAccount, { id, regionId: "cn-hangzhou", cidrBlock, ...more });
	return id;
}

afterEach(() => {
	// Whatever a preview finds, it leaves nothing behind.
	const changing = world.emulator.requests.filter(
		({ action, parameters }) => /^(Create|Modify|Delete|Tag|Move|Open)/.test(action) && parameters["DryRun"] !== "true",
	);
	expect(changing.map(({ action }) => action)).toEqual(madeOnPurpose);
	madeOnPurpose = [];
});
let madeOnPurpose: string[] = [];

describe("the preview of a new connection", () => {
	it("says nothing about one that is in order, and asks the cloud once for each fact", async () => {
		const { failures, warnings } = await preview({ ...ours, name: "fine" });

		expect({ failures, warnings }).toEqual({ failures: [], warnings: [] });
		expect(actionsOf(world.emulator).sort()).toEqual([
			"CreateVpcPeerConnection",
			"DescribeVpcs",
			"GetCallerIdentity",
			"GetCdtServiceStatus",
			"ListVpcPeerConnections",
		]);
	});

	it("finds that CDT is not open in the own account", async () => {
		world.emulator.world.setCdt(firstAccount, { intra: false, openedByCreate: false });
		const { failures, warnings } = await preview(ours);

		expect(failures).toEqual([
			{
				property: "",
				reason: expect.stringMatching(
					/^CreateVpcPeerConnection: Cloud Data Transfer \(CDT\) is not activated in the account that makes the request \(OperationFailed\.CdtNotOpened, HTTP 400, RequestId .*\)\. Activate CDT in your account/,
				),
			},
		]);
		expect(warnings).toEqual([expect.stringContaining("CDT operation OpenCdtService")]);
	});

	it("finds that CDT is not open in the accepter's account", async () => {
		world.emulator.world.setCdt(secondAccount, { intra: false });
		const { failures } = await preview(crossAccount);
		expect(failures).toEqual([
			{ property: "acceptingAliUid", reason: expect.stringContaining("OperationFailed.AcceptUserCdtNotOpened") },
		]);
	});

	it("finds that cross-border CDT is not open", async () => {
		world.emulator.world.setCdt(firstAccount, { crossBorder: false, openedByCreate: false });
		const { failures, warnings } = await preview({
			...ours,
			acceptingVpcId: "vpc-singapore-a1",
			acceptingRegionId: "ap-southeast-1",
		});
		expect(failures).toEqual([
			{ property: "", reason: expect.stringContaining("OperationFailed.CrossBorderCdtNotOpened") },
		]);
		expect(warnings).toEqual([expect.stringContaining("the cross-border service of CDT is not active")]);
	});

	it.each([
		["the primary ranges", "10.1.128.0/17", {}, "10.1.0.0/16 and 10.1.128.0/17"],
		[
			"a secondary range",
			"10.200.0.0/16",
			{ secondaryCidrBlocks: ["10.101.5.0/24"] },
			"10.101.0.0/16 and 10.101.5.0/24",
		],
		["the same range on both sides", "10.1.0.0/16", {}, "both have 10.1.0.0/16"],
	])("finds that %s overlap", async (_what, cidr, more, list) => {
		const { failures } = await preview({ ...ours, acceptingVpcId: addVpc("vpc-overlap", cidr, more) });
		expect(failures).toEqual([
			{
				property: "acceptingVpcId",
				reason: `overlaps with vpc-hangzhou-a1: ${list}. The cloud accepts this, and traffic to these ranges silently fails. Change the ranges, or set allowOverlappingCidrs: true if it is wanted`,
			},
		]);
	});

	it("finds that IPv6 ranges overlap", async () => {
		const vpcId = addVpc("vpc-six", "10.210.0.0/16", { ipv6CidrBlocks: ["2408:4005:3a1:200::/64"] });
		const { failures } = await preview({ vpcId, acceptingVpcId: "vpc-hangzhou-b1" });
		expect(failures).toEqual([
			{
				property: "acceptingVpcId",
				reason: expect.stringContaining("2408:4005:3a1:200::/64 and 2408:4005:3a1:200::/56"),
			},
		]);
	});

	it("lets an overlap pass that is wanted", async () => {
		const acceptingVpcId = addVpc("vpc-overlap", "10.1.0.0/16");
		const { failures } = await preview({ ...ours, acceptingVpcId, allowOverlappingCidrs: true });
		expect(failures).toEqual([]);
	});

	it("finds the connection that exists, whichever way round", async () => {
		const existing = await world.newProcess().up({ ...ours, name: "theirs" }, "other");
		madeOnPurpose = ["CreateVpcPeerConnection"];
		const { failures } = await preview({
			vpcId: ours.acceptingVpcId,
			acceptingVpcId: ours.vpcId,
			name: "mine",
		});
		expect(failures).toEqual([
			{
				property: "acceptingVpcId",
				reason: expect.stringMatching(
					new RegExp(
						`^a connection between these two VPCs exists: ${existing.id} "theirs": Activated, from vpc-hangzhou-a1 to vpc-hangzhou-b1, created .*Z\\. The cloud allows one\\. If this resource or its component was renamed, add the option \\{ aliases: \\[\\{ name: "<old name>" \\}\\] \\} .*Otherwise adopt: true takes it over, or \`npx pulumi-alicloud-vpcpeer import-file ${existing.id} --name <name of this resource>\` imports it; if nothing needs it, delete it$`,
					),
				),
			},
		]);
	});

	it("only warns of one with the same ends and name: it may be this resource's own, from a run that was broken off", async () => {
		const existing = await world.newProcess().up({ ...ours, name: "same", tags: { a: "1" } }, "test/urn");
		madeOnPurpose = ["CreateVpcPeerConnection"];
		const { failures, warnings } = await preview({ ...ours, name: "same", tags: { a: "1" } });
		expect(failures).toEqual([]);
		expect(warnings).toEqual([
			expect.stringMatching(
				new RegExp(
					`${existing.id} "same": Activated, .* If an earlier run of this stack made it, \`pulumi up\` goes on with it; if not, \`pulumi up\` fails\\. If another stack holds it, too .* destroying either deletes it for both\\. If this resource or its component was renamed, .* adopt: true takes it over`,
				),
			),
		]);
	});

	it.each([
		[
			"vpcId",
			{ vpcId: "vpc-none" },
			"account 1210123456123456 has no such VPC in cn-hangzhou. Check vpcId and regionId",
		],
		[
			"acceptingVpcId",
			{ acceptingVpcId: "vpc-none" },
			"account 1210123456123456 has no such VPC in cn-hangzhou. Check acceptingVpcId and acceptingRegionId; if it belongs to another account, give acceptingAliUid",
		],
		[
			"acceptingVpcId",
			{ acceptingRegionId: "cn-shanghai" },
			"account 1210123456123456 has no such VPC in cn-shanghai. Check acceptingVpcId and acceptingRegionId; if it belongs to another account, give acceptingAliUid",
		],
		[
			"acceptingVpcId",
			{ acceptingVpcId: "vpc-hangzhou-a2" },
			"account 1210123456123456 has no such VPC in cn-hangzhou. Check acceptingVpcId and acceptingRegionId; if it belongs to another account, give acceptingAliUid",
		],
	])("finds that a VPC is not there: %s %j", async (property, wrong, reason) => {
		const { failures } = await preview({ ...ours, ...wrong });
		expect(failures).toEqual([{ property, reason }]);
	});

	it("says all that is wrong at once", async () => {
		const { failures } = await preview({ ...ours, vpcId: "vpc-none", acceptingVpcId: "vpc-nothing" });
		expect(failures.map(({ property }) => property)).toEqual(["vpcId", "acceptingVpcId"]);
	});

	it("finds that the resource group is unknown, by the cloud's own dry run of the request", async () => {
		const { failures } = await preview({ ...ours, resourceGroupId: "rg-none" });
		expect(failures).toEqual([
			{ property: "resourceGroupId", reason: expect.stringContaining("OperationFailed.NotExist.ResourceGroup") },
		]);
	});

	it("warns when the run would go over the default of a quota", async () => {
		world.emulator.world.setQuota({ intraRegionPerVpc: 100, perAccountPerRegion: 100 });
		const spokes = Array.from({ length: 11 }, (_, index) => addVpc(`vpc-spoke-${index}`, `10.${50 + index}.0.0/16`));
		const announced = spokes.map((acceptingVpcId) => ({ vpcId: ours.vpcId, acceptingVpcId }));
		const { failures, warnings } = await preview({ ...announced[0], __announced: announcedAs(announced) });
		expect(failures).toEqual([]);
		expect(warnings).toEqual([
			"vpc-hangzhou-a1 would have 11 intra-region connections; unless the quota is raised in Quota Center, 10 are allowed.",
		]);
	});

	it("is an error where the cloud says that a quota is used up", async () => {
		world.emulator.world.setQuota({ perAccountPerRegion: 0 });
		const { failures } = await preview(ours);
		expect(failures.map(({ reason }) => reason)).toEqual([
			expect.stringContaining("QuotaExceeded.VpcPeerCountPerUserPerRegion"),
		]);
	});
});

describe("what can't be looked at", () => {
	it.each([
		["vpc:DescribeVpcs", "the VPCs"],
		["vpc:ListVpcPeerConnections", "the existing connections"],
		["cdt:GetCdtServiceStatus", "the status of Cloud Data Transfer"],
		["vpc:CreateVpcPeerConnection", "the create (DryRun)"],
	])("for lack of %s is a warning that names the RAM action", async (ramAction, what) => {
		world.emulator.world.denyAction(firstAccount, ramAction);
		const { failures, warnings } = await preview(ours);
		expect(failures).toEqual([]);
		const warning = `preflight: no answer about ${what}, so not everything was checked. Allow the RAM action ${ramAction} `;
		expect(warnings).toContainEqual(expect.stringContaining(warning));
		expect(warnings.filter((line) => !line.includes(ramAction))).toEqual([]);
	});

	it.each([
		["500", { kind: "error", httpStatus: 500, code: "InternalError" }],
		["throttling", { kind: "error", httpStatus: 400, code: "Throttling.User" }],
		["rubbish", { kind: "not-json" }],
		["half an answer", { kind: "truncate" }],
		["a reset connection", { kind: "drop-before" }],
	] as const)("is asked again after %s", async (_what, fault) => {
		world.emulator.faults.add({ action: "*", times: 3, ...fault });
		const { failures, warnings } = await preview(ours);
		expect({ failures, warnings }).toEqual({ failures: [], warnings: [] });
	});

	it.each([
		"DescribeVpcs",
		"ListVpcPeerConnections",
		"GetCdtServiceStatus",
		"GetCallerIdentity",
		"CreateVpcPeerConnection",
	])("because %s hangs is a warning, within the budget", async (action) => {
		world.emulator.faults.add({ action, times: Number.POSITIVE_INFINITY, kind: "hang" });
		const started = performance.now();
		const { failures, warnings } = await preview(ours, { "alicloud-vpcpeer:preflight": "300ms" });
		expect(performance.now() - started).toBeLessThan(3_000);
		expect(failures).toEqual([]);
		expect(warnings).toEqual([
			"preflight: the budget of 0.3 s for the whole run is used up, so not everything was checked. Set alicloud-vpcpeer:preflight to a longer time, or to off.",
		]);
	});

	it.each(["500", "rubbish"])("because %s comes for good is a warning", async (what) => {
		const fault =
			what === "500"
				? ({ kind: "error", httpStatus: 500, code: "InternalError" } as const)
				: ({ kind: "not-json" } as const);
		world.emulator.faults.add({ action: "DescribeVpcs", times: Number.POSITIVE_INFINITY, ...fault });
		const { failures, warnings } = await preview(ours, { "alicloud-vpcpeer:preflight": "400ms" });
		expect(failures).toEqual([]);
		expect(warnings).toEqual([expect.stringContaining("preflight: ")]);
	});
});

describe("what the preflight leaves alone", () => {
	it("is everything when it is turned off", async () => {
		await preview({ ...ours, vpcId: "vpc-none" }, { "alicloud-vpcpeer:preflight": "off" });
		expect(world.emulator.requests).toEqual([]);
	});

	it("is a connection whose inputs are not known yet", async () => {
		await preview({ ...ours, vpcId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
		expect(world.emulator.requests).toEqual([]);
	});

	it("is a connection that stays, also with others announced beside it", async () => {
		const provider = world.newProcess();
		const { inputs } = await provider.check({ ...ours, __identity: "i" });
		world.emulator.clearRequests();
		const result = await reviewer().check(
			{ ...ours, __identity: "i", name: "renamed", __announced: announcedAs([interRegion]) },
			inputs,
		);
		expect(result.failures).toEqual([]);
		expect(world.emulator.requests).toEqual([]);
	});

	it("is the old connection where the new one replaces it between the same VPCs", async () => {
		const made = await world.newProcess().up({ ...ours, name: "old" }, "org/urn:pulumi:s::p::t::n");
		madeOnPurpose = ["CreateVpcPeerConnection"];
		const identity = { __identity: "org/urn:pulumi:s::p::t::n", __announced: [] };
		const swapped = { vpcId: ours.acceptingVpcId, acceptingVpcId: ours.vpcId, name: "old" };
		const provider = reviewer();
		// As the engine does it: check with the old inputs, diff, and check once more without them for the new connection.
		const olds = (await world.newProcess().check({ ...ours, name: "old" })).inputs;
		const { inputs } = await provider.check({ ...swapped, ...identity }, olds);
		await expect(provider.diff(made, inputs, olds)).resolves.toMatchObject({ deleteBeforeReplace: true });
		const again = await provider.check({ ...swapped, ...identity });
		expect(again.failures).toEqual([]);
	});

	it("is the cloud's dry run in the run that follows: there only the facts are looked at", async () => {
		const provider = reviewer();
		const overlap = addVpc("vpc-late", "10.1.0.0/16");
		const { failures } = await provider.check({ ...ours, acceptingVpcId: overlap, __identity: "i" });
		expect(failures).toEqual([
			{ property: "acceptingVpcId", reason: expect.stringContaining("both have 10.1.0.0/16") },
		]);
		expect(actionsOf(world.emulator)).not.toContain("CreateVpcPeerConnection");
	});

	it("never makes the create that follows fail", async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ createConflictMs: 300 });
		const { failures } = await preview(ours);
		expect(failures).toEqual([]);
		const made = await world.newProcess().up(ours);
		madeOnPurpose = ["CreateVpcPeerConnection"];
		expect(made.outs.status).toBe("Activated");
	});

	it("refuses a setting that it can't read", async () => {
		const failure = await failureOf(preview(ours, { "alicloud-vpcpeer:preflight": "soon" }));
		expect(failure.message).toBe(
			'alicloud-vpcpeer:preflight: "soon" is neither off, on, nor a duration above zero such as "30s", "5m" or "1h30m" (units h, m, s, ms).',
		);
	});
});

describe("many new connections", () => {
	it("are reviewed side by side although the engine asks for one: the facts once, and one dry run each", async () => {
		world.emulator.world.setQuota({ perAccountPerRegion: 1000 });
		const pairs = Array.from({ length: 40 }, (_, index) => ({
			vpcId: addVpc(`vpc-l-${index}`, `10.${10 + index}.0.0/20`),
			acceptingVpcId: addVpc(`vpc-r-${index}`, `10.${10 + index}.128.0/20`),
		}));
		const provider = reviewer();
		const hold = world.emulator.faults.hold({ action: "CreateVpcPeerConnection" });
		const check = (index: number) =>
			provider.check({
				...pairs[index],
				__identity: `org/urn:pulumi:s::p::t::${index === 0 ? "n" : `n${index}`}`,
				__announced: index === 0 ? announcedAs(pairs) : [],
			});
		const first = check(0);
		while (hold.hits < 16) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		hold.release();
		expect((await first).failures).toEqual([]);
		for (let index = 1; index < pairs.length; index += 1) {
			expect((await check(index)).failures).toEqual([]);
		}
		const counts = new Map<string, number>();
		for (const action of actionsOf(world.emulator)) {
			counts.set(action, (counts.get(action) ?? 0) + 1);
		}
		expect(Object.fromEntries(counts)).toEqual({
			GetCallerIdentity: 1,
			DescribeVpcs: 2,
			ListVpcPeerConnections: 1,
			GetCdtServiceStatus: 1,
			CreateVpcPeerConnection: 40,
		});
	});

	it("that join the same two VPCs are an error that names the others", async () => {
		const turned = { vpcId: ours.acceptingVpcId, acceptingVpcId: ours.vpcId };
		const { failures } = await preview({ ...ours, __announced: announcedAs([ours, turned]) });
		expect(failures).toEqual([
			{
				property: "acceptingVpcId",
				reason:
					"the connection between vpc-hangzhou-a1 and vpc-hangzhou-b1 is declared by VpcPeerConnection n1, too. The cloud has one: remove all but one from the program; what it stands for stays as long as one of them is there",
			},
		]);
	});
});

describe("a VPC that the program makes after the region was read", () => {
	it("is found all the same", async () => {
		const provider = reviewer();
		await provider.check({ ...ours, __identity: "one" });
		addVpc("vpc-made-later", "10.240.0.0/16");
		const late = await provider.check({ vpcId: ours.vpcId, acceptingVpcId: "vpc-made-later", __identity: "two" });
		expect(late.failures).toEqual([]);
	});

	it("is asked for together with others that were made meanwhile", async () => {
		const provider = reviewer();
		await provider.check({ ...ours, __identity: "one" });
		const made = Array.from({ length: 24 }, (_, index) => addVpc(`vpc-later-${index}`, `10.${200 + index}.0.0/16`));
		world.emulator.clearRequests();
		const checks = made.map((acceptingVpcId, index) =>
			provider.check({ vpcId: ours.vpcId, acceptingVpcId, __identity: `later-${index}` }),
		);
		for (const { failures } of await Promise.all(checks)) {
			expect(failures).toEqual([]);
		}
		// At most 20 ids go into one request.
		expect(actionsOf(world.emulator)).toEqual(["DescribeVpcs", "DescribeVpcs"]);
	});
});

describe("answers that make no sense", () => {
	it.each(["DescribeVpcs", "ListVpcPeerConnections", "GetCdtServiceStatus"])(
		"of %s are a warning, never a fact",
		async (action) => {
			world.emulator.faults.add({ action, kind: "error", httpStatus: 400, code: "Odd" });
			const { failures, warnings } = await preview(ours);
			expect(failures).toEqual([]);
			expect(warnings).toEqual([expect.stringMatching(/^preflight: no answer about .*\(Odd, HTTP 400/)]);
		},
	);

	it("about the account are a warning where the account is given", async () => {
		world.emulator.world.denyAction(firstAccount, "sts:GetCallerIdentity");
		const { failures, warnings } = await preview({ ...ours, acceptingAliUid: firstAccount });
		expect(failures).toEqual([]);
		expect(warnings).toEqual([expect.stringContaining("Allow the RAM action sts:GetCallerIdentity")]);
	});

	it("are not asked of the real cloud where only VpcPeer was sent elsewhere", async () => {
		const { failures, warnings } = await preview(
			{ ...ours, acceptingAliUid: firstAccount },
			{
				"alicloud:endpoints": JSON.stringify([{ vpcpeer: world.emulator.url, sts: world.emulator.url }]),
				"alicloud-vpcpeer:endpoint": "",
			},
			{ ALICLOUD_VPCPEER_ENDPOINT: "" },
		);
		expect(failures).toEqual([]);
		expect(warnings).toEqual([
			expect.stringContaining("but Vpc to alibabacloud. Set the endpoint of Vpc, too"),
			expect.stringContaining("but CDT to alibabacloud. Set the endpoint of CDT, too"),
		]);
	});
});

describe("the preview of a change in place", () => {
	async function changed(
		from: Bag,
		to: Bag,
		meanwhile?: (instanceId: string) => void,
		config: Record<string, string> = {},
	) {
		const made = await world.newProcess().up(from);
		madeOnPurpose = ["CreateVpcPeerConnection"];
		meanwhile?.(made.id);
		const provider = reviewer(config);
		const olds = (await world.newProcess().check({ ...from, __identity: "test/urn" })).inputs;
		const { inputs } = await provider.check({ ...to, __identity: "test/urn", __announced: [] }, olds);
		return { made, diff: provider.diff(made, inputs, olds) };
	}

	it("passes when the cloud would carry it out", async () => {
		const { diff } = await changed({ ...interRegion, bandwidth: 100 }, { ...interRegion, bandwidth: 200 });
		await expect(diff).resolves.toMatchObject({ changes: true, replaces: [] });
	});

	it("fails with the cloud's reason when it would be refused", async () => {
		const { made, diff } = await changed({ ...interRegion, bandwidth: 100 }, { ...interRegion, bandwidth: 9000 });
		expect((await failureOf(diff)).message).toMatch(
			new RegExp(
				`^${made.id} can't be changed so\\. ModifyVpcPeerConnection: the bandwidth is above the account's quota`,
			),
		);
	});

	it("says which status forbids it", async () => {
		const { made, diff } = await changed(crossAccount, { ...crossAccount, name: "renamed" });
		expect((await failureOf(diff)).message).toMatch(
			new RegExp(
				`^${made.id} can't be changed so\\. It is Accepting: the accepter's account has to accept the connection\\. Take the change back, .* and make the change again after that\\. ModifyVpcPeerConnection: `,
			),
		);
	});

	it("says nothing while the connection is moving: the update waits for it", async () => {
		const { diff } = await changed({ ...ours, name: "old-name" }, { ...ours, name: "new-name" }, (instanceId) =>
			world.emulator.world.modifyConnection(instanceId, { status: "Updating" }),
		);
		await expect(diff).resolves.toMatchObject({ changes: true });
		expect(world.said).toEqual([]);
	});

	it("is a warning when no answer comes in time", async () => {
		world.emulator.faults.add({ action: "ModifyVpcPeerConnection", times: 9, kind: "hang" });
		const { diff } = await changed({ ...ours, name: "old-name" }, { ...ours, name: "new-name" }, undefined, {
			"alicloud-vpcpeer:preflight": "200ms",
		});
		await expect(diff).resolves.toMatchObject({ changes: true });
		expect(world.said).toEqual([expect.stringContaining("the budget of 0.2 s for the whole run is used up")]);
	});

	it("is a warning when it may not be asked", async () => {
		world.emulator.world.denyAction(firstAccount, "vpc:ModifyVpcPeerConnection");
		const { diff } = await changed({ ...ours, name: "old-name" }, { ...ours, name: "new-name" });
		await expect(diff).resolves.toMatchObject({ changes: true });
		expect(world.said).toEqual([expect.stringContaining("Allow the RAM action vpc:ModifyVpcPeerConnection")]);
	});

	it("fails where the resource group to move it to is not there", async () => {
		const { made, diff } = await changed(ours, { ...ours, resourceGroupId: "rg-none" });
		expect((await failureOf(diff)).message).toBe(
			`${made.id} can't be moved to resource group rg-none: the account of these credentials has no such group. Check resourceGroupId.`,
		);
	});

	it("passes where the resource group to move it to is there", async () => {
		const { diff } = await changed(ours, { ...ours, resourceGroupId: "rg-network-1" });
		await expect(diff).resolves.toMatchObject({ changes: true, replaces: [] });
		expect(world.said).toEqual([]);
	});

	it("only warns where resource groups may not be looked at", async () => {
		world.emulator.world.denyAction(firstAccount, "ram:ListResourceGroups");
		const { diff } = await changed(ours, { ...ours, resourceGroupId: "rg-none" });
		await expect(diff).resolves.toMatchObject({ changes: true });
		expect(world.said).toEqual([
			expect.stringContaining(
				"no answer about the resource group, so not everything was checked. Allow the RAM action",
			),
		]);
	});
});

describe("connections that are announced", () => {
	it("are not looked at once the engine has said that they exist", async () => {
		const made = await world.newProcess().up({ ...ours, name: "there" }, "org/urn:pulumi:s::p::t::n1");
		world.emulator.world.denyAction(firstAccount, "vpc:ListVpcPeerConnections");
		const provider = reviewer();
		const fresh = { ...ours, acceptingVpcId: addVpc("vpc-fresh", "10.230.0.0/16") };
		const olds = (await world.newProcess().check({ ...ours, name: "there", __identity: "org/urn:pulumi:s::p::t::n1" }))
			.inputs;
		world.emulator.clearRequests();
		await provider.check(
			{
				...ours,
				name: "there",
				__identity: "org/urn:pulumi:s::p::t::n1",
				__announced: announcedAs([fresh, { ...ours, name: "there" }]),
			},
			olds,
		);
		const { failures } = await provider.check({ ...fresh, __identity: "org/urn:pulumi:s::p::t::n" });
		expect(failures).toEqual([]);
		expect(made.id).toMatch(/^pcc-/);
		const dryRuns = world.emulator.requests.filter(({ action }) => action === "CreateVpcPeerConnection");
		expect(dryRuns.map(({ parameters }) => parameters["AcceptingVpcId"])).toEqual(["vpc-fresh"]);
	});
});
