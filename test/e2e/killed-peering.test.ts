import { type Cloud, startCloud } from "./support/cloud";
import { expectNothingToDo, killed } from "./support/killed-run";
import { betweenAccounts, peeringProgram, routesOf } from "./support/peering-programs";
import { Stack } from "./support/stack";

let cloud: Cloud;
beforeAll(async () => {
	cloud = await startCloud();
});
beforeEach(() => cloud.emulator.reset());

const accept = "AcceptVpcPeerConnection";
const route = "CreateRouteEntry";

describe("A whole peering of two accounts", () => {
	test.each<[string, { action: string; skip?: number; afterEffect?: boolean }]>([
		["before the acceptance is carried out, which is lost", { action: accept }],
		["when it was accepted, before the answer arrives", { action: accept, afterEffect: true }],
		["before the second route is made, which is lost", { action: route, skip: 1 }],
		["when the second route was made, before the answer arrives", { action: route, skip: 1, afterEffect: true }],
	])("killed %s: the next up makes it whole, and nothing twice", async (_where, fault) => {
		const stack = await Stack.create({ cloud, program: peeringProgram(betweenAccounts) });
		cloud.emulator.faults.add({ ...fault, kind: "hang" });
		const up = stack.start("up", "--yes", "--skip-preview");
		await cloud.emulator.waitForRequest(({ action, httpStatus }) => action === fault.action && httpStatus === 0);
		await killed(stack, up);
		cloud.emulator.faults.clear();

		await stack.must("up", "--yes");
		const outputs = await stack.outputs();
		expect(outputs).toMatchObject({ status: "Activated", reachable: true });
		expect(cloud.onlyConnection).toMatchObject({ instanceId: outputs["instanceId"], status: "Activated" });
		expect(routesOf(cloud)).toEqual([
			"vpc-hangzhou-a1 172.16.0.0/16",
			"vpc-hangzhou-a2 10.1.0.0/16",
			"vpc-hangzhou-a2 10.101.0.0/16",
		]);
		await expectNothingToDo(cloud, stack);

		await stack.destroy();
		expect(routesOf(cloud)).toEqual([]);
		expect(cloud.emulator.world.connections()).toEqual([]);
	});
});
