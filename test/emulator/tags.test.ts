import { CROSS_ACCOUNT, INTER_REGION, SAME_ACCOUNT } from "./support/client";
import { ok, setupEmulator } from "./support/setup";

const SCOPE = { RegionId: "cn-hangzhou", ResourceType: "PeerConnection" };

const setup = setupEmulator();
const call = (action: string, parameters: Readonly<Record<string, string>>) =>
	setup.requester.vpcPeer(action, { ...SCOPE, ...parameters });
const tagsOf = async (InstanceId: string, client = setup.requester) =>
	(await ok(client.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }))).Tags;

test("TagResources adds tags to several connections, and replaces the value of a key", async () => {
	const one = await setup.create({ ...SAME_ACCOUNT, "Tag.1.Key": "team", "Tag.1.Value": "old" });
	const two = await setup.create(INTER_REGION);
	const body = await ok(
		call("TagResources", {
			"ResourceId.1": one,
			"ResourceId.2": two,
			"Tag.1.Key": "team",
			"Tag.1.Value": "new",
			"Tag.2.Key": "env",
		}),
	);
	expect(body).toEqual({ RequestId: expect.any(String), Success: true });
	const expected = [
		{ Key: "team", Value: "new" },
		{ Key: "env", Value: "" },
	];
	expect(await tagsOf(one)).toEqual(expected);
	expect(await tagsOf(two)).toEqual(expected);
});

test("TagResources changes nothing when one of the connections is unknown", async () => {
	const one = await setup.create(SAME_ACCOUNT);
	const answer = await call("TagResources", { "ResourceId.1": one, "ResourceId.2": "pcc-unknown", "Tag.1.Key": "k" });
	expect(answer.body.Code).toBe("InvalidInstanceIds.NotFound");
	expect(await tagsOf(one)).toEqual([]);
});

