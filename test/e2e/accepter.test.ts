import type { EmulatorConnection } from "../../src/emulator";
import { type Cloud, startCloud } from "./support/cloud";
import { crossAccount } from "./support/programs";
import { Stack } from "./support/stack";

const requester = "1210123456123456";
const accepter = "253460731706911258";

interface Declared {
	readonly peering?: Record<string, unknown>;
	/** Undefined for a program without an accepter. */
	readonly accepter?: Record<string, unknown> | undefined;
}

/** A program with both sides: the connection with the stack's credentials, its accepter with a role of the other account. */
function bothSides(declared: Declared = {}): Record<string, string> {
	const role = { assumeRole: { roleArn: `acs:ram::${accepter}:role/peering` } };
	const peering = JSON.stringify({ ...crossAccount, ...declared.peering });
	const args = JSON.stringify({ ...role, ...declared.accepter });
	const accepting =
		"accepter" in declared && declared.accepter === undefined
			? ""
			: `
const accepter = new VpcPeerConnectionAccepter("accepter", { instanceId: peering.instanceId, ...${args} });
exports.status = accepter.status;
exports.instanceId = accepter.instanceId;`;
	return {
		"index.js": `const { VpcPeerConnection, VpcPeerConnectionAccepter } = require("pulumi-alicloud-vpcpeer");
const peering = new VpcPeerConnection("peering", ${peering});${accepting}
`,
	};
}

function tagsOf(connection: EmulatorConnection, account: string) {
	return connection.views[account]?.tags.map(({ Key, Value }) => `${Key}=${Value}`);
}

describe("both accounts in one program", () => {
	let cloud: Cloud;
	let stack: Stack;
	beforeAll(async () => {
		cloud = await startCloud();
		stack = await Stack.create({
			program: bothSides({ peering: { tags: { side: "ours" } }, accepter: { tags: { side: "theirs" } } }),
			cloud,
		});
	});

	test("a preview makes nothing, and says what deleting the accepter does", async () => {
		const preview = await stack.preview();
		expect(preview.lines).toContain("+ 3 to create");
		expect(preview.text).toContain('onDelete is "keep": deleting this resource leaves the connection as it is.');
		expect(cloud.mutations).toEqual([]);
	});

	test("one up asks for the connection, accepts it, and ends with Activated seen", async () => {
		await stack.up();
		const connection = cloud.onlyConnection;
		expect(await stack.outputs()).toEqual({ status: "Activated", instanceId: connection.instanceId });
		expect(cloud.mutations).toEqual(["CreateVpcPeerConnection", "AcceptVpcPeerConnection"]);
		expect(connection.status).toBe("Activated");
		expect(tagsOf(connection, requester)).toEqual(["side=ours"]);
		expect(tagsOf(connection, accepter)).toEqual(["side=theirs"]);
	});

	test("a second up changes nothing, also after a refresh", async () => {
		cloud.emulator.clearRequests();
		expect((await stack.up()).lines).toContain("3 unchanged");
		await stack.refresh();
		expect((await stack.up()).lines).toContain("3 unchanged");
		expect(cloud.mutations).toEqual([]);
	});

	test("a change of the connection in place leaves its accepter alone, at preview, too", async () => {
		stack.write(bothSides({ peering: { tags: { side: "both" } }, accepter: { tags: { side: "theirs" } } }));
		expect(await stack.previewSteps()).toEqual({ peering: ["update"] });
		await stack.up();
		expect(tagsOf(cloud.onlyConnection, requester)).toEqual(["side=both"]);
	});

	test("taking the accepter out of the program keeps the connection, and says so", async () => {
		stack.write(bothSides({ peering: { tags: { side: "both" } }, accepter: undefined }));
		cloud.emulator.clearRequests();
		const up = await stack.up();
		expect(up.lines).toContain("- 1 deleted");
		expect(up.text).toContain(`${cloud.onlyConnection.instanceId} is not deleted by its accepter (onDelete: "keep")`);
		expect(cloud.mutations).toEqual([]);
		expect(cloud.onlyConnection.status).toBe("Activated");
	});

	test("put back, it takes the connection as accepted; the destroy leaves both accounts as they were", async () => {
		stack.write(bothSides({ peering: { tags: { side: "both" } }, accepter: { tags: { side: "theirs" } } }));
		await stack.up();
		expect(await stack.outputs()).toMatchObject({ status: "Activated" });
		await stack.destroy();
		expect(cloud.emulator.world.connections()).toEqual([]);
	});
});

