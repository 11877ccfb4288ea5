import { randomUUID } from "node:crypto";
import { conformanceTarget, mayChange } from "./support/target";

const target = conformanceTarget();
const peer = (action: string, form: Readonly<Record<string, string>> = {}) => target.ask("vpcPeer", action, form);

async function ownEnds(): Promise<Record<string, string>> {
	const { body } = await target.ask("sts", "GetCallerIdentity");
	return {
		RegionId: target.region,
		VpcId: target.vpcId,
		AcceptingAliUid: body.AccountId,
		AcceptingRegionId: target.region,
		AcceptingVpcId: target.acceptingVpcId,
	};
}

const listPair = async () =>
	(await peer("ListVpcPeerConnections", { RegionId: target.region, VpcId: `${target.vpcId},${target.acceptingVpcId}` }))
		.body;

test("a connection that is not there is answered 400 ResourceNotFound.InstanceId", async () => {
	const { status, body } = await peer("GetVpcPeerConnectionAttribute", { InstanceId: "pcc-000000000000000000000" });
	expect({ status, code: body.Code }).toEqual({ status: 400, code: "ResourceNotFound.InstanceId" });
});

test("a list says how many there are, how many a page holds, and holds no more than that", async () => {
	const { status, body } = await peer("ListVpcPeerConnections", { RegionId: target.region, MaxResults: "1" });
	expect(status).toBe(200);
	expect(body).toMatchObject({ TotalCount: expect.any(Number), MaxResults: 1, VpcPeerConnects: expect.any(Array) });
	expect(body.VpcPeerConnects.length).toBeLessThanOrEqual(1);
});

test("a create without VpcId is answered that it is missing", async () => {
	const { VpcId: _left, ...ends } = await ownEnds();
	const { status, body } = await peer("CreateVpcPeerConnection", { ...ends, DryRun: "true" });
	expect({ status, code: body.Code }).toEqual({
		status: 400,
		code: expect.stringMatching(/^Missing(VpcId|Parameter.*)$/),
	});
});

test("a dry run that passes is answered 400 DryRunOperation, and makes nothing", async () => {
	const before = await listPair();
	const { status, body } = await peer("CreateVpcPeerConnection", { ...(await ownEnds()), DryRun: "true" });
	expect({ status, code: body.Code }).toEqual({ status: 400, code: "DryRunOperation" });
	expect((await listPair()).TotalCount).toBe(before.TotalCount);
});

test("the VPC product wraps its lists twice, and the account's VPC is among them", async () => {
	const { status, body } = await target.ask("vpc", "DescribeVpcs", { RegionId: target.region, VpcId: target.vpcId });
	expect(status).toBe(200);
	expect(body.Vpcs.Vpc).toMatchObject([{ VpcId: target.vpcId, CidrBlock: expect.stringContaining("/") }]);
});

test("a list filters by a VPC that is numbered, as the CLI sends it, like by one that is not", async () => {
	const wanted = { RegionId: target.region, MaxResults: "1" };
	const numbered = await peer("ListVpcPeerConnections", { ...wanted, "VpcId.1": target.vpcId });
	const plain = await peer("ListVpcPeerConnections", { ...wanted, VpcId: target.vpcId });
	expect(numbered.body.TotalCount).toBe(plain.body.TotalCount);
	const none = await peer("ListVpcPeerConnections", { ...wanted, "VpcId.1": "vpc-000000000000000000000" });
	expect(none.body.TotalCount).toBe(0);
});

test("the list of route entries refuses a filter by next hop where no type is given", async () => {
	const found = await target.ask("vpc", "DescribeRouteTableList", { RegionId: target.region, VpcId: target.vpcId });
	const [table] = found.body.RouterTableList.RouterTableListType;
	const form = { RegionId: target.region, RouteTableId: table.RouteTableId, NextHopType: "NatGateway" };
	const { status, body } = await target.ask("vpc", "DescribeRouteEntryList", form);
	const refusal = { status: 400, code: "OperationFailed.FilterParamUnderWrongRouteType" };
	expect({ status, code: body.Code }).toEqual(refusal);
});

