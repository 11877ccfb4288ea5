import { type Cloud, startCloud } from "./support/cloud";
import { earlierMeshProgram, meshProgram, networkOf } from "./support/mesh-programs";
import { partner, routesOf } from "./support/peering-programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
beforeAll(async () => {
	cloud = await startCloud();
});
beforeEach(() => {
	cloud.emulator.reset();
	cloud.emulator.world.setQuota({ intraRegionPerVpc: 100, perAccountPerRegion: 100 });
});

const z = { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai", tags: { of: "z" } };
const y = { vpcId: "vpc-hangzhou-a1", regionId: "cn-hangzhou", cdt: true };
const c = { vpcId: "vpc-hangzhou-b1", regionId: "cn-hangzhou" };
const b = { vpcId: "vpc-hangzhou-a2", regionId: "cn-hangzhou", assumeRole: partner, cdt: true };
const a = { vpcId: "vpc-hangzhou-b2", regionId: "cn-hangzhou", assumeRole: partner, tags: { of: "a" } };

/** How the earlier release declared a mesh, and how this one does. */
const meshes: Record<string, { before: unknown; after: unknown }> = {
	"in one account": { before: { vpcs: { z, y, c } }, after: { vpcs: { z, y, c } } },
	"of two accounts": { before: { vpcs: { z, y, b, a } }, after: { vpcs: { z, y, b, a } } },
	"with a hub that sorts last": {
		before: { vpcs: { z, c, b }, topology: { hub: "z" } },
		after: { vpcs: { z, c, b }, topology: { hub: "z" } },
	},
	"of which a VPC gets another name in the same run": {
		before: { vpcs: { z, y, b } },
		after: { vpcs: { a: { ...z, formerName: "z" }, y, b } },
	},
};

describe("A mesh of an earlier release, named by the order of its keys,", () => {
	test.each(Object.entries(meshes))("%s keeps everything when the package is upgraded", async (_what, mesh) => {
		const stack = await Stack.create({ cloud, program: earlierMeshProgram(mesh.before) });
		await stack.up();
		const network = networkOf(cloud);

		stack.write(meshProgram(mesh.after));
		const steps = await stack.previewSteps();
		expect(Object.entries(steps).filter(([, ops]) => ops.some((op) => op !== "update"))).toEqual([]);
		cloud.emulator.clearRequests();
		await stack.up();
		expect(networkOf(cloud)).toEqual(network);
		expect(cloud.mutations.filter((action) => action !== "TagResources")).toEqual([]);
		const { statuses, reachable } = await stack.outputs();
		const pairs = Object.keys(statuses as object);
		expect(pairs.filter((pair) => pair !== pair.split("-").sort().join("-"))).toEqual([]);
		expect(reachable).toEqual(pairs.map(() => true));

		expect((await stack.preview()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
		await stack.refresh();
		expect((await stack.preview()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
		await stack.destroy();
		expect(cloud.emulator.world.connections()).toEqual([]);
		expect(routesOf(cloud)).toEqual([]);
	});

	test("stays changeable in place by the account that asks now, though the other one did", async () => {
		const stack = await Stack.create({ cloud, program: earlierMeshProgram({ vpcs: { z, b } }) });
		await stack.up();
		const { instanceId } = cloud.onlyConnection;
		stack.write(meshProgram({ vpcs: { z, b }, bandwidth: 200, description: "changed by the other side" }));
		await stack.up();
		expect(cloud.onlyConnection).toMatchObject({
			instanceId,
			bandwidth: 200,
			description: "changed by the other side",
		});
		expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
	});
});
