import type { EmulatorConnection } from "../../src/emulator";
import { type Cloud, startCloud } from "./support/cloud";
import { crossAccount, programOf, programWith } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";

let cloud: Cloud;
let stack: Stack;
let firstUp: PulumiRun;

beforeAll(async () => {
	cloud = await startCloud();
	const args = JSON.stringify(crossAccount);
	const program = programWith(`
const toBeRejected = new VpcPeerConnection("to-be-rejected", ${args});
const toExpire = new VpcPeerConnection("to-expire", { ...${args}, acceptingVpcId: "vpc-hangzhou-b2" });
exports.status = toBeRejected.status;
exports.pendingAcceptance = toBeRejected.pendingAcceptance;
`);
	stack = await Stack.create({ program, cloud });
	firstUp = await stack.up();
});

test("the up ends at Accepting and says who must accept, and by when", async () => {
	const [connection] = cloud.emulator.world.connections().filter((one) => one.acceptingVpcId === "vpc-hangzhou-a2");
	const expires = `${new Date(connection?.expiresAt ?? 0).toISOString().slice(0, 19)}Z`;
	const message = `account 253460731706911258 must accept ${connection?.instanceId} until ${expires}, when the request expires`;
	expect(await stack.outputs()).toEqual({ status: "Accepting", pendingAcceptance: message });
	// Once among the diagnostics; how often the progress repeats it depends on what else happens meanwhile.
	const said = `${message}, unless a VpcPeerConnectionAccepter of this program does.`;
	expect(firstUp.lines.filter((line) => line === said)).toHaveLength(1);
});

test("a second up is content with a connection that is not accepted yet", async () => {
	cloud.emulator.clearRequests();
	const up = await stack.up();
	expect(up.lines).toContain("3 unchanged");
	expect(cloud.mutations).toEqual([]);
});

test("rejected or expired: a refresh drops the connection, and the next up asks anew", async () => {
	const { world } = cloud.emulator;
	const old = world.connections();
	for (const { instanceId, acceptingVpcId } of old) {
		world.modifyConnection(instanceId, { status: acceptingVpcId === "vpc-hangzhou-a2" ? "Rejected" : "Expired" });
	}
	const refresh = await stack.refresh();
	const said = refresh.linesWith("it leaves the state").join("\n");
	expect(said).toContain("is Rejected (the accepter's account rejected the connection) and can't work again");
	expect(said).toContain("is Expired (nobody accepted the connection within 7 days) and can't work again");
	expect(await stack.stateOfConnections()).toEqual([]);

	await stack.up();
	const fresh = await stack.stateOfConnections();
	expect(fresh.map(({ outputs }) => outputs["status"])).toEqual(["Accepting", "Accepting"]);
	expect(fresh.filter(({ id }) => old.some(({ instanceId }) => instanceId === id))).toEqual([]);
	// The dead ones are nobody's any more, and would be in the way of the account's quota.
	expect(idsOf(world.connections())).toEqual(fresh.map(({ id }) => id).sort());
});

test("a rejection ends the wait for it at once; the next up asks anew", async () => {
	const ownCloud = await startCloud();
	const waiting = programOf({ peer: { ...crossAccount, waitForActivated: true } });
	const other = await Stack.create({ program: waiting, cloud: ownCloud });
	const up = other.start("up", "--yes", "--skip-preview");
	const { instanceId } = await ownCloud.emulator.waitForRequest(
		({ action }) => action === "GetVpcPeerConnectionAttribute",
	);
	ownCloud.emulator.world.modifyConnection(instanceId ?? "", { status: "Rejected" });
	const rejected = await up.ended;
	expect(rejected.code).not.toBe(0);
	expect(rejected.text).toContain(`waiting for ${instanceId} to be Activated: it is Rejected after`);
	expect(rejected.text).toContain("Run `pulumi up` again: it replaces the connection with a new one.");

	other.write(programOf({ peer: crossAccount }));
	await other.up();
	expect(ownCloud.onlyConnection.instanceId).not.toBe(instanceId);
	expect(await other.outputs()).toMatchObject({ instanceId: ownCloud.onlyConnection.instanceId, status: "Accepting" });
});

function idsOf(connections: readonly EmulatorConnection[]): string[] {
	return connections.map(({ instanceId }) => instanceId).sort();
}
