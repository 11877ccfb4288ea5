import { type Cloud, startCloud } from "./support/cloud";
import { type Args, crossAccount, interRegion, intraRegion, programOf, programWith } from "./support/programs";
import { Stack } from "./support/stack";

const firstAccount = "1210123456123456";
const secondAccount = "253460731706911258";

let cloud: Cloud;
let stack: Stack;

beforeAll(async () => {
	cloud = await startCloud();
	stack = await Stack.create({ cloud, program: programOf({ peering: intraRegion }) });
});
beforeEach(() => cloud.emulator.reset());

function addVpc(id: string, cidrBlock: string, more: Record<string, unknown> = {}) {
	cloud.emulator.world.addVpc(firstAccount, { id, regionId: "cn-hangzhou", cidrBlock, ...more });
}

/** What a preview did not do: only dry runs and reads went to the cloud. */
function expectUntouched() {
	expect(cloud.mutations).toEqual([]);
	expect(cloud.emulator.world.connections()).toEqual([]);
}

const hasAProblem = (property: string, value: string, reason: string) =>
	`error: pulumi-nodejs:dynamic/alicloud/vpcpeer:VpcPeerConnection resource 'peering': property ${property} value {${value}} has a problem: ${reason}`;

describe("A preview fails", () => {
	const cases: Record<string, { before?: () => void; args: Args; says: string }> = {
		"where CDT is not open in our account": {
			before: () => cloud.emulator.world.setCdt(firstAccount, { intra: false, openedByCreate: false }),
			args: intraRegion,
			says: "resource 'peering' has a problem: CreateVpcPeerConnection: Cloud Data Transfer (CDT) is not activated in the account that makes the request (OperationFailed.CdtNotOpened, HTTP 400, RequestId ",
		},
		"where CDT is not open in their account": {
			before: () => cloud.emulator.world.setCdt(secondAccount, { intra: false }),
			args: crossAccount,
			says: hasAProblem(
				"acceptingAliUid",
				secondAccount,
				"CreateVpcPeerConnection: Cloud Data Transfer (CDT) is not activated in the accepter's account (OperationFailed.AcceptUserCdtNotOpened, HTTP 400, RequestId ",
			),
		},
		"where the primary ranges overlap": {
			before: () => addVpc("vpc-over", "10.1.64.0/18"),
			args: { ...intraRegion, acceptingVpcId: "vpc-over" },
			says: hasAProblem(
				"acceptingVpcId",
				"vpc-over",
				"overlaps with vpc-hangzhou-a1: 10.1.0.0/16 and 10.1.64.0/18. The cloud accepts this, and traffic to these ranges silently fails. Change the ranges, or set allowOverlappingCidrs: true if it is wanted",
			),
		},
		"where a secondary range overlaps": {
			before: () => addVpc("vpc-over", "10.200.0.0/16", { secondaryCidrBlocks: ["10.101.9.0/24"] }),
			args: { ...intraRegion, acceptingVpcId: "vpc-over" },
			says: hasAProblem(
				"acceptingVpcId",
				"vpc-over",
				"overlaps with vpc-hangzhou-a1: 10.101.0.0/16 and 10.101.9.0/24. ",
			),
		},
		"where IPv6 ranges overlap": {
			before: () => addVpc("vpc-over", "10.200.0.0/16", { ipv6CidrBlocks: ["2408:4005:3a1:200::/60"] }),
			args: { vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-over" },
			says: hasAProblem(
				"acceptingVpcId",
				"vpc-over",
				"overlaps with vpc-hangzhou-b1: 2408:4005:3a1:200::/56 and 2408:4005:3a1:200::/60. ",
			),
		},
		"where both sides have the same range": {
			before: () => addVpc("vpc-over", "10.1.0.0/16"),
			args: { ...intraRegion, acceptingVpcId: "vpc-over" },
			says: hasAProblem("acceptingVpcId", "vpc-over", "overlaps with vpc-hangzhou-a1: both have 10.1.0.0/16. "),
		},
		"where a VPC is not there": {
			args: { ...intraRegion, acceptingVpcId: "vpc-none" },
			says: hasAProblem(
				"acceptingVpcId",
				"vpc-none",
				`account ${firstAccount} has no such VPC in cn-hangzhou. Check acceptingVpcId and acceptingRegionId; if it belongs to another account, give acceptingAliUid`,
			),
		},
		"where a VPC is in another region": {
			args: { ...intraRegion, acceptingRegionId: "cn-shanghai" },
			says: hasAProblem(
				"acceptingVpcId",
				"vpc-hangzhou-b1",
				`account ${firstAccount} has no such VPC in cn-shanghai. `,
			),
		},
		"where the resource group is unknown": {
			args: { ...intraRegion, resourceGroupId: "rg-none" },
			says: hasAProblem(
				"resourceGroupId",
				"rg-none",
				"CreateVpcPeerConnection: the resource group does not exist in the account that makes the request (OperationFailed.NotExist.ResourceGroup, HTTP 400, RequestId ",
			),
		},
	};

	test.each(Object.entries(cases))("%s", async (_title, { before, args, says }) => {
		before?.();
		stack.write(programOf({ peering: args }));
		const run = await stack.mustFail("preview");
		expect(run.stdout).toContain(says);
		expect(run.stdout).not.toMatch(/\n\s+at /);
		expectUntouched();
	});

	test("where a connection of the pair exists, naming it", async () => {
		const other = await Stack.create({ cloud, program: programOf({ theirs: { ...intraRegion, name: "theirs" } }) });
		await other.up();
		const { instanceId } = cloud.onlyConnection;
		stack.write(programOf({ peering: { ...intraRegion, name: "mine" } }));
		const run = await stack.mustFail("preview");
		expect(run.stdout).toContain(
			hasAProblem(
				"acceptingVpcId",
				"vpc-hangzhou-b1",
				`a connection between these two VPCs exists: ${instanceId} "theirs": Activated, from vpc-hangzhou-a1 to vpc-hangzhou-b1, created `,
			),
		);
		expect(run.stdout).toContain(
			`The cloud allows one. If this resource or its component was renamed, add the option { aliases: [{ name: "<old name>" }] }`,
		);
		expect(cloud.onlyConnection.name).toBe("theirs");
	});

	test("where the cloud would refuse a change of a connection that exists", async () => {
		const changing = await Stack.create({ cloud, program: programOf({ inter: { ...interRegion, bandwidth: 100 } }) });
		await changing.up();
		const { instanceId } = cloud.onlyConnection;
		changing.write(programOf({ inter: { ...interRegion, bandwidth: 4096 } }));
		const run = await changing.mustFail("preview");
		expect(run.stdout).toContain(
			`error: ${instanceId} can't be changed so. ModifyVpcPeerConnection: the bandwidth is above the account's quota (1024 Mbit/s by default) (QuotaExceeded.Bandwidth, HTTP 400, RequestId `,
		);
		expect(cloud.onlyConnection.bandwidth).toBe(100);
	});
});

describe("A preview passes with a warning", () => {
	test("that names the RAM action, where permission lacks to look", async () => {
		cloud.emulator.world.denyAction(firstAccount, "vpc:DescribeVpcs");
		stack.write(programOf({ peering: intraRegion }));
		const run = await stack.preview();
		expect(run.stdout).toContain(
			"warning: preflight: no answer about the VPCs, so not everything was checked. Allow the RAM action vpc:DescribeVpcs to have it checked (Forbidden.NoPermission, RequestId ",
		);
		expectUntouched();
	});

	test("where the cloud gives no answer within the budget", async () => {
		cloud.emulator.faults.add({ action: "DescribeVpcs", times: Number.POSITIVE_INFINITY, kind: "hang" });
		await stack.setConfig("alicloud-vpcpeer:preflight", "1s");
		stack.write(programOf({ peering: intraRegion }));
		const run = await stack.preview();
		expect(run.stdout).toContain(
			"warning: preflight: the budget of 1 s for the whole run is used up, so not everything was checked.",
		);
		cloud.emulator.faults.clear();
		await stack.must("config", "rm", "alicloud-vpcpeer:preflight");
	});
});

test("A preview with a hundred new connections asks the cloud once for what they share, and side by side for the rest", async () => {
	cloud.emulator.world.setQuota({ intraRegionPerVpc: 1000, perAccountPerRegion: 1000 });
	const connections: Record<string, Args> = {};
	for (let index = 0; index < 100; index += 1) {
		addVpc(`vpc-left-${index}`, `10.${index}.0.0/20`);
		addVpc(`vpc-right-${index}`, `10.${index}.128.0/20`);
		connections[`c${index}`] = { vpcId: `vpc-left-${index}`, acceptingVpcId: `vpc-right-${index}` };
	}
	stack.write(programOf(connections));
	// What is counted is requests: on a slow machine the default budget would end some of them early.
	await stack.setConfig("alicloud-vpcpeer:preflight", "10m");
	cloud.emulator.clearRequests();
	// No connection is looked at before the first two are under way together: one after another this would hang.
	const hold = cloud.emulator.faults.hold({ action: "CreateVpcPeerConnection" });
	const preview = stack.start("preview");
	await hold.held;
	await cloud.emulator.waitForRequest(({ action }) => action === "ListVpcPeerConnections");
	await untilHeld(() => hold.hits >= 2);
	hold.release();
	const run = await preview.ended;

	expect(run.code).toBe(0);
	expect(run.stdout).toContain("101 to create");
	const dryRuns = cloud.requestsOf("CreateVpcPeerConnection");
	expect(new Set(dryRuns.map(({ parameters }) => parameters["VpcId"])).size).toBe(100);
	expect(cloud.emulator.requests.length).toBeLessThanOrEqual(4 * 100);
	expect(cloud.emulator.requests.length - dryRuns.length).toBeLessThanOrEqual(10);
	expectUntouched();
	await stack.must("config", "rm", "alicloud-vpcpeer:preflight");
});

async function untilHeld(condition: () => boolean): Promise<void> {
	while (!condition()) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}

test("A VPC that the program makes itself is not looked for in the preview", async () => {
	stack.write(
		programWith(`
const first = new VpcPeerConnection("first", { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" });
new VpcPeerConnection("second", {
	vpcId: first.instanceId.apply(() => "vpc-hangzhou-a1"),
	acceptingVpcId: "vpc-shanghai-a1",
	acceptingRegionId: "cn-shanghai",
});
`),
	);
	const run = await stack.preview();
	expect(run.stdout).toContain("3 to create");
	expect(cloud.requestsOf("CreateVpcPeerConnection")).toHaveLength(1);
});

test("An up says on the resource's own line what it waits for, and the connection's account what to do", async () => {
	const waiting = await Stack.create({
		cloud,
		program: programOf({ peering: { ...crossAccount, waitForActivated: true } }),
	});
	const up = waiting.start("up", "--yes", "--skip-preview");
	await cloud.emulator.waitForRequest(
		({ action, instanceId }) =>
			action === "GetVpcPeerConnectionAttribute" &&
			cloud.emulator.world.findConnection(instanceId ?? "")?.status === "Accepting",
	);
	const { instanceId } = cloud.onlyConnection;
	await up.says(`Accepting: account ${secondAccount} must accept ${instanceId} until `);
	cloud.emulator.world.modifyConnection(instanceId, { status: "Activated" });
	const run = await up.ended;
	expect(run.code).toBe(0);
	expect(run.stdout).toMatch(
		new RegExp(`VpcPeerConnection peering created \\([\\d.]+s\\) Activated after [\\d.]+ s, ${instanceId}`),
	);
});

test("The debug log has requests, retries and waits, and no secret", async () => {
	const { readFileSync } = await import("node:fs");
	const slow = await startCloud({ transitions: { creating: 1_500 } });
	const logged = await Stack.create({ cloud: slow, program: programOf({ peering: intraRegion }) });
	const file = `${logged.folder}/vpcpeer.log`;
	logged.setEnv({ ALICLOUD_VPCPEER_LOG: file });
	slow.emulator.faults.add({
		action: "CreateVpcPeerConnection",
		kind: "error",
		httpStatus: 503,
		code: "ServiceUnavailable",
	});
	await logged.up();
	const log = readFileSync(file, "utf8");
	expect(log).toMatch(/CreateVpcPeerConnection 127\.0\.0\.1:\d+ \{.*"VpcId":"vpc-hangzhou-a1"/);
	expect(log).toMatch(/CreateVpcPeerConnection: ServiceUnavailable, again in \d+ ms/);
	expect(log).toMatch(/Creating \([\d.]+ s of 10 min\), pcc-/);
	expect(log).not.toContain("emulator-secret-1");
	expect(log).not.toContain("emulator-key-1");
});
