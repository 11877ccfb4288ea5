import { Parser } from "xml2js";
import { REQUESTER_KEYS, SAME_ACCOUNT } from "./support/client";
import { setupEmulator } from "./support/setup";
import { sendQuery } from "./support/signed-query";

const setup = setupEmulator();

async function askXml(action: string, version: string, form: Readonly<Record<string, string>> = {}) {
	const protocol = { Format: "xml" };
	const answer = await sendQuery(setup.emulator.url, REQUESTER_KEYS, { action, version, form, protocol });
	return { ...answer, xml: await new Parser({ explicitArray: false }).parseStringPromise(answer.text) };
}

test("an answer in XML has the operation's name on its root, and every digit of an account id", async () => {
	const created = await askXml("CreateVpcPeerConnection", "2022-01-01", {
		...SAME_ACCOUNT,
		Name: "in-xml",
		"Tag.1.Key": "a<b>&",
		"Tag.1.Value": "\"quoted\" \u0001 'x'",
		"Tag.2.Key": "second",
		"Tag.2.Value": "",
	});
	expect(created.headers["content-type"]).toBe("text/xml;charset=utf-8");
	expect(created.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?><CreateVpcPeerConnectionResponse>/);
	const { InstanceId } = created.xml.CreateVpcPeerConnectionResponse;
	const { xml } = await askXml("GetVpcPeerConnectionAttribute", "2022-01-01", { InstanceId });
	expect(xml.GetVpcPeerConnectionAttributeResponse).toMatchObject({
		InstanceId,
		Name: "in-xml",
		OwnerId: "1210123456123456",
		Vpc: { VpcId: "vpc-hangzhou-a1", Ipv4Cidrs: ["10.1.0.0/16", "10.101.0.0/16"] },
		GmtExpired: "",
		Tags: [
			{ Key: "a<b>&", Value: "\"quoted\" \ufffd 'x'" },
			{ Key: "second", Value: "" },
		],
	});
});

test("lists of the VPC product keep the two levels that they have in JSON", async () => {
	const { xml } = await askXml("DescribeVpcs", "2016-04-28", { RegionId: "cn-hangzhou" });
	expect(xml.DescribeVpcsResponse.Vpcs.Vpc.map((vpc: { VpcId: string }) => vpc.VpcId)).toEqual([
		"vpc-hangzhou-a1",
		"vpc-hangzhou-b1",
	]);
});

test("a refusal in XML is an Error with code, message and RequestId", async () => {
	const { status, xml } = await askXml("GetVpcPeerConnectionAttribute", "2022-01-01", { InstanceId: "pcc-<none>" });
	expect(status).toBe(400);
	expect(xml.Error).toMatchObject({
		Code: "ResourceNotFound.InstanceId",
		Message: "Instance pcc-<none> is not found.",
		RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
	});
});

test("so is the refusal of a request that is not signed", async () => {
	const answer = await fetch(`${setup.emulator.url}/?Action=GetCallerIdentity&Version=2015-04-01&Format=XML`);
	expect(answer.headers.get("content-type")).toBe("text/xml;charset=utf-8");
	expect(await answer.text()).toContain("<Error><RequestId>");
});

test.each(["JSON", "json", "yaml", undefined])("the format is JSON when %p is asked for", async (Format) => {
	const identity = { action: "GetCallerIdentity", version: "2015-04-01", protocol: { Format } };
	const answer = await sendQuery(setup.emulator.url, REQUESTER_KEYS, identity);
	expect(answer.headers["content-type"]).toBe("application/json;charset=utf-8");
	expect(answer.body.AccountId).toBe("1210123456123456");
});