test("a prefix list that is not there has no ranges", async () => {
	const form = { RegionId: target.region, PrefixListId: "pl-000000000000000000000" };
	const { status, body } = await target.ask("vpc", "GetVpcPrefixListEntries", form);
	expect({ status, count: body.TotalCount }).toEqual({ status: 200, count: 0 });
});

test("a VPC that is not there is not found", async () => {
	const form = { RegionId: target.region, VpcId: "vpc-000000000000000000000" };
	const { body } = await target.ask("vpc", "DescribeVpcAttribute", form);
	expect(body.Code).toMatch(/^(InvalidVpcId\.NotFound|Forbidden\.VpcNotFound)$/);
});

test("CDT says whether it is open", async () => {
	const { status, body } = await target.ask("cdt", "GetCdtServiceStatus");
	expect({ status, enabled: body.Enabled }).toEqual({ status: 200, enabled: expect.any(Boolean) });
});

if (mayChange) {
	test("the life of a connection: made once per token, activated, changed, tagged, deleted, gone", async () => {
		const form = { ...(await ownEnds()), ClientToken: randomUUID(), Name: "conformance" };
		const made = await peer("CreateVpcPeerConnection", form);
		expect(made.status).toBe(200);
		const { InstanceId } = made.body;
		expect(InstanceId).toMatch(/^pcc-[a-z0-9]+$/);
		try {
			expect((await peer("CreateVpcPeerConnection", form)).body.InstanceId).toBe(InstanceId);
			await until(InstanceId, "Activated");
			const twice = await peer("CreateVpcPeerConnection", { ...form, ClientToken: randomUUID() });
			expect(twice.body.Code).toBe("ResourceAlreadyExist.VpcPeer");
			const read = (await peer("GetVpcPeerConnectionAttribute", { InstanceId })).body;
			expect(read).toMatchObject({
				Name: "conformance",
				Bandwidth: -1,
				Vpc: { VpcId: target.vpcId },
				BizStatus: "Normal",
			});
			expect((await listPair()).VpcPeerConnects).toMatchObject([{ InstanceId }]);
			await routesTo(InstanceId);
			expect((await peer("ModifyVpcPeerConnection", { InstanceId, Name: "changed" })).status).toBe(200);
			await until(InstanceId, "Activated");
			const tags = { RegionId: target.region, ResourceType: "PeerConnection", "ResourceId.1": InstanceId };
			expect((await peer("TagResources", { ...tags, "Tag.1.Key": "k", "Tag.1.Value": "v" })).status).toBe(200);
			expect((await peer("ListTagResources", tags)).body.TagResources).toMatchObject([{ TagKey: "k", TagValue: "v" }]);
		} finally {
			expect((await peer("DeleteVpcPeerConnection", { InstanceId })).status).toBe(200);
		}
		await until(InstanceId, "gone");
	}, 600_000);
}

/** What routes to an Activated connection are refused for, all by dry runs. */
async function routesTo(NextHopId: string): Promise<void> {
	const found = await target.ask("vpc", "DescribeRouteTableList", { RegionId: target.region, VpcId: target.vpcId });
	const { RouteTableId } = found.body.RouterTableList.RouterTableListType[0];
	const code = async (DestinationCidrBlock: string) => {
		const hop = { NextHopType: "VpcPeer", NextHopId, DryRun: "true" };
		const form = { RegionId: target.region, RouteTableId, DestinationCidrBlock, ...hop };
		return (await target.ask("vpc", "CreateRouteEntry", form)).body.Code;
	};
	expect(await code("pl-000000000000000000000")).toBe("ResourceNotFound.PrefixList");
	expect(await code("100.64.0.0/10")).toBe("InvalidCidrBlock");
}

/** Looks until the connection is in a status; `gone` is also the status Deleted, which the documents name. */
async function until(InstanceId: string, wanted: "Activated" | "gone"): Promise<void> {
	const pause = process.env["CONFORMANCE_ENDPOINT"] === undefined ? 20 : 2000;
	for (;;) {
		const { status, body } = await peer("GetVpcPeerConnectionAttribute", { InstanceId });
		const seen = status === 200 ? body.Status : body.Code;
		if (seen === wanted) return;
		if (wanted === "gone" && (seen === "ResourceNotFound.InstanceId" || seen === "Deleted")) return;
		expect(["Creating", "Updating", "Deleting", "Activated"]).toContain(seen);
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}
