import { type Cloud, startCloud } from "./support/cloud";
import { intraRegion, programOf, programWith } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";

let cloud: Cloud;
/** Made by another stack. */
let instanceId: string;

beforeAll(async () => {
	cloud = await startCloud();
	const other = await Stack.create({ program: programOf({ theirs: { ...intraRegion, name: "theirs" } }), cloud });
	await other.up();
	instanceId = cloud.onlyConnection.instanceId;
});

const lookups = `const { getVpcPeerConnection, getVpcPeerConnectionOutput, getVpcPeerConnections, getVpcPeerConnectionsOutput } =
	require("pulumi-alicloud-vpcpeer");
`;

/** The diagnostics; the engine says the same on the line of the stack. */
function errorsOf(run: PulumiRun): string[] {
	return run.lines.filter((line) => line.startsWith("error: getVpc"));
}

test("a program looks connections up by id, by pair and in lists, at preview as at up", async () => {
	const program = programWith(`${lookups}
const byId = getVpcPeerConnection({ instanceId: ${JSON.stringify(instanceId)} });
exports.name = byId.then(({ name }) => name);
exports.byPair = getVpcPeerConnection(${JSON.stringify({
		vpcId: intraRegion["acceptingVpcId"],
		acceptingVpcId: intraRegion["vpcId"],
	})}).then((one) => one.instanceId);
exports.listed = getVpcPeerConnections({ status: "Activated" }).then(({ ids }) => ids);
exports.output = getVpcPeerConnectionOutput({ instanceId: pulumi.output(byId).instanceId }).acceptingVpcIpv4Cidrs;
`);
	const stack = await Stack.create({ program, cloud });
	const expected = { name: "theirs", byPair: instanceId, listed: [instanceId], output: ["10.2.0.0/16"] };

	cloud.emulator.clearRequests();
	const preview = await stack.preview();
	expect(preview.text).toMatch(new RegExp(`byPair\\s*: "${instanceId}"`));
	expect(preview.text).toMatch(/name\s*: "theirs"/);
	expect(preview.text).toContain('"10.2.0.0/16"');
	expect(cloud.emulator.requests.some(({ action }) => action === "ListVpcPeerConnections")).toBe(true);
	await stack.up();
	expect(await stack.outputs()).toEqual(expected);
});

test("credentials and region come from the stack's configuration, secrets unwrapped, and stay out of everything", async () => {
	const program = programWith(`${lookups}
exports.listed = getVpcPeerConnections().then(({ ids, regionId }) => [regionId, ...ids]);
exports.none = getVpcPeerConnections({ name: "none" }).then(({ ids }) => ids);
`);
	const stack = await Stack.create({ program, cloud });
	const [account] = cloud.emulator.accounts;
	stack.setEnv({ ALICLOUD_ACCESS_KEY: undefined, ALICLOUD_SECRET_KEY: undefined, ALICLOUD_REGION: undefined });
	await stack.setConfig("alicloud:accessKey", account?.accessKeyId ?? "", "--secret");
	await stack.setConfig("alicloud:secretKey", account?.accessKeySecret ?? "", "--secret");
	await stack.setConfig("alicloud:region", "cn-hangzhou");

	const up = await stack.up();
	expect(await stack.outputs()).toEqual({ listed: ["cn-hangzhou", instanceId], none: [] });
	expect(up.text).not.toContain("warning");
	expect(`${up.text}${JSON.stringify(await stack.exportState())}`).not.toContain(account?.accessKeySecret);
});

test("a lookup that finds nothing fails the preview with its message alone, in a line", async () => {
	const program = programWith(`${lookups}
exports.id = getVpcPeerConnection({ vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-shanghai-a1" }).then((one) => one.instanceId);
`);
	const stack = await Stack.create({ program, cloud });
	const preview = await stack.mustFail("preview");
	expect(errorsOf(preview)).toEqual([
		`error: getVpcPeerConnection: no connection joins vpc-hangzhou-a1 and vpc-shanghai-a1. Looked in cn-hangzhou of the cloud at ${cloud.url} with the credentials of account 1210123456123456. Check the two ids, give the regionId of vpcId, or name the profile or assumeRole of an account that owns one of the two VPCs.`,
	]);
	expect(preview.text).not.toMatch(/^\s+at /m);
	expect(preview.text).not.toContain("unhandled");
});

test("a failed lookup of outputs reads the same", async () => {
	const program = programWith(`${lookups}
exports.id = getVpcPeerConnectionOutput({ instanceId: pulumi.output("pcc-none") }).instanceId;
`);
	const stack = await Stack.create({ program, cloud });
	const preview = await stack.mustFail("preview");
	expect(errorsOf(preview)).toEqual([
		expect.stringMatching(/^error: getVpcPeerConnection: pcc-none is not found\. Looked in /),
	]);
	expect(preview.text).not.toMatch(/^\s+at /m);
});

test("what depends on a resource that a preview would create is not known there, and found at up", async () => {
	const ownCloud = await startCloud();
	const program = programWith(`${lookups}
const made = new VpcPeerConnection("made", ${JSON.stringify(intraRegion)});
exports.status = getVpcPeerConnectionOutput({ instanceId: made.instanceId }).status;
exports.ids = getVpcPeerConnectionsOutput({ vpcId: ${JSON.stringify(intraRegion["vpcId"])} }, { dependsOn: made }).ids;
getVpcPeerConnections({ vpcId: ${JSON.stringify(intraRegion["vpcId"])} });
`);
	const stack = await Stack.create({ program, cloud: ownCloud });
	const preview = await stack.preview();
	expect(preview.text).toMatch(/status\s*: \[unknown\]/);
	expect(preview.text).toMatch(/ids\s*: \[unknown\]/);
	await stack.up();
	const { instanceId: made } = ownCloud.onlyConnection;
	expect(await stack.outputs()).toEqual({ status: "Activated", ids: [made] });
});

test("get reads a connection of another stack with all outputs; this stack neither changes nor deletes it", async () => {
	const program = programWith(`
const shared = VpcPeerConnection.get("shared", ${JSON.stringify(instanceId)});
exports.found = pulumi.all([shared.id, shared.name, shared.status, shared.ownerId, shared.acceptingVpcIpv4Cidrs]);
`);
	const stack = await Stack.create({ program, cloud });
	cloud.emulator.clearRequests();
	await stack.preview();
	await stack.up();
	const expected = { found: [instanceId, "theirs", "Activated", "1210123456123456", ["10.2.0.0/16"]] };
	expect(await stack.outputs()).toEqual(expected);

	cloud.emulator.world.modifyConnection(instanceId, { description: "changed by its owner" });
	await stack.refresh();
	const again = await stack.up();
	expect(again.text).not.toContain("warning");
	expect(await stack.outputs()).toEqual(expected);
	await stack.destroy();
	expect(cloud.mutations).toEqual([]);
	expect(cloud.onlyConnection.instanceId).toBe(instanceId);
});

test("get of a connection that is not there fails the preview and says where it looked", async () => {
	const stack = await Stack.create({ program: programWith('VpcPeerConnection.get("shared", "pcc-none");'), cloud });
	const preview = await stack.mustFail("preview");
	expect(preview.text).toContain(
		`pcc-none is not found. Looked in the cloud at ${cloud.url} with the credentials of account 1210123456123456`,
	);
	expect(preview.text).not.toMatch(/^\s+at /m);
});
