import { type Cloud, startCloud } from "./support/cloud";
import { Stack } from "./support/stack";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud();
});

beforeEach(() => cloud.emulator.reset());

test("a first up creates exactly what the preview announced, a second one nothing", async () => {
	const stack = await Stack.create({ program: "javascript", cloud });

	const preview = await stack.preview();
	expect(preview.text).toContain("+  pulumi-nodejs:dynamic/alicloud/vpcpeer:VpcPeerConnection app-to-data create");
	expect(preview.linesWith("to create")).toEqual(["+ 2 to create"]);
	expect(cloud.mutations).toEqual([]);

	const up = await stack.up();
	const connection = cloud.onlyConnection;
	expect(connection).toMatchObject({ status: "Activated", name: "app-to-data", bandwidth: -1 });
	expect(cloud.mutations).toEqual(["CreateVpcPeerConnection"]);
	expect(up.text).toContain(`instanceId: "${connection.instanceId}"`);
	expect(up.linesWith(" created")).toContain("+ 2 created");
	expect(up.text).not.toContain("warning");
	expect(connection.instanceId).toMatch(/^pcc-/);
	expect(await stack.outputs()).toEqual({
		instanceId: connection.instanceId,
		status: "Activated",
		to: ["10.2.0.0/16"],
	});

	cloud.emulator.clearRequests();
	const again = await stack.up();
	expect(again.lines).toContain("2 unchanged");
	expect(cloud.mutations).toEqual([]);
});

test("a program in ES modules", async () => {
	const stack = await Stack.create({ program: "esm", cloud });
	await stack.up();
	expect(await stack.outputs()).toEqual({ instanceId: cloud.onlyConnection.instanceId, status: "Activated" });
});

test("a program in TypeScript", async () => {
	const stack = await Stack.create({ program: "typescript", cloud });
	await stack.up();
	expect(await stack.outputs()).toEqual({
		instanceId: cloud.onlyConnection.instanceId,
		status: "Activated",
		bandwidth: 200,
	});
	expect(cloud.onlyConnection).toMatchObject({ linkType: "Platinum", acceptingVpcId: "vpc-shanghai-a1" });
});
