import { type Cloud, startCloud } from "./support/cloud";
import { meshProgram } from "./support/mesh-programs";
import { betweenAccounts, partner, peeringProgram, routesOf, secondAccount } from "./support/peering-programs";
import { Stack } from "./support/stack";

const firstAccount = "1210123456123456";

let cloud: Cloud;
beforeAll(async () => {
	cloud = await startCloud();
});
beforeEach(() => cloud.emulator.reset());

/** Nothing that the tests' programs make is left. */
function expectNothingLeft() {
	expect(cloud.emulator.world.connections()).toEqual([]);
	expect(routesOf(cloud)).toEqual([]);
}

const cases: Record<string, { args: unknown; routes: string[] }> = {
	"in one account": {
		args: { requester: { vpcId: "vpc-hangzhou-a1" }, accepter: { vpcId: "vpc-hangzhou-b1" } },
		routes: ["vpc-hangzhou-a1 10.2.0.0/16", "vpc-hangzhou-b1 10.1.0.0/16", "vpc-hangzhou-b1 10.101.0.0/16"],
	},
	"between two regions": {
		args: {
			requester: { vpcId: "vpc-hangzhou-a1" },
			accepter: { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai" },
			bandwidth: 100,
		},
		routes: ["vpc-hangzhou-a1 10.3.0.0/16", "vpc-shanghai-a1 10.1.0.0/16", "vpc-shanghai-a1 10.101.0.0/16"],
	},
	"between two accounts": {
		args: betweenAccounts,
		routes: ["vpc-hangzhou-a1 172.16.0.0/16", "vpc-hangzhou-a2 10.1.0.0/16", "vpc-hangzhou-a2 10.101.0.0/16"],
	},
};

describe("A peering", () => {
	test.each(Object.entries(cases))(
		"%s is made whole in one up, stays as it is, and leaves nothing behind",
		async (_title, { args, routes: expected }) => {
			const stack = await Stack.create({ cloud, program: peeringProgram(args) });
			await stack.preview();
			expect(cloud.mutations).toEqual([]);
			await stack.up();
			const outputs = await stack.outputs();
			expect(outputs).toMatchObject({ status: "Activated", reachable: true });
			expect(cloud.onlyConnection).toMatchObject({ instanceId: outputs["instanceId"], status: "Activated" });
			expect(routesOf(cloud)).toEqual(expected);

			cloud.emulator.clearRequests();
			const again = await stack.up();
			expect(again.stdout).toMatch(/Resources:\s+\d+ unchanged/);
			expect(cloud.mutations).toEqual([]);

			await stack.destroy();
			expectNothingLeft();
		},
	);

	test("gets back a route that was removed by hand, and only that one", async () => {
		const { args } = cases["in one account"] as { args: unknown };
		const stack = await Stack.create({ cloud, program: peeringProgram(args) });
		await stack.up();
		const before = routesOf(cloud);
		const lost = cloud.emulator.world.routeEntries().find((one) => one.destinationCidrBlock === "10.101.0.0/16");
		cloud.emulator.world.removeRouteEntry(lost?.id ?? "");
		cloud.emulator.clearRequests();
		await stack.up("--refresh");
		expect(routesOf(cloud)).toEqual(before);
		expect(cloud.mutations).toEqual(["CreateRouteEntry"]);
		await stack.destroy();
		expectNothingLeft();
	});

	test("follows a range that a VPC gains later, with just its own routes", async () => {
		const { args } = cases["in one account"] as { args: unknown };
		const stack = await Stack.create({ cloud, program: peeringProgram(args) });
		await stack.up();
		cloud.emulator.world.changeVpc("vpc-hangzhou-b1", { secondaryCidrBlocks: ["10.222.0.0/16"] });
		cloud.emulator.clearRequests();
		await stack.up("--refresh");
		expect(routesOf(cloud)).toContain("vpc-hangzhou-a1 10.222.0.0/16");
		expect(cloud.mutations).toEqual(["CreateRouteEntry"]);
	});

	test("whose accounts' VPCs overlap fails at preview, though each account sees one VPC only", async () => {
		cloud.emulator.world.addVpc(secondAccount, { id: "vpc-over", regionId: "cn-hangzhou", cidrBlock: "10.1.0.0/17" });
		const stack = await Stack.create({
			cloud,
			program: peeringProgram({
				requester: { vpcId: "vpc-hangzhou-a1" },
				accepter: { vpcId: "vpc-over", assumeRole: partner },
			}),
		});
		const run = await stack.mustFail("preview");
		expect(run.stdout).toContain("VpcPeering: vpc-hangzhou-a1 and vpc-over overlap: 10.1.0.0/16 and 10.1.0.0/17.");
		expect(run.stdout).not.toMatch(/\n\s+at /);
		expect(cloud.mutations).toEqual([]);
	});

	const refusedCredentials = {
		"a profile that is not there": { credentials: { profile: "nobody" }, says: 'the profile "nobody" is wanted' },
		"a role that is not there": {
			credentials: { assumeRole: { roleArn: "acs:ram::2000000000000000:role/nobody" } },
			says: "has no such role",
		},
	};

	test.each(Object.keys(refusedCredentials) as (keyof typeof refusedCredentials)[])(
		"with %s fails at preview with nothing but the reason, and soon",
		async (name) => {
			const { credentials, says } = refusedCredentials[name];
			const stack = await Stack.create({
				cloud,
				program: peeringProgram({
					requester: { vpcId: "vpc-hangzhou-a1" },
					accepter: { vpcId: "vpc-hangzhou-b1", ...credentials },
				}),
			});
			// A run that hangs is ended by the stack, and its text says so (docs/decisions/0017-errors-in-outputs.md).
			const run = await stack.mustFail("preview");
			const diagnostics = run.lines.filter((line) => /^\s*(error|warning): /.test(line));
			expect(diagnostics.length).toBeGreaterThan(0);
			expect(diagnostics.filter((line) => !line.includes(says))).toEqual([]);
			expect(run.stdout).not.toMatch(/\n\s+at |unhandled|PromiseRejection/);
			expect(cloud.mutations).toEqual([]);
		},
	);

	test("to an account without credentials is made as far as it can be, and says who has to accept", async () => {
		const stack = await Stack.create({
			cloud,
			program: {
				"index.js": `const { VpcPeering } = require("pulumi-alicloud-vpcpeer");
const peering = new VpcPeering("net", {
	requester: { vpcId: "vpc-hangzhou-a1" },
	accepter: { vpcId: "vpc-hangzhou-a2", aliUid: "${secondAccount}" },
});
exports.pending = peering.pendingAcceptance;
exports.paths = peering.reachability.paths;
`,
			},
		});
		await stack.up();
		const { pending, paths } = await stack.outputs();
		expect(pending).toContain(`account ${secondAccount} must accept`);
		expect(JSON.stringify(paths)).toContain("the connection is Accepting, not Activated");
		expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
		expect(routesOf(cloud)).toEqual([]);

		cloud.emulator.world.acceptConnection(cloud.onlyConnection.instanceId);
		await stack.up();
		expect(routesOf(cloud)).toEqual(["vpc-hangzhou-a1 172.16.0.0/16"]);
	});

	test("of VPCs that the program learns of only while it runs is made, too", async () => {
		const stack = await Stack.create({
			cloud,
			program: {
				"index.js": `const pulumi = require("@pulumi/pulumi");
const { CdtActivation, VpcPeering } = require("pulumi-alicloud-vpcpeer");
// Stands for a VPC that is made by the same program: not known in a preview.
const later = new CdtActivation("later");
const peering = new VpcPeering("net", {
	requester: { vpcId: later.accountId.apply(() => "vpc-hangzhou-a1") },
	accepter: { vpcId: later.accountId.apply(() => "vpc-hangzhou-b1") },
});
exports.reachable = peering.reachability.reachable;
`,
			},
		});
		await stack.preview();
		await stack.up();
		await expect(stack.outputs()).resolves.toEqual({ reachable: true });
		await stack.destroy();
		expectNothingLeft();
	});
});

describe("A mesh", () => {
	test("of five VPCs in two regions and two accounts is made whole in one up", async () => {
		cloud.emulator.world.setQuota({ intraRegionPerVpc: 100, perAccountPerRegion: 100 });
		const stack = await Stack.create({
			cloud,
			program: meshProgram({
				vpcs: {
					a: { vpcId: "vpc-hangzhou-a1" },
					b: { vpcId: "vpc-hangzhou-b1" },
					c: { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai" },
					d: { vpcId: "vpc-hangzhou-a2", assumeRole: partner },
					e: { vpcId: "vpc-hangzhou-b2", assumeRole: partner },
				},
			}),
		});
		await stack.up();
		const outputs = await stack.outputs();
		expect(Object.values(outputs["statuses"] as object)).toEqual(new Array(10).fill("Activated"));
		expect(outputs["reachable"]).toEqual(new Array(10).fill(true));
		expect(cloud.emulator.world.connections()).toHaveLength(10);
		expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
		await stack.destroy();
		expectNothingLeft();
	});

	test("of a hub and twenty spokes is made whole in one up", async () => {
		cloud.emulator.world.setQuota({ intraRegionPerVpc: 20 });
		const vpcs: Record<string, unknown> = { hub: { vpcId: "vpc-hangzhou-a1" } };
		for (let index = 1; index <= 20; index += 1) {
			const id = `vpc-spoke-${index}`;
			cloud.emulator.world.addVpc(firstAccount, { id, regionId: "cn-hangzhou", cidrBlock: `10.${index + 100}.0.0/20` });
			vpcs[`spoke${index}`] = { vpcId: id };
		}
		cloud.emulator.world.changeVpc("vpc-hangzhou-a1", { secondaryCidrBlocks: [] });
		const stack = await Stack.create({
			cloud,
			program: meshProgram({ vpcs, topology: { hub: "hub" }, quotas: { intraRegionPerVpc: 20 } }),
		});
		await stack.up();
		expect((await stack.outputs())["reachable"]).toEqual(new Array(20).fill(true));
		expect(routesOf(cloud)).toHaveLength(40);
		await stack.destroy();
		expectNothingLeft();
	});

	test.each<[string, () => unknown, string]>([
		[
			"of more connections than a quota allows",
			() => {
				const vpcs: Record<string, unknown> = { hub: { vpcId: "vpc-hangzhou-a1" } };
				for (let index = 0; index < 11; index += 1) vpcs[`spoke${index}`] = { vpcId: `vpc-${index}` };
				return { vpcs, topology: { hub: "hub" } };
			},
			"VpcPeeringMesh net: more connections than the quotas allow: intra-region connections of hub: 11, where quotas.intraRegionPerVpc is 10.",
		],
		[
			"of spokes that overlap",
			() => {
				for (const id of ["vpc-one", "vpc-two"]) {
					cloud.emulator.world.addVpc(firstAccount, { id, regionId: "cn-hangzhou", cidrBlock: "10.180.0.0/16" });
				}
				const vpcs = { hub: { vpcId: "vpc-hangzhou-a1" }, one: { vpcId: "vpc-one" }, two: { vpcId: "vpc-two" } };
				return { vpcs, topology: { hub: "hub" } };
			},
			"VpcPeeringMesh net: spokes overlap: vpc-one 10.180.0.0/16 and vpc-two 10.180.0.0/16.",
		],
		[
			"of members that overlap",
			() => {
				cloud.emulator.world.addVpc(firstAccount, { id: "vpc-o", regionId: "cn-hangzhou", cidrBlock: "10.1.0.0/20" });
				return { vpcs: { a: { vpcId: "vpc-hangzhou-a1" }, b: { vpcId: "vpc-hangzhou-b1" }, c: { vpcId: "vpc-o" } } };
			},
			"overlaps with vpc-hangzhou-a1: 10.1.0.0/16 and 10.1.0.0/20.",
		],
	])("%s fails at preview, before anything is made", async (_what, args, says) => {
		const stack = await Stack.create({ cloud, program: meshProgram(args()) });
		const run = await stack.mustFail("preview");
		expect(run.stdout).toContain(says);
		expect(run.stdout).not.toMatch(/\n\s+at /);
		expect(cloud.mutations).toEqual([]);
	});
});
