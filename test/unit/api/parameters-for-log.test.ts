import { ApiClient } from "../../../src/api/client";
import { fixedCredentials } from "../../../src/api/credential-source";
import { parametersForLog } from "../../../src/api/parameters-for-log";

test.each([
	"RegionId",
	"VpcId",
	"AcceptingRegionId",
	"AcceptingVpcId",
	"AcceptingAliUid",
	"InstanceId",
	"DryRun",
	"Force",
	"Bandwidth",
	"LinkType",
	"ResourceGroupId",
	"NewResourceGroupId",
	"ResourceId",
	"ResourceId.1",
	"ResourceType",
	"MaxResults",
	"PageNumber",
	"PageSize",
	"NextToken",
	"RoleArn",
	"RoleSessionName",
	"DurationSeconds",
])("%s is shown", (name) => {
	expect(parametersForLog({ [name]: "value" })).toBe(`{"${name}":"value"}`);
});

test.each([
	"Name",
	"Description",
	"Tag.1.Key",
	"Tag.1.Value",
	"TagKey.1",
	"Policy",
	"ExternalId",
	"ResourceId.2",
	"regionid",
	"constructor",
	"SomethingNew",
])("Of %s only the number of characters is shown", (name) => {
	expect(parametersForLog({ [name]: "private" })).toBe(`{"${name}":"(7 characters)"}`);
});

test("Characters are counted as people count them, and an empty value is seen to be empty", () => {
	expect(parametersForLog({ Name: "北京🙂", Description: "" })).toBe(
		'{"Name":"(3 characters)","Description":"(0 characters)"}',
	);
});

test("The client logs a request that way, in query and body", async () => {
	const lines: string[] = [];
	const client = new ApiClient({
		product: "VpcPeer",
		// Nothing listens at port 1: the line is written before the request is sent.
		endpoint: { host: "127.0.0.1:1", protocol: "HTTP" },
		credentials: fixedCredentials({ accessKeyId: "test-key-of-log", accessKeySecret: "test-secret-of-log" }),
		connectTimeoutMs: 1000,
		readTimeoutMs: 1000,
		debug: (line) => lines.push(line),
	});
	const request = {
		action: "CreateVpcPeerConnection",
		body: { VpcId: "vpc-a", Description: "merger with Example Ltd" },
		query: { "Tag.1.Key": "project", "Tag.1.Value": "falcon" },
	} as const;
	await expect(client.call(request, { deadline: performance.now() })).rejects.toThrow("CreateVpcPeerConnection");

	expect(lines[0]).toBe(
		'CreateVpcPeerConnection 127.0.0.1:1 {"Tag.1.Key":"(7 characters)","Tag.1.Value":"(6 characters)","VpcId":"vpc-a","Description":"(23 characters)"}',
	);
	expect(lines.join("\n")).not.toMatch(/merger|falcon|test-key-of-log|test-secret-of-log/);
});
