import fc from "fast-check";
import {
	createVpcPeerConnection,
	deleteVpcPeerConnection,
	getVpcPeerConnectionAttribute,
	listVpcPeerConnections,
	modifyVpcPeerConnection,
	toParameters,
} from "../../../src/api/vpc-peer";
import { toAttribute } from "../../../src/api/vpc-peer-connection-attribute";
import { moveResourceGroup, tagResources, unTagResources } from "../../../src/api/vpc-peer-groups-and-tags";
import { betweenRegions, tags, validInputs, writtenDifferently } from "../support/connection-inputs";
import { recordingClient } from "../support/recording-client";

const limits = { deadline: Number.POSITIVE_INFINITY };
const target = { regionId: "cn-hangzhou", instanceId: "pcc-1" };

const everything = {
	...betweenRegions,
	acceptingAliUid: "253460731706911258",
	name: "app-to-data",
	description: "joins two",
	bandwidth: 200,
	linkType: "Platinum",
	resourceGroupId: "rg-1",
	tags: { b: "2", a: "1" },
	dryRun: true,
	clientToken: "input-token",
	force: true,
	timeouts: { create: "5m" },
	profile: "work",
} as const;

const body = {
	RegionId: "cn-hangzhou",
	VpcId: betweenRegions.vpcId,
	AcceptingAliUid: "253460731706911258",
	AcceptingRegionId: "cn-shanghai",
	AcceptingVpcId: betweenRegions.acceptingVpcId,
	Name: "app-to-data",
	Description: "joins two",
	Bandwidth: "200",
	ResourceGroupId: "rg-1",
};
const query = {
	LinkType: "Platinum",
	"Tag.1.Key": "a",
	"Tag.1.Value": "1",
	"Tag.2.Key": "b",
	"Tag.2.Value": "2",
};

test("Create sends every parameter of the document as text, in the positions of the official clients", async () => {
	const { client, requests } = recordingClient({ InstanceId: "pcc-1", RequestId: "r-1" });
	const made = await createVpcPeerConnection(client, everything, { clientToken: "t-1" }, limits);
	expect(made).toBe("pcc-1");
	expect(requests).toEqual([{ action: "CreateVpcPeerConnection", body: { ...body, ClientToken: "t-1" }, query }]);
});

test("A dry run is the same request with DryRun, and only dryRun: true makes one", async () => {
	const { client, requests } = recordingClient({}, { InstanceId: "pcc-1" });
	await createVpcPeerConnection(client, everything, { clientToken: "t-1", dryRun: true }, limits);
	await createVpcPeerConnection(client, everything, { clientToken: "t-1", dryRun: false }, limits);
	expect(requests[0]?.body).toEqual({ ...body, ClientToken: "t-1", DryRun: "true" });
	expect(requests[1]?.body).toEqual({ ...body, ClientToken: "t-1" });
});

test.each([{}, { InstanceId: 7 }, { InstanceId: "" }, { InstanceId: "vpc-1" }])(
	"An answer of Create with %j for an id is unreadable: the same token leads to the id",
	async (answer) => {
		const { client } = recordingClient(answer);
		await expect(createVpcPeerConnection(client, everything, { clientToken: "t-1" }, limits)).rejects.toMatchObject({
			failure: { code: "UnreadableAnswer", retry: "unreadable" },
		});
	},
);

test("What is absent is not sent", () => {
	expect(toParameters({ name: "ab", description: undefined })).toEqual({ body: { Name: "ab" }, query: {} });
	expect(toParameters({ tags: {} })).toEqual({ body: {}, query: {} });
});

test("Get asks by the id alone: the operation takes no region", async () => {
	const { client, requests } = recordingClient({ InstanceId: "pcc-1", Status: "Activated" });
	expect((await getVpcPeerConnectionAttribute(client, "pcc-1", limits)).status).toBe("Activated");
	expect(requests).toEqual([{ action: "GetVpcPeerConnectionAttribute", body: { InstanceId: "pcc-1" } }]);
});

test("Modify sends the id, the changes and the token, and LinkType in the query", async () => {
	const { client, requests } = recordingClient({});
	const changes = { description: "new", bandwidth: 5, linkType: "Gold" };
	await modifyVpcPeerConnection(client, "pcc-1", changes, { clientToken: "t-2", dryRun: true }, limits);
	expect(requests).toEqual([
		{
			action: "ModifyVpcPeerConnection",
			body: { InstanceId: "pcc-1", Description: "new", Bandwidth: "5", ClientToken: "t-2", DryRun: "true" },
			query: { LinkType: "Gold" },
		},
	]);
});

