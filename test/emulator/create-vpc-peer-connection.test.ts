import { ACCEPTER_UID, CROSS_ACCOUNT, INTER_REGION, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { CREATING_MS, ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();

test("answers with an instance id and a request id", async () => {
	const body = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
	expect(body).toEqual({
		InstanceId: expect.stringMatching(/^pcc-[a-z0-9]+$/),
		RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
	});
});

test("a connection inside one account is Creating and then Activated by itself", async () => {
	const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", SAME_ACCOUNT));
	setup.clock.advance(CREATING_MS - 1);
	expect(await setup.status(InstanceId)).toBe("Creating");
	setup.clock.advance(1);
	expect(await setup.status(InstanceId)).toBe("Activated");
});

test("a connection between two accounts is Creating and then Accepting", async () => {
	const { InstanceId } = await ok(setup.requester.vpcPeer("CreateVpcPeerConnection", CROSS_ACCOUNT));
	expect(await setup.status(InstanceId)).toBe("Creating");
	setup.clock.advance(CREATING_MS);
	expect(await setup.status(InstanceId)).toBe("Accepting");
});

test("inside one region there is no limit of bandwidth and no link type", async () => {
	const instanceId = await setup.create(SAME_ACCOUNT);
	const body = await ok(setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: instanceId }));
	expect(body).toMatchObject({ Bandwidth: -1, LinkType: "" });
});

test("between regions bandwidth is 1024 and the link type Gold", async () => {
	const instanceId = await setup.create(INTER_REGION);
	const body = await ok(setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: instanceId }));
	expect(body).toMatchObject({ Bandwidth: 1024, LinkType: "Gold" });
});

test("keeps every field that was given", async () => {
	const instanceId = await setup.create({
		...INTER_REGION,
		Name: "hub-1",
		Description: "from hub (a) to b*!'~ 中",
		Bandwidth: "200",
		LinkType: "Platinum",
		ResourceGroupId: "rg-network-1",
		"Tag.1.Key": "team",
		"Tag.1.Value": "a=b&c +d",
		"Tag.2.Key": "empty",
	});
	const body = await ok(setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: instanceId }));
	expect(body).toMatchObject({
		Name: "hub-1",
		Description: "from hub (a) to b*!'~ 中",
		Bandwidth: 200,
		LinkType: "Platinum",
		ResourceGroupId: "rg-network-1",
		Tags: [
			{ Key: "team", Value: "a=b&c +d" },
			{ Key: "empty", Value: "" },
		],
	});
});

test("writes account ids as JSON numbers with all their digits", async () => {
	const instanceId = await setup.create(CROSS_ACCOUNT);
	const { text } = await setup.requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: instanceId });
	expect(text).toContain(`"OwnerId":${REQUESTER_UID},`);
	expect(text).toContain(`"AcceptingOwnerUid":${ACCEPTER_UID},`);
	expect(Number.isSafeInteger(Number(ACCEPTER_UID))).toBe(false);
});
