import RPCClient from "@alicloud/pop-core";
import { ACCEPTER_UID, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "../emulator/support/client";
import type { Keys } from "../emulator/support/signed-request";
import { runEmulator } from "./support/running-emulator";

const cloud = runEmulator();

function client(apiVersion: string, { securityToken = "", ...keys }: Keys = REQUESTER_KEYS) {
	return new RPCClient({ ...keys, securityToken, endpoint: `http://${cloud.endpoint}`, apiVersion });
}

const post = { method: "POST" };

test("@alicloud/pop-core, which signs by HMAC-SHA1, creates, reads and deletes by GET and by POST", async () => {
	const peering = client("2022-01-01");
	const tagged = { ...SAME_ACCOUNT, Name: "from-pop-core", Tag: [{ Key: "k", Value: "a b*c!'()~中" }] };
	const { InstanceId } = await peering.request<{ InstanceId: string }>("CreateVpcPeerConnection", tagged, post);
	cloud.emulator.world.modifyConnection(InstanceId, { status: "Activated" });
	expect(await peering.request("GetVpcPeerConnectionAttribute", { InstanceId })).toMatchObject({
		Name: "from-pop-core",
		Tags: [{ Key: "k", Value: "a b*c!'()~中" }],
	});
	await expect(peering.request("DeleteVpcPeerConnection", { InstanceId, DryRun: true }, post)).rejects.toMatchObject({
		code: "DryRunOperation",
	});
	await peering.request("DeleteVpcPeerConnection", { InstanceId });
	expect(cloud.emulator.world.findConnection(InstanceId)?.status ?? "gone").toMatch(/^(Deleting|gone)$/);
	await expect(peering.request("GetVpcPeerConnectionAttribute", { InstanceId: "pcc-none" })).rejects.toMatchObject({
		code: "ResourceNotFound.InstanceId",
		data: { RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) },
	});
});

test("@alicloud/pop-core assumes a role and signs with its security token", async () => {
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "pop" };
	interface Assumed {
		Credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string };
	}
	const { Credentials } = await client("2015-04-01").request<Assumed>("AssumeRole", role);
	const session = client("2015-04-01", {
		accessKeyId: Credentials.AccessKeyId,
		accessKeySecret: Credentials.AccessKeySecret,
		securityToken: Credentials.SecurityToken,
	});
	expect(await client("2015-04-01").request("GetCallerIdentity", {})).toMatchObject({ AccountId: REQUESTER_UID });
	expect(await session.request("GetCallerIdentity", {})).toMatchObject({ AccountId: ACCEPTER_UID });
});