describe("an accepter alone, in the accepting account's own stack", () => {
	let cloud: Cloud;
	let instanceId: string;
	beforeEach(async () => {
		cloud = await startCloud();
		const other = await Stack.create({ program: bothSides({ accepter: undefined }), cloud });
		await other.up();
		({ instanceId } = cloud.onlyConnection);
	});

	/** A stack whose credentials are an account's, the accepting one's unless told otherwise. */
	async function stackOf(args: Record<string, unknown>, accountIndex = 1): Promise<Stack> {
		const account = cloud.emulator.accounts[accountIndex];
		const program = {
			"index.js": `const { VpcPeerConnectionAccepter } = require("pulumi-alicloud-vpcpeer");
const accepter = new VpcPeerConnectionAccepter("accepter", ${JSON.stringify({ instanceId, ...args })});
exports.status = accepter.status;
`,
		};
		const env = { ALICLOUD_ACCESS_KEY: account?.accessKeyId, ALICLOUD_SECRET_KEY: account?.accessKeySecret };
		return Stack.create({ program, cloud, env });
	}

	test("destroys it for both accounts where onDelete says so, and the preview warned", async () => {
		const stack = await stackOf({ onDelete: "delete" });
		const preview = await stack.preview();
		expect(preview.text).toContain('onDelete is "delete": deleting this resource deletes the connection for both');
		await stack.up();
		const destroy = await stack.destroy();
		expect(destroy.text).toContain(`${instanceId} is deleted for both accounts (onDelete: "delete").`);
		expect(cloud.emulator.world.connections()).toEqual([]);
	});

	test("rejects", async () => {
		const stack = await stackOf({ action: "reject" });
		await stack.up();
		expect(await stack.outputs()).toEqual({ status: "Rejected" });
		expect(cloud.onlyConnection.status).toBe("Rejected");
		expect((await stack.up()).lines).toContain("2 unchanged");
	});

	test("with the requester's credentials fails at preview and at up, naming both accounts, and changes nothing", async () => {
		cloud.emulator.clearRequests();
		const stack = await stackOf({}, 0);
		const reason = `${instanceId} was asked for by account ${requester}, and account ${accepter} has to answer; these credentials belong to account ${requester}. Give those of account ${accepter} (profile or assumeRole).`;
		expect((await stack.mustFail("preview")).text).toContain(reason);
		expect((await stack.failingUp()).text).toContain(reason);
		expect(cloud.mutations).toEqual([]);
	});

	test.each([
		["Expired", "nobody accepted the connection within 7 days"],
		["Rejected", "the accepter's account rejected the connection"],
	] as const)("of a connection that is %s fails at preview and at up, with the next step", async (status, meaning) => {
		cloud.emulator.world.modifyConnection(instanceId, { status });
		cloud.emulator.clearRequests();
		const stack = await stackOf({});
		const reason = `${instanceId} is ${status}: ${meaning}. It can't be accepted any more. The requester has to make a new connection`;
		expect((await stack.mustFail("preview")).text).toContain(reason);
		expect((await stack.failingUp()).text).toContain(reason);
		expect(cloud.mutations).toEqual([]);
	});

	test("drops a connection that the requester deleted, at refresh", async () => {
		const stack = await stackOf({});
		await stack.up();
		cloud.emulator.world.dropConnection(instanceId);
		await stack.refresh();
		expect((await stack.failingUp()).text).toContain(
			`${instanceId} is not found with the credentials of account ${accepter}`,
		);
	});
});
