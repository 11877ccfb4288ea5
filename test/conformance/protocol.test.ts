import { randomUUID } from "node:crypto";
import { conformanceTarget } from "./support/target";

const target = conformanceTarget();
const kinds = [
	["ACS3-HMAC-SHA256", false],
	["HMAC-SHA1", true],
] as const;

const minutesAgo = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;

describe.each(kinds)("signed by %s", (_kind, older) => {
	test("a request is answered, with a RequestId", async () => {
		const { status, type, body } = await target.ask("sts", "GetCallerIdentity", {}, { older });
		expect({ status, type }).toEqual({
			status: 200,
			type: expect.stringMatching(/^application\/json;\s?charset=utf-8$/i),
		});
		expect(body).toMatchObject({
			AccountId: expect.stringMatching(/^\d+$/),
			RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
		});
	});

	const refusals = [
		["a wrong secret", { keys: { accessKeySecret: "wrong" } }, "SignatureDoesNotMatch"],
		["an unknown key", { keys: { accessKeyId: "unknown-key" } }, "InvalidAccessKeyId.NotFound"],
		["a date of 20 minutes ago", { date: minutesAgo(20) }, "InvalidTimeStamp.Expired"],
		["a date that is none", { date: "yesterday" }, "InvalidTimeStamp.Format"],
	] as const;

	test.each(refusals)("%s is refused in the error envelope", async (_name, deviation, code) => {
		const { status, body } = await target.ask("sts", "GetCallerIdentity", {}, { ...deviation, older });
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body).toMatchObject({
			Code: code,
			Message: expect.any(String),
			RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
			HostId: expect.any(String),
		});
	});

	test("a nonce counts once", async () => {
		const again = { nonce: randomUUID(), date: minutesAgo(0), older };
		expect((await target.ask("sts", "GetCallerIdentity", {}, again)).status).toBe(200);
		expect((await target.ask("sts", "GetCallerIdentity", {}, again)).body.Code).toBe("SignatureNonceUsed");
	});

	test("an unknown operation is not found", async () => {
		const { status, body } = await target.ask("vpcPeer", "DropEverything", {}, { older });
		expect({ status, code: body.Code }).toEqual({
			status: 404,
			code: expect.stringMatching(/^Invalid(Action|Api)\.NotFound$/),
		});
	});
});

test("Format=XML answers in XML, with the operation's name on its root", async () => {
	const answer = await target.ask(
		"vpc",
		"DescribeVpcs",
		{ RegionId: target.region },
		{ older: true, query: { Format: "XML" } },
	);
	expect(answer.status).toBe(200);
	expect(answer.text).toMatch(/<DescribeVpcsResponse>.*<RequestId>[0-9A-F-]{36}<\/RequestId>/s);
});
