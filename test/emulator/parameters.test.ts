import { CROSS_ACCOUNT, INTER_REGION, SAME_ACCOUNT } from "./support/client";
import { setupEmulator } from "./support/setup";
import type { ApiAnswer } from "./support/signed-request";

// What the request itself says, apart from the world it meets.

const setup = setupEmulator();
const URL_TEXT = "https://example.com";

function summary({ status, body }: ApiAnswer) {
	return { status, code: body.Code };
}

const createCases: [parameter: string, value: string, code: string | undefined][] = [
	["Name", "ab", undefined],
	["Name", "a".repeat(128), undefined],
	["Name", "中国-1_x", undefined],
	["Name", "a", "IllegalParam.Name"],
	["Name", "", "IllegalParam.Name"],
	["Name", "a".repeat(129), "IllegalParam.Name"],
	["Name", "-dash", "IllegalParam.Name"],
	["Name", "two words", "IllegalParam.Name"],
	["Description", "any text, with a comma", undefined],
	["Description", "d".repeat(256), undefined],
	["Description", "d", "IllegalParam.Description"],
	["Description", "d".repeat(257), "IllegalParam.Description"],
	["Description", "1 is not a letter", "IllegalParam.Description"],
	["Description", URL_TEXT, "IllegalParam.Description"],
	["Bandwidth", "1", undefined],
	["Bandwidth", "1024", undefined],
	["Bandwidth", "0", "IllegalParam.Bandwidth"],
	["Bandwidth", "-1", "IllegalParam.Bandwidth"],
	["Bandwidth", "1.5", "IllegalParam.Bandwidth"],
	["Bandwidth", "fast", "IllegalParam.Bandwidth"],
	["Bandwidth", "1025", "QuotaExceeded.Bandwidth"],
	["LinkType", "Platinum", undefined],
	["LinkType", "Silver", "IllegalParam.LinkType"],
	["LinkType", "gold", "IllegalParam.LinkType"],
	["ClientToken", "t".repeat(64), undefined],
	["ClientToken", "t".repeat(65), "IllegalParam.ClientToken"],
	["ClientToken", "tökén", "IllegalParam.ClientToken"],
	["DryRun", "TRUE", "DryRunOperation"],
	["DryRun", "false", undefined],
	["DryRun", "1", "IllegalParam.DryRun"],
	["AcceptingAliUid", "0", "IllegalParam.AcceptingAliUid"],
	["AcceptingAliUid", "-5", "IllegalParam.AcceptingAliUid"],
	["AcceptingAliUid", "9223372036854775808", "IllegalParam.AcceptingAliUid"],
	["AcceptingAliUid", "9223372036854775807", "ResourceNotFound.AcceptingVpc"],
	["AcceptingAliUid", "1210123456123457", "ResourceNotFound.AcceptingVpc"],
	["AcceptingVpcId", "vpc-hangzhou-a1", "IllegalParam.AcceptingVpcId"],
	["AcceptingVpcId", "vpc-singapore-a1", "ResourceNotFound.AcceptingVpc"],
	["RegionId", "cn-shanghai", "ResourceNotFound.Vpc"],
	["Tag.1.Key", "", "IllegalParam.TagKey"],
	["Tag.1.Key", "k".repeat(128), undefined],
	["Tag.1.Key", `see ${URL_TEXT}`, "IllegalParam.TagKey"],
	["Tag.1.Key", "aliyun-key", "Forbidden.TagKeys"],
];

test.each(createCases)("Create between regions with %s = %s is answered %s", async (parameter, value, code) => {
	const answer = await setup.requester.vpcPeer("CreateVpcPeerConnection", { ...INTER_REGION, [parameter]: value });
	expect(summary(answer)).toEqual({ status: code === undefined ? 200 : 400, code });
});

test.each(["RegionId", "VpcId", "AcceptingAliUid", "AcceptingRegionId", "AcceptingVpcId"])(
	"Create requires %s",
	async (parameter) => {
		const { [parameter]: _left, ...rest } = SAME_ACCOUNT as Record<string, string>;
		const answer = await setup.requester.vpcPeer("CreateVpcPeerConnection", rest);
		expect(summary(answer)).toEqual({ status: 400, code: `Missing${parameter}` });
	},
);

test("Create refuses Bandwidth inside one region", async () => {
	const answer = await setup.requester.vpcPeer("CreateVpcPeerConnection", { ...SAME_ACCOUNT, Bandwidth: "100" });
	expect(summary(answer)).toEqual({ status: 400, code: "IllegalParam.Bandwidth" });
});

