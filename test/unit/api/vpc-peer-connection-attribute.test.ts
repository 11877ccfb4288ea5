import { parseAnswer } from "../../../src/api/answer";
import { toAttribute } from "../../../src/api/vpc-peer-connection-attribute";

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
	expect(toAttribute(parseAnswer(interRegion))).toEqual({
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
	const { bandwidth, linkType } = toAttribute({ Bandwidth: -1, LinkType: "" });
	expect({ bandwidth, linkType }).toEqual({ bandwidth: -1, linkType: undefined });
});

test("Empty texts and null read as absent, and lists that are absent as empty", () => {
	const read = toAttribute({ InstanceId: "pcc-1", Name: "", Description: null, GmtExpired: null, Vpc: null });
	expect(read).toMatchObject({
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
	expect(Object.keys(toAttribute({ Tags: list }).tags).sort()).toEqual(["Aliyun", "my-acs:"]);
});
