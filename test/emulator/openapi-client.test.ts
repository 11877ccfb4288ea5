import OpenApiClient, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import { ACCEPTER_UID, CROSS_ACCOUNT, REQUESTER_KEYS } from "./support/client";
import { ok, setupEmulator } from "./support/setup";

// The client that users' programs really use, against the emulator.

const setup = setupEmulator();

function clientWith(keys: { accessKeyId: string; accessKeySecret: string; securityToken?: string }): OpenApiClient {
	const endpoint = `127.0.0.1:${setup.emulator.port}`;
	return new OpenApiClient(new Config({ ...keys, endpoint, protocol: "HTTP" }));
}

async function call(
	client: OpenApiClient,
	action: string,
	parameters: { query?: Record<string, string>; body?: Record<string, unknown> },
	version = "2022-01-01",
) {
	const params = new Params({
		action,
		version,
		protocol: "HTTPS",
		pathname: "/",
		method: "POST",
		authType: "AK",
		style: "RPC",
		reqBodyType: "formData",
		bodyType: "string",
	});
	const answer = await client.callApi(params, new OpenApiRequest(parameters), new RuntimeOptions({}));
	return answer as { readonly statusCode: number; readonly body: string };
}

test("creates and reads a connection, with parameters in the query and in the form", async () => {
	const client = clientWith(REQUESTER_KEYS);
	const query = { LinkType: "Platinum", "Tag.1.Key": "k 1*", "Tag.1.Value": "v+=&" };
	const body = {
		...CROSS_ACCOUNT,
		AcceptingRegionId: "cn-shanghai",
		AcceptingVpcId: "vpc-shanghai-a2",
		Description: "a b*c!'()~中",
		Bandwidth: 100,
	};
	const created = await call(client, "CreateVpcPeerConnection", { query, body });
	expect(created).toMatchObject({ statusCode: 200 });
	const { InstanceId } = JSON.parse(created.body);
	const read = await call(client, "GetVpcPeerConnectionAttribute", { body: { InstanceId } });
	expect(JSON.parse(read.body)).toMatchObject({
		LinkType: "Platinum",
		Bandwidth: 100,
		Description: "a b*c!'()~中",
		Tags: [{ Key: "k 1*", Value: "v+=&" }],
	});
	expect(read.body).toContain(`"AcceptingOwnerUid":${ACCEPTER_UID},`);
});

test("reports an error with code, status, request id and reason", async () => {
	const client = clientWith(REQUESTER_KEYS);
	const refusal = call(client, "GetVpcPeerConnectionAttribute", { body: { InstanceId: "pcc-unknown" } });
	await expect(refusal).rejects.toMatchObject({
		code: "ResourceNotFound.InstanceId",
		statusCode: 400,
		message: expect.stringContaining("Instance pcc-unknown is not found."),
		data: { RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/), Recommend: expect.stringContaining("source") },
	});
});

test("reports a missing permission with its details", async () => {
	setup.emulator.world.denyAction("1210123456123456", "vpc:ListVpcPeerConnections");
	await expect(call(clientWith(REQUESTER_KEYS), "ListVpcPeerConnections", {})).rejects.toMatchObject({
		code: "Forbidden.NoPermission",
		accessDeniedDetail: { AuthAction: "vpc:ListVpcPeerConnections" },
	});
});

test("works with the keys of an assumed role", async () => {
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "test" };
	const { Credentials } = await ok(setup.requester.sts("AssumeRole", role));
	const client = clientWith({
		accessKeyId: Credentials.AccessKeyId,
		accessKeySecret: Credentials.AccessKeySecret,
		securityToken: Credentials.SecurityToken,
	});
	const identity = await call(client, "GetCallerIdentity", {}, "2015-04-01");
	expect(JSON.parse(identity.body)).toMatchObject({
		AccountId: ACCEPTER_UID,
		Arn: `acs:ram::${ACCEPTER_UID}:assumed-role/peering/test`,
		IdentityType: "AssumedRoleUser",
	});
});