test("Delete sends Force only when it is wanted", async () => {
	const { client, requests } = recordingClient({});
	await deleteVpcPeerConnection(client, "pcc-1", { clientToken: "t-3", force: false }, limits);
	await deleteVpcPeerConnection(client, "pcc-1", { clientToken: "t-3", force: true }, limits);
	expect(requests).toEqual([
		{ action: "DeleteVpcPeerConnection", body: { InstanceId: "pcc-1", ClientToken: "t-3" } },
		{ action: "DeleteVpcPeerConnection", body: { InstanceId: "pcc-1", ClientToken: "t-3", Force: "true" } },
	]);
});

test("List names both VPCs in one parameter and reads the rows of the answer", async () => {
	const { client, requests } = recordingClient({ VpcPeerConnects: [{ InstanceId: "pcc-1", Status: "Deleting" }] });
	const found = await listVpcPeerConnections(client, { regionId: "cn-hangzhou", vpcIds: ["vpc-a", "vpc-b"] }, limits);
	expect(found.map(({ instanceId, status }) => [instanceId, status])).toEqual([["pcc-1", "Deleting"]]);
	expect(requests).toEqual([
		{
			action: "ListVpcPeerConnections",
			body: { RegionId: "cn-hangzhou", VpcId: "vpc-a,vpc-b", MaxResults: "100" },
			query: {},
		},
	]);
});

test("An empty list has no row, and an answer without the list is not taken for an empty one", async () => {
	const empty = recordingClient({ VpcPeerConnects: [] }).client;
	expect(await listVpcPeerConnections(empty, { regionId: "cn-hangzhou" }, limits)).toEqual([]);
	await expect(listVpcPeerConnections(recordingClient({}).client, { regionId: "cn-hangzhou" }, limits)).rejects.toThrow(
		"the answer has no list VpcPeerConnects (UnreadableAnswer)",
	);
});

test("Resource group and tag operations send region, type and id in the query", async () => {
	const { client, requests } = recordingClient({});
	await moveResourceGroup(client, { ...target, resourceGroupId: "rg-2" }, limits);
	await tagResources(client, target, { b: "2", a: "" }, limits);
	await unTagResources(client, target, ["z", "y"], limits);
	const named = { RegionId: "cn-hangzhou", ResourceType: "PeerConnection", "ResourceId.1": "pcc-1" };
	expect(requests).toEqual([
		{
			action: "MoveResourceGroup",
			query: {
				RegionId: "cn-hangzhou",
				ResourceId: "pcc-1",
				ResourceType: "PeerConnection",
				NewResourceGroupId: "rg-2",
			},
		},
		{
			action: "TagResources",
			query: { ...named, "Tag.1.Key": "a", "Tag.1.Value": "", "Tag.2.Key": "b", "Tag.2.Value": "2" },
		},
		// The cloud's spelling has a capital T.
		{ action: "UnTagResources", query: { ...named, "TagKey.1": "y", "TagKey.2": "z" } },
	]);
});

test("The same inputs make the same parameters, however they are written", () => {
	fc.assert(
		fc.property(validInputs, (inputs) => {
			expect(toParameters(writtenDifferently(inputs))).toEqual(toParameters(inputs));
		}),
	);
});

test("Every parameter is text, and no input is lost or added", () => {
	fc.assert(
		fc.property(validInputs, (inputs) => {
			const sent = toParameters(inputs);
			for (const value of [...Object.values(sent.body), ...Object.values(sent.query)]) {
				expect(typeof value).toBe("string");
			}
			const { regionId, vpcId, acceptingAliUid, acceptingRegionId, acceptingVpcId } = inputs;
			const { name, description, bandwidth, resourceGroupId, linkType } = inputs;
			const plain = [regionId, vpcId, acceptingAliUid, acceptingRegionId, acceptingVpcId];
			const others = [name, description, bandwidth, resourceGroupId];
			const expected = [...plain, ...others].filter((value) => value !== undefined).map(String);
			expect(Object.values(sent.body).sort()).toEqual(expected.sort());
			const tagCount = Object.keys(inputs.tags ?? {}).length;
			expect(Object.keys(sent.query)).toHaveLength(2 * tagCount + (linkType === undefined ? 0 : 1));
		}),
	);
});

test("Tags that are sent and answered are the same tags", () => {
	fc.assert(
		fc.property(tags, (given) => {
			const sent = toParameters({ tags: given }).query;
			const count = Object.keys(sent).length / 2;
			const answered = Array.from({ length: count }, (_, index) => ({
				Key: sent[`Tag.${index + 1}.Key`],
				Value: sent[`Tag.${index + 1}.Value`],
			}));
			expect(toAttribute({ InstanceId: "pcc-1", Status: "Activated", Tags: answered }, "Get").tags).toEqual(given);
		}),
	);
});
