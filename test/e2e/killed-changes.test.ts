import { type Cloud, startCloud } from "./support/cloud";
import { expectNoConnection, expectOneConnection, killed } from "./support/killed-run";
import { type Args, interRegion, intraRegion, programOf } from "./support/programs";
import type { RunningPulumi } from "./support/running-pulumi";
import { Stack } from "./support/stack";

const create = { action: "CreateVpcPeerConnection" };
const modify = { action: "ModifyVpcPeerConnection" };
const remove = { action: "DeleteVpcPeerConnection" };

let cloud: Cloud;
let stack: Stack;

beforeAll(async () => {
	cloud = await startCloud();
});
beforeEach(() => cloud.emulator.reset());

/** Where a run is killed: before the first request of this name is carried out, which then is lost, or after it was. */
interface Kill {
	readonly action: string;
	readonly afterEffect?: boolean;
}

/** Kills a run at a request. */
async function killedAt(run: () => RunningPulumi, { action, afterEffect = false }: Kill): Promise<void> {
	cloud.emulator.clearRequests();
	cloud.emulator.faults.add({ action, kind: "hang", afterEffect });
	const running = run();
	await cloud.emulator.waitForRequest((request) => request.action === action && request.httpStatus === 0);
	await killed(stack, running);
	cloud.emulator.faults.clear();
	cloud.emulator.clearRequests();
}

/** A stack that has a connection, and now has another program. */
async function changed(before: Args, after: Args): Promise<void> {
	stack = await Stack.create({ program: programOf({ peer: before }), cloud });
	await stack.up();
	stack.write(programOf({ peer: after }));
}

const up = () => stack.start("up", "--yes", "--skip-preview");
const destroy = () => stack.start("destroy", "--yes", "--skip-preview");

describe("An update by three requests", () => {
	const before = { ...intraRegion, name: "before", tags: { team: "network" } };
	const after = { ...intraRegion, name: "after", tags: { stage: "test" } };

	test.each<[string, Kill, string[]]>([
		["before the first", modify, [modify.action, "UnTagResources", "TagResources"]],
		["after the first", { ...modify, afterEffect: true }, ["UnTagResources", "TagResources"]],
		["between the second and the third", { action: "TagResources" }, ["TagResources"]],
		["after the third", { action: "TagResources", afterEffect: true }, []],
	])("killed %s: the next up sends what is missing only", async (_where, kill, missing) => {
		await changed(before, after);
		await killedAt(up, kill);
		await stack.must("up", "--yes");
		expect(cloud.mutations).toEqual(missing);
		const { name, views } = cloud.onlyConnection;
		expect(name).toBe("after");
		expect(Object.values(views).flatMap(({ tags }) => tags)).toEqual([{ Key: "stage", Value: "test" }]);
		await expectOneConnection(cloud, stack);
	});
});

describe("A replacement", () => {
	const reversed = { vpcId: intraRegion["acceptingVpcId"], acceptingVpcId: intraRegion["vpcId"] };

	test.each<[string, Args, Kill, string[]]>([
		["of the same pair, before the old one is deleted", reversed, remove, [remove.action, create.action]],
		["of the same pair, when the old one was deleted", reversed, { ...remove, afterEffect: true }, [create.action]],
		["of the same pair, when the old one is gone and the new one not made", reversed, create, [create.action]],
		[
			"of the same pair, when the new one is made and not stored",
			reversed,
			{ ...create, afterEffect: true },
			[create.action],
		],
		["by another pair, before the new one is made", interRegion, create, [create.action, remove.action]],
		[
			"by another pair, when the new one is made and not stored",
			interRegion,
			{ ...create, afterEffect: true },
			[create.action, remove.action],
		],
		["by another pair, before the old one is deleted", interRegion, remove, [remove.action]],
		["by another pair, when the old one was deleted", interRegion, { ...remove, afterEffect: true }, []],
	])("killed %s: the next up ends with the new one alone", async (_where, after, kill, missing) => {
		await changed(intraRegion, after);
		await killedAt(up, kill);
		await stack.must("up", "--yes");
		expect(cloud.mutations).toEqual(missing);
		expect(cloud.onlyConnection).toMatchObject(after);
		await expectOneConnection(cloud, stack);
	});
});

describe("A destroy", () => {
	beforeEach(() => changed(intraRegion, intraRegion));

	test("killed before the connection is deleted: it is still whole, and the next destroy deletes it", async () => {
		await killedAt(destroy, remove);
		await expectOneConnection(cloud, stack);
		await stack.destroy();
		await expectNoConnection(cloud, stack);
	});

	test("killed when the connection was deleted: the next destroy finds it gone, and asks for nothing", async () => {
		await killedAt(destroy, { ...remove, afterEffect: true });
		await stack.destroy();
		expect(cloud.mutations).toEqual([]);
		await expectNoConnection(cloud, stack);
	});

	test("killed when the connection was deleted: an up with --refresh makes a new one", async () => {
		await killedAt(destroy, { ...remove, afterEffect: true });
		await stack.must("up", "--yes", "--refresh");
		await expectOneConnection(cloud, stack);
	});
});
