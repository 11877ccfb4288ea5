import { type Cloud, startCloud } from "./support/cloud";
import { meshProgram } from "./support/mesh-programs";
import { partner, peeringProgram, routesOf, secondAccount } from "./support/peering-programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
beforeAll(async () => {
	cloud = await startCloud();
});
beforeEach(() => cloud.emulator.reset());

const sides = { requester: { vpcId: "vpc-hangzhou-a1" }, accepter: { vpcId: "vpc-hangzhou-b1" } };

describe("An input that a component does not have", () => {
	const programs: Record<string, [program: Record<string, string>, says: string]> = {
		"is reported as the peering's": [
			peeringProgram({ ...sides, bandwith: 5 }),
			"VpcPeering net: bandwith is not an input of VpcPeering. Did you mean bandwidth? The inputs are requester, accepter, name,",
		],
		"is reported as a side's": [
			peeringProgram({ ...sides, accepter: { vpcId: "vpc-hangzhou-b1", bandwidth: 5 } }),
			"VpcPeering net: accepter.bandwidth can't be set on a side of VpcPeering: it is an input of the whole: give it beside requester and accepter.",
		],
		"is reported as the mesh's": [
			meshProgram({ vpcs: { a: sides.requester, b: sides.accepter }, hub: "a" }),
			"VpcPeeringMesh net: hub is not an input of VpcPeeringMesh. The inputs are vpcs, topology,",
		],
	};

	test.each(Object.entries(programs))("%s, before anything is declared", async (_what, [program, says]) => {
		const stack = await Stack.create({ cloud, program });
		const run = await stack.mustFail("preview");
		expect(run.stdout).toContain(says);
		expect(run.text).not.toContain("is not an input of VpcPeerConnection");
		expect(run.stdout).not.toMatch(/\n\s+at /);
		expect(cloud.emulator.requests).toEqual([]);
	});
});

test("A component that is exported as a whole gives its public members, and no others", async () => {
	const stack = await Stack.create({
		cloud,
		program: {
			"index.js": `const { VpcPeering, VpcPeeringMesh } = require("pulumi-alicloud-vpcpeer");
exports.peering = new VpcPeering("net", ${JSON.stringify({ ...sides, accepter: { vpcId: "vpc-hangzhou-a2", assumeRole: partner } })});
exports.mesh = new VpcPeeringMesh("mesh", { vpcs: { a: { vpcId: "vpc-hangzhou-b1" }, b: { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai" } } });
`,
		},
	});
	await stack.up();
	const { peering, mesh } = (await stack.outputs()) as Record<string, Record<string, unknown>>;
	expect(Object.keys(peering ?? {}).sort()).toEqual([
		"accepter",
		"accepterRoutes",
		"connection",
		"instanceId",
		"requesterRoutes",
		"status",
		"urn",
	]);
	expect(peering?.["connection"]).toMatchObject({
		instanceId: peering?.["instanceId"],
		acceptingVpcId: "vpc-hangzhou-a2",
	});
	expect(Object.keys(mesh ?? {}).sort()).toEqual(["instanceIds", "peerings", "statuses", "urn"]);
	expect(JSON.stringify({ peering, mesh })).not.toMatch(/"(args|dependencies|ways|placement)"/);
	expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
});

describe("A route that leads elsewhere already", () => {
	/** A route to what the accepter's VPC has, which another hand made. */
	async function routeElsewhere(): Promise<void> {
		const stack = await Stack.create({
			cloud,
			program: peeringProgram({ ...sides, accepter: { vpcId: "vpc-hangzhou-a2", assumeRole: partner, routes: false } }),
		});
		await stack.up();
		const [table] = cloud.emulator.world.routeTables("vpc-hangzhou-a1");
		const made = cloud.emulator.world.routeEntries().map(({ id }) => id);
		for (const id of made) cloud.emulator.world.removeRouteEntry(id);
		cloud.emulator.world.addRouteEntry({
			routeTableId: table?.id ?? "",
			destinationCidrBlock: "10.2.0.0/16",
			nextHopId: cloud.onlyConnection.instanceId,
		});
	}

	test("is left alone on both sides of a peering with conflicts: leaveAlone, and the others are made", async () => {
		await routeElsewhere();
		const refused = await Stack.create({ cloud, program: peeringProgram(sides) });
		expect((await refused.failingUp()).text).toContain('conflicts: "leaveAlone"');

		refused.write(peeringProgram({ ...sides, conflicts: "leaveAlone" }));
		await refused.up();
		expect(routesOf(cloud).filter((route) => route.startsWith("vpc-hangzhou-b1"))).toEqual([
			"vpc-hangzhou-b1 10.1.0.0/16",
			"vpc-hangzhou-b1 10.101.0.0/16",
		]);
		expect((await refused.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
	});
});

test("A peering whose requester alone has credentials of its own is accepted with the stack's", async () => {
	const stack = await Stack.create({
		cloud,
		program: peeringProgram({
			requester: { vpcId: "vpc-hangzhou-a2", assumeRole: partner },
			accepter: { vpcId: "vpc-hangzhou-a1" },
		}),
	});
	const run = await stack.up();
	expect(cloud.onlyConnection).toMatchObject({ ownerUid: secondAccount, status: "Activated" });
	expect(run.text).not.toContain("must accept");
	expect((await stack.outputs())["reachable"]).toBe(true);
	expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
	await stack.destroy();
	expect(cloud.emulator.world.connections()).toEqual([]);
});
