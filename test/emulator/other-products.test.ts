import { ACCEPTER_UID, REQUESTER_UID } from "./support/client";
import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();

beforeEach(() => setup.clock.set(Date.UTC(2026, 0, 1)));

test.each([
	["OpenCdtService", "GetCdtServiceStatus", { intra: false }],
	["OpenCdtCbService", "GetCdtCbServiceStatus", { crossBorder: false }],
])("%s opens what %s reads, for the caller alone", async (open, read, closed) => {
	for (const { uid } of setup.emulator.accounts) setup.emulator.world.setCdt(uid, closed);
	expect(await ok(setup.requester.cdt(read))).toMatchObject({ Enabled: false });
	expect(await ok(setup.requester.cdt(open))).toMatchObject({ OrderId: expect.stringMatching(/^\d+$/) });
	expect(await ok(setup.requester.cdt(read))).toMatchObject({ Enabled: true });
	expect(await ok(setup.accepter.cdt(read))).toMatchObject({ Enabled: false });
});

test("opening CDT that is open succeeds", async () => {
	await ok(setup.requester.cdt("OpenCdtService"));
	await ok(setup.requester.cdt("OpenCdtService"));
});

test("DescribeVpcAttribute answers with arrays wrapped twice", async () => {
	const parameters = { RegionId: "cn-hangzhou", VpcId: "vpc-hangzhou-b2" };
	const answer = await setup.accepter.vpc("DescribeVpcAttribute", parameters);
	expect(answer.body).toMatchObject({
		VpcId: "vpc-hangzhou-b2",
		RegionId: "cn-hangzhou",
		Status: "Available",
		CidrBlock: "172.17.0.0/16",
		SecondaryCidrBlocks: { SecondaryCidrBlock: ["192.168.16.0/20", "192.168.32.0/20"] },
		Ipv6CidrBlock: "2408:4005:3a2:200::/56",
		Ipv6CidrBlocks: { Ipv6CidrBlock: [{ Ipv6CidrBlock: "2408:4005:3a2:200::/56" }] },
	});
	expect(answer.text).toContain(`"OwnerId":${ACCEPTER_UID},`);
});

test.each([
	["in another region", { RegionId: "cn-shanghai", VpcId: "vpc-hangzhou-a1" }],
	["of another account", { RegionId: "cn-hangzhou", VpcId: "vpc-hangzhou-a2" }],
	["that is not there", { RegionId: "cn-hangzhou", VpcId: "vpc-unknown" }],
])("DescribeVpcAttribute does not find a VPC %s", async (_name, parameters) => {
	const { status, body } = await setup.requester.vpc("DescribeVpcAttribute", parameters);
	expect({ status, code: body.Code }).toEqual({ status: 404, code: "InvalidVpcId.NotFound" });
});

test("DescribeVpcs lists the caller's own VPCs of a region, page by page", async () => {
	const first = await ok(setup.requester.vpc("DescribeVpcs", { RegionId: "cn-hangzhou", PageSize: "1" }));
	expect(first).toMatchObject({
		TotalCount: 2,
		PageNumber: 1,
		PageSize: 1,
		Vpcs: { Vpc: [{ VpcId: "vpc-hangzhou-a1" }] },
	});
	const parameters = { RegionId: "cn-hangzhou", PageSize: "1", PageNumber: "2" };
	const second = await ok(setup.requester.vpc("DescribeVpcs", parameters));
	expect(second.Vpcs.Vpc).toMatchObject([{ VpcId: "vpc-hangzhou-b1" }]);
});

test("DescribeVpcs filters by ids and by name", async () => {
	const ids = { RegionId: "cn-hangzhou", VpcId: "vpc-hangzhou-b1,vpc-shanghai-a1" };
	expect((await ok(setup.requester.vpc("DescribeVpcs", ids))).Vpcs.Vpc).toMatchObject([{ VpcId: "vpc-hangzhou-b1" }]);
	const name = { RegionId: "cn-hangzhou", VpcName: "vpc-hangzhou-a1" };
	expect((await ok(setup.requester.vpc("DescribeVpcs", name))).Vpcs.Vpc).toMatchObject([{ VpcId: "vpc-hangzhou-a1" }]);
});

test("GetCallerIdentity writes the account id as text", async () => {
	expect(await ok(setup.accepter.sts("GetCallerIdentity"))).toMatchObject({
		AccountId: ACCEPTER_UID,
		IdentityType: "Account",
		Arn: `acs:ram::${ACCEPTER_UID}:root`,
	});
});

test("the keys of an assumed role act for the role's account", async () => {
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "test", DurationSeconds: "900" };
	const { Credentials, AssumedRoleUser } = await ok(setup.requester.sts("AssumeRole", role));
	expect(AssumedRoleUser.Arn).toBe(`acs:ram::${ACCEPTER_UID}:assumed-role/peering/test`);
	expect(Credentials.Expiration).toBe("2026-01-01T00:15:00Z");
	expect((await ok(setup.as(Credentials).sts("GetCallerIdentity"))).AccountId).toBe(ACCEPTER_UID);
	const vpc = { RegionId: "cn-hangzhou", VpcId: "vpc-hangzhou-a2" };
	await ok(setup.as(Credentials).vpc("DescribeVpcAttribute", vpc));
	setup.clock.advance(900_000);
	const late = await setup.as(Credentials).sts("GetCallerIdentity");
	expect(late.body.Code).toBe("InvalidSecurityToken.Expired");
});

test("session keys without their token are refused", async () => {
	const role = { RoleArn: `acs:ram::${REQUESTER_UID}:role/peering`, RoleSessionName: "test" };
	const { Credentials } = await ok(setup.requester.sts("AssumeRole", role));
	const bare = setup.with({ accessKeyId: Credentials.AccessKeyId, accessKeySecret: Credentials.AccessKeySecret });
	expect((await bare.sts("GetCallerIdentity")).body.Code).toBe("InvalidSecurityToken.MismatchWithAccessKey");
});

test.each([
	[{ RoleArn: "" }, "MissingRoleArn"],
	[{ RoleSessionName: "" }, "MissingRoleSessionName"],
	[{ RoleSessionName: "a b" }, "InvalidParameter.RoleSessionName"],
	[{ DurationSeconds: "899" }, "InvalidParameter.DurationSeconds"],
	[{ DurationSeconds: "43201" }, "InvalidParameter.DurationSeconds"],
])("AssumeRole refuses %j", async (change, code) => {
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "test" };
	expect((await setup.requester.sts("AssumeRole", { ...role, ...change })).body.Code).toBe(code);
});

test("ListResourceGroups and GetResourceGroup answer the caller's own groups", async () => {
	const all = await ok(setup.requester.resourceManager("ListResourceGroups"));
	expect(all.ResourceGroups.ResourceGroup).toMatchObject([{ Id: "rg-default-1" }, { Id: "rg-network-1" }]);
	setup.emulator.world.addResourceGroup(REQUESTER_UID, { id: "rg-new", name: "new" });
	const one = await ok(setup.requester.resourceManager("ListResourceGroups", { Name: "new" }));
	expect(one).toMatchObject({ TotalCount: 1, ResourceGroups: { ResourceGroup: [{ Id: "rg-new", Status: "OK" }] } });
	const got = await ok(setup.requester.resourceManager("GetResourceGroup", { ResourceGroupId: "rg-network-1" }));
	expect(got.ResourceGroup).toMatchObject({ Id: "rg-network-1", Name: "network", AccountId: REQUESTER_UID });
});