test("no connection gets more than 20 tags", async () => {
	const tags = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Tag.${index + 1}.Key`, `key-${index}`]));
	const one = await setup.create({ ...SAME_ACCOUNT, ...tags });
	expect((await call("TagResources", { "ResourceId.1": one, "Tag.1.Key": "key-3" })).status).toBe(200);
	const answer = await call("TagResources", { "ResourceId.1": one, "Tag.1.Key": "key-20" });
	expect(answer.body.Code).toBe("NumberExceed.Tags");
	expect(await tagsOf(one)).toHaveLength(20);
});

test("each account has its own tags on a shared connection", async () => {
	const one = await setup.create({ ...CROSS_ACCOUNT, "Tag.1.Key": "ours" });
	await ok(setup.accepter.vpcPeer("TagResources", { ...SCOPE, "ResourceId.1": one, "Tag.1.Key": "theirs" }));
	expect(await tagsOf(one)).toEqual([{ Key: "ours", Value: "" }]);
	expect(await tagsOf(one, setup.accepter)).toEqual([{ Key: "theirs", Value: "" }]);
});

test("where Get shows the requester's tags to all, ListTagResources still answers each owner its own", async () => {
	const one = await setup.create({ ...CROSS_ACCOUNT, "Tag.1.Key": "ours" });
	const theirs = { ...SCOPE, "ResourceId.1": one };
	await ok(setup.accepter.vpcPeer("TagResources", { ...theirs, "Tag.1.Key": "theirs" }));
	setup.emulator.world.setRequesterTagsForAll(true);
	expect(await tagsOf(one, setup.accepter)).toEqual([{ Key: "ours", Value: "" }]);
	const { TagResources } = await ok(setup.accepter.vpcPeer("ListTagResources", theirs));
	expect(TagResources).toMatchObject([{ TagKey: "theirs" }]);
});

test("UnTagResources removes the keys that are named", async () => {
	const one = await setup.create({ ...SAME_ACCOUNT, "Tag.1.Key": "a", "Tag.2.Key": "b", "Tag.3.Key": "c" });
	await ok(call("UnTagResources", { "ResourceId.1": one, "TagKey.1": "a", "TagKey.2": "unknown", All: "true" }));
	expect(await tagsOf(one)).toEqual([
		{ Key: "b", Value: "" },
		{ Key: "c", Value: "" },
	]);
	await ok(call("UnTagResources", { "ResourceId.1": one, All: "true" }));
	expect(await tagsOf(one)).toEqual([]);
});

test("the operation is spelled UnTagResources", async () => {
	const one = await setup.create(SAME_ACCOUNT);
	const answer = await call("UntagResources", { "ResourceId.1": one, All: "true" });
	expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 404, code: "InvalidAction.NotFound" });
});

test.each([
	["TagResources", { "ResourceId.1": "pcc-1" }, "MissingTag"],
	["TagResources", { "Tag.1.Key": "k" }, "MissingResourceId"],
	["TagResources", { "Tag.1.Key": "k", "ResourceId.1": "pcc-1", RegionId: "" }, "MissingRegionId"],
	["TagResources", { "Tag.1.Key": "k", "ResourceId.1": "pcc-1", ResourceType: "Vpc" }, "InvalidInstanceType.NotFound"],
	["TagResources", { "Tag.1.Key": "https://k", "ResourceId.1": "pcc-1" }, "InvalidTagKey"],
	["TagResources", { "Tag.1.Key": "acs:k", "ResourceId.1": "pcc-1" }, "Forbidden.TagKeys"],
	["UnTagResources", { "ResourceId.1": "pcc-1" }, "MissingTagKey"],
	["UnTagResources", { "ResourceId.1": "pcc-1", "TagKey.1": "aliyun" }, "Forbidden.TagKeys"],
	["UnTagResources", { "ResourceId.1": "pcc-unknown", All: "true" }, "InvalidInstanceIds.NotFound"],
	["ListTagResources", { "ResourceId.1": "pcc-unknown" }, "InvalidInstanceIds.NotFound"],
	["ListTagResources", { "Tag.1.Key": "k", MaxResults: "51" }, "IllegalParam.MaxResults"],
	["ListTagResources", { "ResourceId.1": "pcc-1", Category: "Secret" }, "IllegalParam.Category"],
])("%s with %j is refused with %s", async (action, parameters, code) => {
	expect((await call(action, parameters)).body.Code).toBe(code);
});

test("ListTagResources answers one row per tag, by id, by tag and by key", async () => {
	const one = await setup.create({ ...SAME_ACCOUNT, "Tag.1.Key": "team", "Tag.1.Value": "a", "Tag.2.Key": "env" });
	const two = await setup.create({ ...INTER_REGION, "Tag.1.Key": "team", "Tag.1.Value": "b" });
	const row = (ResourceId: string, TagKey: string, TagValue: string) => ({
		ResourceId,
		ResourceType: "PeerConnection",
		RegionNo: "cn-hangzhou",
		TagKey,
		TagValue,
	});
	const byId = await ok(call("ListTagResources", { "ResourceId.1": one }));
	expect(byId.TagResources).toEqual([row(one, "team", "a"), row(one, "env", "")]);
	const byTag = await ok(call("ListTagResources", { "Tag.1.Key": "team", "Tag.1.Value": "b" }));
	expect(byTag.TagResources).toEqual([row(two, "team", "b")]);
	const byKey = await ok(call("ListTagResources", { "Tag.1.Key": "team", MaxResults: "2" }));
	expect(byKey.TagResources).toEqual([row(one, "team", "a"), row(one, "env", "")]);
	const rest = await ok(call("ListTagResources", { "Tag.1.Key": "team", MaxResults: "2", NextToken: byKey.NextToken }));
	expect(rest.TagResources).toEqual([row(two, "team", "b")]);
	const system = await ok(call("ListTagResources", { "Tag.1.Key": "team", Category: "System" }));
	expect(system.TagResources).toEqual([]);
});

test("RegionNo is the requester's region, in whichever region and by whichever owner it is asked", async () => {
	const id = await setup.create({
		...CROSS_ACCOUNT,
		AcceptingRegionId: "cn-shanghai",
		AcceptingVpcId: "vpc-shanghai-a2",
	});
	const theirs = { ...SCOPE, RegionId: "cn-shanghai", "ResourceId.1": id };
	await ok(setup.accepter.vpcPeer("TagResources", { ...theirs, "Tag.1.Key": "theirs" }));
	const { TagResources } = await ok(setup.accepter.vpcPeer("ListTagResources", theirs));
	expect(TagResources).toMatchObject([{ TagKey: "theirs", RegionNo: "cn-hangzhou" }]);
});

test("UnTagResources lets an empty key through, which no tag has", async () => {
	const one = await setup.create({ ...SAME_ACCOUNT, "Tag.1.Key": "a" });
	await ok(call("UnTagResources", { "ResourceId.1": one, "TagKey.1": "" }));
	expect(await tagsOf(one)).toEqual([{ Key: "a", Value: "" }]);
});

test("MoveResourceGroup moves the caller's side only", async () => {
	const ResourceId = await setup.create(CROSS_ACCOUNT);
	const body = await ok(call("MoveResourceGroup", { ResourceId, NewResourceGroupId: "rg-network-1" }));
	expect(body).toEqual({ RequestId: expect.any(String), Success: true });
	expect(setup.emulator.world.findConnection(ResourceId)?.views).toMatchObject({
		"1210123456123456": { resourceGroupId: "rg-network-1" },
		"253460731706911258": { resourceGroupId: "rg-default-2" },
	});
});

test.each([
	[{ NewResourceGroupId: "rg-unknown" }, "OperationFailed.NotExist.ResourceGroup"],
	[{ NewResourceGroupId: "" }, "MissingNewResourceGroupId"],
	[{ ResourceType: "Vpc" }, "IllegalParam.ResourceType"],
	[{ RegionId: "cn-shanghai" }, "ResourceNotFound.VpcPeer"],
])("MoveResourceGroup refuses %j", async (change, code) => {
	const ResourceId = await setup.create(SAME_ACCOUNT);
	const answer = await call("MoveResourceGroup", { ResourceId, NewResourceGroupId: "rg-network-1", ...change });
	expect(answer.body.Code).toBe(code);
});
