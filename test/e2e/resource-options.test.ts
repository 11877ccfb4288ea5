import { type Cloud, shippedEmulator, startCloud } from "./support/cloud";
import { intraRegion, programOf, programWith } from "./support/programs";
import { Stack } from "./support/stack";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud();
});

beforeEach(() => cloud.emulator.reset());

test("a connection in a component, renamed with an alias, stays the same connection", async () => {
	const stack = await Stack.create({ program: inComponent("before"), cloud });
	await stack.up();
	const { instanceId } = cloud.onlyConnection;
	cloud.emulator.clearRequests();

	stack.write(inComponent("after", '{ aliases: [{ name: "before" }] }'));
	expect(await stack.previewSteps()).toEqual({});
	await stack.up();
	expect(cloud.mutations).toEqual([]);
	const [inState] = await stack.stateOfConnections();
	expect(inState?.urn).toMatch(/e2e:Network\$.*VpcPeerConnection::after$/);
	expect(inState?.id).toBe(instanceId);
});

test("of two connections in one component one may need the other", async () => {
	const program = programWith(`
class Network extends pulumi.ComponentResource {
	constructor(name) {
		super("e2e:Network", name);
		const first = new VpcPeerConnection("first", ${JSON.stringify(intraRegion)}, { parent: this });
		new VpcPeerConnection(
			"second",
			{ vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-shanghai-a1", acceptingRegionId: "cn-shanghai", name: first.instanceId },
			{ parent: this },
		);
	}
}
new Network("network");
`);
	const stack = await Stack.create({ program, cloud });
	expect(await stack.previewSteps()).toMatchObject({ first: ["create"], second: ["create"] });
	await stack.up();
	const [first, second] = cloud.emulator.world.connections();
	expect(second?.name).toBe(first?.instanceId);
});

test("inputs that are not known in a preview are checked once they are", async () => {
	const program = programWith(`
const first = new VpcPeerConnection("first", ${JSON.stringify(intraRegion)});
new VpcPeerConnection("second", {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: first.status.apply(() => "vpc-shanghai-a1"),
	acceptingRegionId: "cn-shanghai",
	name: first.instanceId,
	tags: { beside: first.instanceId },
});
`);
	const stack = await Stack.create({ program, cloud });
	expect(await stack.previewSteps()).toMatchObject({ first: ["create"], second: ["create"] });
	await stack.up();
	const [first, second] = cloud.emulator.world.connections();
	expect(second).toMatchObject({ name: first?.instanceId, acceptingVpcId: "vpc-shanghai-a1" });
});

test("the resource option customTimeouts counts as timeouts", async () => {
	const clock = (await shippedEmulator()).manualClock();
	const options = '{ customTimeouts: { create: "1s" } }';
	const stack = await Stack.create({
		program: programWith(`new VpcPeerConnection("peer", ${JSON.stringify(intraRegion)}, ${options});`),
		cloud: await startCloud({ clock }),
	});
	const failed = await stack.failingUp();
	expect(failed.text).toMatch(/waiting for pcc-\w+ to be Activated or Accepting: still Creating after/);
});

test("every resource has a ClientToken of its own; the same create by another process has the same one", async () => {
	const program = programOf({
		first: { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" },
		second: { vpcId: "vpc-shanghai-a1", acceptingVpcId: "vpc-shanghai-b1", regionId: "cn-shanghai" },
	});
	await (await Stack.create({ program, cloud })).up();
	const tokens = sentTokens();
	expect(new Set(tokens).size).toBe(2);

	// The same stack of the same project, as a machine without its state would have it.
	cloud.emulator.reset();
	await (await Stack.create({ program, cloud })).up();
	expect(sentTokens()).toEqual(tokens);
});

function sentTokens(): (string | undefined)[] {
	return cloud
		.requestsOf("CreateVpcPeerConnection")
		.map(({ parameters }) => parameters["ClientToken"])
		.sort();
}

function inComponent(name: string, options = "{}"): Record<string, string> {
	return programWith(`
class Network extends pulumi.ComponentResource {
	constructor(name, options) {
		super("e2e:Network", name, {}, options);
		new VpcPeerConnection("${name}", ${JSON.stringify(intraRegion)}, { parent: this, ...${options} });
	}
}
new Network("network");
`);
}
