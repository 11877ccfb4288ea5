import { isCdtEnabled } from "../../../src/api/cdt";
import { describeVpcs } from "../../../src/api/vpc";
import { recordingClient } from "../support/recording-client";

const limits = { deadline: performance.now() + 60_000 };

test("VPCs are read with all their ranges, whichever way the answer writes them", async () => {
	const { client, requests } = recordingClient({
		Vpcs: {
			Vpc: [
				{
					VpcId: "vpc-1",
					Status: "Available",
					CidrBlock: "10.0.0.0/16",
					SecondaryCidrBlocks: { SecondaryCidrBlock: ["10.9.0.0/16"] },
					Ipv6CidrBlock: "2408::/56",
					Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6CidrBlock: "2408::/56" }, { Ipv6CidrBlock: "2409::/56" }] },
				},
			],
		},
	});
	expect(await describeVpcs(client, { regionId: "cn-hangzhou", vpcIds: ["vpc-1"] }, limits)).toMatchObject([
		{ vpcId: "vpc-1", ipv4Cidrs: ["10.0.0.0/16", "10.9.0.0/16"], ipv6Cidrs: ["2408::/56", "2409::/56"] },
	]);
	expect(requests).toEqual([
		{
			action: "DescribeVpcs",
			query: { RegionId: "cn-hangzhou", PageNumber: "1", PageSize: "50", VpcId: "vpc-1" },
		},
	]);
});

test.each([{}, { Vpcs: {} }, { Vpcs: [] }, { Vpcs: { Vpc: "none" } }])(
	"An answer without the list of VPCs (%j) is not taken for no VPCs",
	async (answer) => {
		const read = describeVpcs(recordingClient(answer).client, { regionId: "cn-hangzhou" }, limits);
		await expect(read).rejects.toThrow("the answer has no list Vpc (UnreadableAnswer)");
	},
);

test.each([
	[{ Enabled: true }, true],
	[{ Enabled: false }, false],
])("CDT: %j is %s", async (answer, enabled) => {
	expect(await isCdtEnabled(recordingClient(answer).client, "intra", limits)).toBe(enabled);
});

test.each([{}, { Enabled: "yes" }, { Enabled: null }])("CDT: %j is no answer", async (answer) => {
	await expect(isCdtEnabled(recordingClient(answer).client, "crossBorder", limits)).rejects.toThrow(
		"GetCdtCbServiceStatus: the answer does not say whether the service is Enabled",
	);
});
