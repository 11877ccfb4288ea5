import type { Emulator } from "pulumi-alicloud-vpcpeer/emulator";
import { startTestEmulator, waitForConnection } from "pulumi-alicloud-vpcpeer/testing";
import { deployNetwork } from "./support/deploy-network";

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startTestEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

test("our network peers the shop with billing", async () => {
	await deployNetwork(emulator);
	const connection = await waitForConnection(emulator, ({ status }) => status === "Activated");
	expect(connection).toMatchObject({
		vpcId: "vpc-hangzhou-a1",
		acceptingVpcId: "vpc-hangzhou-b1",
		name: "shop-to-billing",
	});
});

test("our network is deployed when the cloud is busy at first", async () => {
	const busy = emulator.faults.add({
		action: "CreateVpcPeerConnection",
		kind: "error",
		httpStatus: 503,
		code: "ServiceUnavailable",
	});
	await deployNetwork(emulator);
	expect(busy.hits).toBe(1);
	expect(emulator.world.connections()).toHaveLength(1);
});
