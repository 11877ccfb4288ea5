import { type Cloud, startCloud } from "./support/cloud";
import { meshProgram, networkOf } from "./support/mesh-programs";
import { partner, routesOf, secondAccount } from "./support/peering-programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
beforeAll(async () => {
	cloud = await startCloud();
});
beforeEach(() => {
	cloud.emulator.reset();
	cloud.emulator.world.setQuota({ intraRegionPerVpc: 100, perAccountPerRegion: 100 });
});

const app = { vpcId: "vpc-hangzhou-a1", tags: { vpc: "app" } };
const data = { vpcId: "vpc-hangzhou-b1" };
const archive = { vpcId: "vpc-shanghai-a1", regionId: "cn-shanghai" };
const outside = { vpcId: "vpc-hangzhou-a2", assumeRole: partner, tags: { side: "theirs" } };
const other = { vpcId: "vpc-hangzhou-b2", regionId: "cn-hangzhou", assumeRole: partner };

/** The connections by the two VPCs that they join. */
function joined(): Record<string, string> {
	const pairs = cloud.emulator.world
		.connections()
		.filter(({ status }) => status === "Activated")
		.map(({ vpcId, acceptingVpcId, instanceId }) => [[vpcId, acceptingVpcId].sort().join(" "), instanceId]);
	return Object.fromEntries(pairs);
}

/** Nothing that a run did away with. */
const losses = /\b(deleted|deleting|replaced|replacing)\b/;

const keeping: Record<string, { before: unknown; after: unknown }> = {
	"the order of its keys": {
		before: { vpcs: { app, archive, outside } },
		after: { vpcs: { outside, archive, app } },
	},
	"the name of a VPC, with its former one": {
		// archive-data becomes data-store: the two sides cross.
		before: { vpcs: { app, data, archive } },
		after: { vpcs: { app, data, store: { ...archive, formerName: "archive" } } },
	},
	"the name of a VPC of another account, with its former one": {
		before: { vpcs: { app, archive, outside, other } },
		after: { vpcs: { app, archive, ally: { ...outside, formerName: "outside" }, other } },
	},
};

describe("A mesh of which nothing changes but", () => {
	test.each(Object.entries(keeping))("%s keeps everything", async (_what, { before, after }) => {
		const stack = await Stack.create({ cloud, program: meshProgram(before) });
		await stack.up();
		const network = networkOf(cloud);
		const views = cloud.emulator.world.connections().map((connection) => connection.views);

		stack.write(meshProgram(after));
		cloud.emulator.clearRequests();
		const run = await stack.up();
		expect(run.lines.filter((line) => losses.test(line))).toEqual([]);
		expect(networkOf(cloud)).toEqual(network);
		expect(cloud.emulator.world.connections().map((connection) => connection.views)).toEqual(views);
		expect(cloud.mutations).toEqual([]);

		expect((await stack.preview()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
		await stack.refresh();
		expect((await stack.preview()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
	});
});

const three = { app, data, archive };
const pairs = {
	"app data": "vpc-hangzhou-a1 vpc-hangzhou-b1",
	"app archive": "vpc-hangzhou-a1 vpc-shanghai-a1",
	"data archive": "vpc-hangzhou-b1 vpc-shanghai-a1",
} as const;
type Pair = keyof typeof pairs;

const changing: Record<string, { before: unknown; after: unknown; stays: Pair[]; goes: Pair[]; comes: Pair[] }> = {
	"from full to a hub": {
		before: { vpcs: three },
		after: { vpcs: three, topology: { hub: "data" } },
		stays: ["app data", "data archive"],
		goes: ["app archive"],
		comes: [],
	},
	"to another hub": {
		before: { vpcs: three, topology: { hub: "data" } },
		after: { vpcs: three, topology: { hub: "app" } },
		stays: ["app data"],
		goes: ["data archive"],
		comes: ["app archive"],
	},
	"by a VPC that goes and one that comes first": {
		before: { vpcs: { data, archive } },
		after: { vpcs: { app, data } },
		stays: [],
		goes: ["data archive"],
		comes: ["app data"],
	},
};

describe("A mesh that changes", () => {
	test.each(Object.entries(changing))("%s touches only what comes or goes", async (_what, row) => {
		const { before, after, stays, goes, comes } = row;
		const stack = await Stack.create({ cloud, program: meshProgram(before) });
		await stack.up();
		const old = joined();
		expect(Object.keys(old).sort()).toEqual([...stays, ...goes].map((pair) => pairs[pair]).sort());

		stack.write(meshProgram(after));
		cloud.emulator.clearRequests();
		await stack.up();
		const now = joined();
		expect(Object.keys(now).sort()).toEqual([...stays, ...comes].map((pair) => pairs[pair]).sort());
		for (const pair of stays) expect(now[pairs[pair]]).toBe(old[pairs[pair]]);
		expect(cloud.mutations.filter((action) => action === "CreateVpcPeerConnection")).toHaveLength(comes.length);
		expect(cloud.mutations.filter((action) => action === "DeleteVpcPeerConnection")).toHaveLength(goes.length);
		expect((await stack.outputs())["reachable"]).toEqual(Object.keys(now).map(() => true));
		expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
	});

	test("and whose VPC got another name without its former one keeps its connections with adopt: true", async () => {
		const stack = await Stack.create({ cloud, program: meshProgram({ vpcs: { app, data, outside } }) });
		await stack.up();
		const before = joined();
		stack.write(meshProgram({ vpcs: { app, data, ally: outside }, adopt: true }));
		await stack.up();
		expect(joined()).toEqual(before);
		expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
		expect((await stack.outputs())["reachable"]).toEqual([true, true, true]);
	});

	test("by credentials for a VPC that was out of reach keeps the connection and the other side's routes", async () => {
		const beyond = { vpcId: "vpc-hangzhou-a2", aliUid: secondAccount };
		const stack = await Stack.create({ cloud, program: meshProgram({ vpcs: { ally: beyond, app } }) });
		await stack.up();
		cloud.emulator.world.acceptConnection(cloud.onlyConnection.instanceId);
		await stack.up();
		const { instanceId } = cloud.onlyConnection;
		const ours = cloud.emulator.world.routeEntries().map(({ id }) => id);
		expect(routesOf(cloud)).toEqual(["vpc-hangzhou-a1 172.16.0.0/16"]);

		stack.write(meshProgram({ vpcs: { ally: outside, app } }));
		expect(await stack.previewSteps()).toEqual({
			"net-ally-app": ["update"],
			"net-ally-app-accepter": ["create"],
			"net-ally-app-requester-routes": ["create"],
		});
		await stack.up();
		expect(cloud.onlyConnection).toMatchObject({ instanceId, status: "Activated" });
		expect(cloud.emulator.world.routeEntries().map(({ id }) => id)).toEqual(expect.arrayContaining(ours));
		expect((await stack.outputs())["reachable"]).toEqual([true]);
		expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged/);
	});
});
