import { CROSS_ACCOUNT, INTER_REGION, SAME_ACCOUNT } from "./support/client";
import { DAY_MS, DELETING_MS, ok, setupEmulator } from "./support/setup";

const setup = setupEmulator({ createConflictMs: 300 });
const create = (parameters: Readonly<Record<string, string>>) =>
	setup.requester.vpcPeer("CreateVpcPeerConnection", parameters);
const count = () => setup.emulator.world.connections().length;

test("the same token and parameters give the same connection, at once and with another request id", async () => {
	const first = await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }));
	const second = await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }));
	expect(second.InstanceId).toBe(first.InstanceId);
	expect(second.RequestId).not.toBe(first.RequestId);
	expect(count()).toBe(1);
});

test("the same token gives the id of a connection that was deleted since", async () => {
	const first = await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }));
	setup.clock.advance(3000);
	await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId: first.InstanceId }));
	setup.clock.advance(DELETING_MS);
	const replay = await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }));
	expect(replay.InstanceId).toBe(first.InstanceId);
	expect(count()).toBe(0);
	const read = await setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: replay.InstanceId });
	expect(read.body.Code).toBe("ResourceNotFound.InstanceId");
});

test("a token is forgotten after a day", async () => {
	const first = await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }));
	setup.clock.advance(DAY_MS - 1);
	expect((await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }))).InstanceId).toBe(first.InstanceId);
	setup.clock.advance(1);
	expect((await create({ ...SAME_ACCOUNT, ClientToken: "t-1" })).body.Code).toBe("ResourceAlreadyExist.VpcPeer");
});

test("a refused request leaves no token behind", async () => {
	setup.emulator.world.setVpcStatus("vpc-hangzhou-a1", "Pending");
	expect((await create({ ...SAME_ACCOUNT, ClientToken: "t-1" })).body.Code).toBe("IncorrectStatus.Vpc");
	setup.emulator.world.setVpcStatus("vpc-hangzhou-a1", "Available");
	expect((await create({ ...SAME_ACCOUNT, ClientToken: "t-1", Name: "changed" })).status).toBe(200);
});

test("two accounts may use the same token", async () => {
	await ok(create({ ...SAME_ACCOUNT, ClientToken: "t-1" }));
	const parameters = {
		...SAME_ACCOUNT,
		VpcId: "vpc-hangzhou-a2",
		AcceptingAliUid: "253460731706911258",
		AcceptingVpcId: "vpc-hangzhou-b2",
		ClientToken: "t-1",
	};
	await ok(setup.accepter.vpcPeer("CreateVpcPeerConnection", parameters));
	expect(count()).toBe(2);
});

test("without a token every request counts", async () => {
	await ok(create(SAME_ACCOUNT));
	setup.clock.advance(300);
	expect((await create(SAME_ACCOUNT)).body.Code).toBe("ResourceAlreadyExist.VpcPeer");
});

test("a Delete with the same token succeeds again after the connection is gone", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId, ClientToken: "d-1" }));
	setup.clock.advance(DELETING_MS);
	await ok(setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId, ClientToken: "d-1" }));
	const other = await setup.requester.vpcPeer("DeleteVpcPeerConnection", { InstanceId, ClientToken: "d-2" });
	expect(other.body.Code).toBe("ResourceNotFound.InstanceId");
});

test("a Modify with the same token has its effect once", async () => {
	const InstanceId = await setup.create(SAME_ACCOUNT);
	const parameters = { InstanceId, Name: "once", ClientToken: "m-1" };
	await ok(setup.requester.vpcPeer("ModifyVpcPeerConnection", parameters));
	setup.emulator.world.modifyConnection(InstanceId, { name: "changed-since", status: "Activated" });
	await ok(setup.requester.vpcPeer("ModifyVpcPeerConnection", parameters));
	expect(setup.emulator.world.findConnection(InstanceId)?.name).toBe("changed-since");
});

test("a dry run has no effect, and does not use up its token", async () => {
	const dry = await create({ ...SAME_ACCOUNT, ClientToken: "t-1", DryRun: "true" });
	expect({ status: dry.status, code: dry.body.Code }).toEqual({ status: 400, code: "DryRunOperation" });
	expect(count()).toBe(0);
	await ok(create({ ...INTER_REGION, ClientToken: "t-1" }));
});

test("a dry run that does not pass says why", async () => {
	await ok(create(SAME_ACCOUNT));
	setup.clock.advance(300);
	expect((await create({ ...SAME_ACCOUNT, DryRun: "true" })).body.Code).toBe("ResourceAlreadyExist.VpcPeer");
});

test.each(["Accept", "Reject", "Modify", "Delete"])("a dry run of %s changes nothing", async (verb) => {
	const InstanceId = await setup.create(CROSS_ACCOUNT);
	if (verb === "Modify") setup.emulator.world.modifyConnection(InstanceId, { status: "Activated" });
	const before = setup.emulator.world.connections();
	const parameters = { InstanceId, DryRun: "true" };
	const answer = await setup.accepter.vpcPeer(`${verb}VpcPeerConnection`, parameters);
	expect(answer.body.Code).toBe("DryRunOperation");
	expect(setup.emulator.world.connections()).toEqual(before);
});

test("two Creates for one VPC collide while the first one is young, whichever end it is", async () => {
	await ok(create(SAME_ACCOUNT));
	setup.clock.advance(299);
	expect((await create(INTER_REGION)).body.Code).toBe("Conflict.Operation");
	const reversed = { ...SAME_ACCOUNT, VpcId: "vpc-hangzhou-b1", AcceptingVpcId: "vpc-hangzhou-a1" };
	expect((await create(reversed)).body.Code).toBe("Conflict.Operation");
	setup.clock.advance(1);
	expect((await create(INTER_REGION)).status).toBe(200);
});

test("two Creates for different VPCs do not collide", async () => {
	await ok(create(SAME_ACCOUNT));
	const others = {
		...SAME_ACCOUNT,
		RegionId: "cn-shanghai",
		VpcId: "vpc-shanghai-a1",
		AcceptingRegionId: "cn-shanghai",
	};
	expect((await create({ ...others, AcceptingVpcId: "vpc-shanghai-b1" })).status).toBe(200);
});

test("the pair in reverse exists already", async () => {
	await setup.create(SAME_ACCOUNT);
	const reversed = { ...SAME_ACCOUNT, VpcId: "vpc-hangzhou-b1", AcceptingVpcId: "vpc-hangzhou-a1" };
	expect((await create(reversed)).body.Code).toBe("ResourceAlreadyExist.VpcPeer");
});

test.each(["Rejected", "Expired"] as const)(
	"a connection that is %s does not stand in the way of another",
	async (status) => {
		const first = await setup.create(CROSS_ACCOUNT);
		setup.emulator.world.modifyConnection(first, { status });
		const second = await setup.create(CROSS_ACCOUNT);
		expect(second).not.toBe(first);
	},
);