const modifyCases: [parameter: string, value: string, code: string | undefined][] = [
	["Name", "a", undefined],
	["Name", "1 anything goes!", undefined],
	["Name", "", "IllegalParam.Name"],
	["Name", "n".repeat(129), "IllegalParam.Name"],
	["Name", "http://x", "IllegalParam.Name"],
	["Description", "d", undefined],
	["Description", "", "IllegalParam.Description"],
	["Description", "d".repeat(257), "IllegalParam.Description"],
	["Description", URL_TEXT, "IllegalParam.Description"],
	["Bandwidth", "512", undefined],
	["Bandwidth", "0", "IllegalParam.Bandwidth"],
	["LinkType", "Platinum", undefined],
	["LinkType", "Silver", "IllegalParam.LinkType"],
];

test.each(modifyCases)("Modify between regions with %s = %s is answered %s", async (parameter, value, code) => {
	const InstanceId = await setup.create(INTER_REGION);
	const answer = await setup.requester.vpcPeer("ModifyVpcPeerConnection", { InstanceId, [parameter]: value });
	expect(summary(answer)).toEqual({ status: code === undefined ? 200 : 400, code });
});

test.each(["Get", "Modify", "Accept", "Reject", "Delete"])("%s requires InstanceId", async (verb) => {
	const name = verb === "Get" ? "GetVpcPeerConnectionAttribute" : `${verb}VpcPeerConnection`;
	expect(summary(await setup.requester.vpcPeer(name))).toEqual({ status: 400, code: "MissingInstanceId" });
});

test.each([
	["over the border the quota of its own counts", { crossBorderBandwidth: 50 }, "ap-southeast-1", "vpc-singapore-a1"],
	[
		"inside the border the quota between regions counts",
		{ crossRegionBandwidth: 50 },
		"cn-shanghai",
		"vpc-shanghai-a1",
	],
])("%s", async (_name, quota, AcceptingRegionId, AcceptingVpcId) => {
	setup.emulator.world.setQuota(quota);
	const parameters = { ...SAME_ACCOUNT, AcceptingRegionId, AcceptingVpcId };
	const over = await setup.requester.vpcPeer("CreateVpcPeerConnection", { ...parameters, Bandwidth: "51" });
	expect(summary(over)).toEqual({ status: 400, code: "QuotaExceeded.Bandwidth" });
	const within = await setup.requester.vpcPeer("CreateVpcPeerConnection", { ...parameters, Bandwidth: "50" });
	expect(within.status).toBe(200);
});

test("cross-border CDT does not matter inside the border", async () => {
	const closed = { crossBorder: false, openedByCreate: false };
	for (const { uid } of setup.emulator.accounts) setup.emulator.world.setCdt(uid, closed);
	expect((await setup.requester.vpcPeer("CreateVpcPeerConnection", CROSS_ACCOUNT)).status).toBe(200);
	expect((await setup.requester.vpcPeer("CreateVpcPeerConnection", INTER_REGION)).status).toBe(200);
});

test("unknown and hidden parameters are ignored", async () => {
	const parameters = { ...SAME_ACCOUNT, ResourceOwnerAccount: "any", Colour: "green" };
	expect((await setup.requester.vpcPeer("CreateVpcPeerConnection", parameters)).status).toBe(200);
});

test("the published quotas are those of the documents", async () => {
	const statuses: number[] = [];
	for (let index = 0; index <= 10; index += 1) {
		const id = `vpc-spoke-${index}`;
		setup.emulator.world.addVpc("1210123456123456", {
			id,
			regionId: "cn-hangzhou",
			cidrBlock: `10.${50 + index}.0.0/16`,
		});
		statuses.push(
			(await setup.requester.vpcPeer("CreateVpcPeerConnection", { ...SAME_ACCOUNT, AcceptingVpcId: id })).status,
		);
	}
	expect(statuses).toEqual([...Array<number>(10).fill(200), 400]);
});

test.each([
	["cn-hongkong", 400, "OperationFailed.CrossBorderCdtNotOpened"],
	["cn-beijing", 200, undefined],
	["cn-north-2-gov-1", 400, "OperationFailed.ViolativeVpcPeer"],
	["cn-shenzhen-finance-1", 400, "OperationFailed.ViolativeVpcPeer"],
])("from mainland China without cross-border CDT, %s answers %i", async (AcceptingRegionId, status, code) => {
	const { world } = setup.emulator;
	world.setCdt("1210123456123456", { crossBorder: false, openedByCreate: false });
	world.addVpc("1210123456123456", { id: "vpc-there", regionId: AcceptingRegionId, cidrBlock: "10.9.0.0/16" });
	const parameters = { ...SAME_ACCOUNT, AcceptingRegionId, AcceptingVpcId: "vpc-there" };
	expect(summary(await setup.requester.vpcPeer("CreateVpcPeerConnection", parameters))).toEqual({ status, code });
});
