import { parseAnswer } from "../../../src/api/answer";
import { toAttribute } from "../../../src/api/vpc-peer-connection-attribute";

const action = "GetVpcPeerConnectionAttribute";

/** What is read of an answer about a connection that says this besides. */
function read(facts: Record<string, unknown>) {
	return toAttribute({ InstanceId: "pcc-1", Status: "Activated", ...facts }, action);
}

const interRegion = `{
	"RequestId": "54B48E3D-DF70-471B-AA93-08E683A1B45",
	"InstanceId": "pcc-lnk0m24khwvtkm0001",
	"Name": "vpcpeer", "Description": "described",
	"Status": "Accepting", "BizStatus": "Normal",
	"OwnerId": 253460731706911258, "AcceptingOwnerUid": 9223372036854775807,
	"RegionId": "cn-hangzhou", "AcceptingRegionId": "cn-shanghai",
	"Vpc": { "VpcId": "vpc-a", "Ipv4Cidrs": ["192.168.0.0/16", "10.0.0.0/8"], "Ipv6Cidrs": ["2408::/56"] },
	"AcceptingVpc": { "VpcId": "vpc-b", "Ipv4Cidrs": ["172.16.0.0/12"], "Ipv6Cidrs": [] },
	"Bandwidth": 1024, "LinkType": "Gold",
	"GmtCreate": "2022-04-24T09:02:36Z", "GmtModified": "2022-04-24T19:20:45Z", "GmtExpired": "2022-05-01T09:02:36Z",
	"ResourceGroupId": "rg-1",
	"Tags": [{ "Key": "b", "Value": "2" }, { "Key": "acs:rm:rgId", "Value": "rg-1" }, { "Key": "a", "Value": "" }],
	"ManagedService": "SWAS"
}`;

test("Everything that Get returns is there under a readable name, and account ids are whole", () => {
	expect(toAttribute(parseAnswer(interRegion), action)).toEqual({
		instanceId: "pcc-lnk0m24khwvtkm0001",
		status: "Accepting",
		bizStatus: "Normal",
		ownerId: "253460731706911258",
		acceptingAliUid: "9223372036854775807",
		regionId: "cn-hangzhou",
		acceptingRegionId: "cn-shanghai",
		vpcId: "vpc-a",
		acceptingVpcId: "vpc-b",
		vpcIpv4Cidrs: ["192.168.0.0/16", "10.0.0.0/8"],
		vpcIpv6Cidrs: ["2408::/56"],
		acceptingVpcIpv4Cidrs: ["172.16.0.0/12"],
		acceptingVpcIpv6Cidrs: [],
		name: "vpcpeer",
		description: "described",
		bandwidth: 1024,
		linkType: "Gold",
		resourceGroupId: "rg-1",
		tags: { a: "", b: "2" },
		createTime: "2022-04-24T09:02:36Z",
		modifyTime: "2022-04-24T19:20:45Z",
		expireTime: "2022-05-01T09:02:36Z",
		managedService: "SWAS",
	});
});

test("A connection inside one region reads bandwidth -1 and no link type", () => {
	const { bandwidth, linkType } = read({ Bandwidth: -1, LinkType: "" });
	expect({ bandwidth, linkType }).toEqual({ bandwidth: -1, linkType: undefined });
});

test("Empty texts and null read as absent, and lists that are absent as empty", () => {
	const seen = read({ Name: "", Description: null, GmtExpired: null, Vpc: null, Tags: null });
	expect(seen).toMatchObject({
		name: undefined,
		description: undefined,
		expireTime: undefined,
		vpcId: undefined,
		vpcIpv4Cidrs: [],
		acceptingVpcIpv6Cidrs: [],
		tags: {},
	});
});

test("The system's own tags are not among the tags", () => {
	const list = ["acs:rm:rgId", "aliyun-x", "my-acs:", "Aliyun"].map((key) => ({ Key: key, Value: "v" }));
	expect(Object.keys(read({ Tags: list }).tags).sort()).toEqual(["Aliyun", "my-acs:"]);
});

test.each([
	["no id", { InstanceId: undefined }, "InstanceId"],
	["another thing's id", { InstanceId: "vpc-1" }, "InstanceId"],
	["an id with an escape sequence", { InstanceId: "pcc-1\u001b[2J" }, "InstanceId"],
	["no status", { Status: undefined }, "Status"],
	["a status that is a number", { Status: 7 }, "Status"],
	["a status with a line break", { Status: "Activated\nerror: x" }, "Status"],
	["a name that is an object", { Name: {} }, "Name"],
	["tags that are text", { Tags: "a=b" }, "Tags"],
	["a tag that is text", { Tags: ["a"] }, "Tags.0"],
	["a bandwidth that is text", { Bandwidth: "wide" }, "Bandwidth"],
	["a VPC that is text", { Vpc: "vpc-a" }, "Vpc"],
	["a range that is a number", { Vpc: { Ipv4Cidrs: [10] } }, "Vpc.Ipv4Cidrs.0"],
	["an account that is an object", { OwnerId: {} }, "OwnerId"],
])("An answer with %s is unreadable", (_what, facts, named) => {
	expect(() => read(facts)).toThrow(
		expect.objectContaining({
			code: "UnreadableAnswer",
			failure: expect.objectContaining({ retry: "unreadable", detail: `the answer has no usable ${named}` }),
		}),
	);
});
