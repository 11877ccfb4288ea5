import { type Cloud, startCloud } from "./support/cloud";
import { programOf } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
let stack: Stack;
/** The ids of the connections before the change, by the requester's region. */
let oldIds: Record<string, string>;

beforeAll(async () => {
	cloud = await startCloud();
	const before = {
		swapped: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" },
		moved: { vpcId: "vpc-shanghai-a1", acceptingVpcId: "vpc-hangzhou-a1", ...fromShanghai },
	};
	stack = await Stack.create({ program: programOf(before), cloud });
	await stack.up();
	oldIds = Object.fromEntries(cloud.emulator.world.connections().map((one) => [one.regionId, one.instanceId]));
	cloud.emulator.clearRequests();
	stack.write(
		programOf({
			swapped: { vpcId: "vpc-hangzhou-b1", acceptingVpcId: "vpc-hangzhou-a1" },
			moved: { vpcId: "vpc-shanghai-a1", acceptingVpcId: "vpc-hangzhou-b1", ...fromShanghai },
		}),
	);
	await stack.up();
});

const fromShanghai = { regionId: "cn-shanghai", acceptingRegionId: "cn-hangzhou" };

test("the same two VPCs: the old connection goes before the new one comes, since the cloud refuses two", () => {
	expect(replacementIn("cn-hangzhou")).toEqual(["DeleteVpcPeerConnection", "CreateVpcPeerConnection"]);
});

test("other VPCs: the new connection comes before the old one goes", () => {
	expect(replacementIn("cn-shanghai")).toEqual(["CreateVpcPeerConnection", "DeleteVpcPeerConnection"]);
});

test("afterwards there are exactly the new connections, those of the state", async () => {
	const inCloud = cloud.emulator.world.connections();
	expect(inCloud.map(({ vpcId, acceptingVpcId }) => `${vpcId} to ${acceptingVpcId}`).sort()).toEqual([
		"vpc-hangzhou-b1 to vpc-hangzhou-a1",
		"vpc-shanghai-a1 to vpc-hangzhou-b1",
	]);
	const inState = await stack.stateOfConnections();
	expect(inState.map(({ id }) => id).sort()).toEqual(inCloud.map(({ instanceId }) => instanceId).sort());
});

test("a second up changes nothing more", async () => {
	cloud.emulator.clearRequests();
	const up = await stack.up();
	expect(up.lines).toContain("3 unchanged");
	expect(cloud.mutations).toEqual([]);
});

/** The requests that replaced the connection of a region, in order. */
function replacementIn(regionId: string): string[] {
	return cloud.mutatingRequests
		.filter(({ parameters, instanceId }) => parameters["RegionId"] === regionId || instanceId === oldIds[regionId])
		.map(({ action }) => action);
}
