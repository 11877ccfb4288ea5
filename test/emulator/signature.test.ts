import fc from "fast-check";
import { manualClock } from "../../src/emulator";
import { sha256Hex, signAcs3, stringToSignAcs3, verifyAcs3 } from "../../src/emulator/signature/acs3";
import { createNonceMemory } from "../../src/emulator/signature/nonces";
import { canonicalParameters } from "../../src/emulator/signature/percent-encoding";
import type { SignedRequest } from "../../src/emulator/signature/signed-request";
import { ACCEPTER_KEYS, REQUESTER_KEYS } from "./support/client";
import { setupEmulator } from "./support/setup";
import { type ApiRequest, exchange, send, sign } from "./support/signed-request";

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const LIST: ApiRequest = { action: "ListVpcPeerConnections", version: "2022-01-01" };

const setup = setupEmulator();

/** The vector published in the documentation of ACS3-HMAC-SHA256. */
const official: SignedRequest = {
	method: "POST",
	path: "/",
	query: [
		["ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"],
		["RegionId", "cn-shanghai"],
	],
	form: [],
	headers: {
		host: "ecs.cn-shanghai.aliyuncs.com",
		"x-acs-action": "RunInstances",
		"x-acs-content-sha256": EMPTY_SHA256,
		"x-acs-date": "2023-10-26T10:22:32Z",
		"x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
		"x-acs-version": "2014-05-26",
	},
	body: new Uint8Array(),
};

/** A vector with a body and with characters that need care. */
const peering: SignedRequest = {
	method: "POST",
	path: "/",
	query: [
		["Tag.1.Value", "v+=&"],
		["LinkType", "Gold"],
		["Tag.1.Key", "k 1*"],
	],
	form: [],
	headers: {
		host: "127.0.0.1:8123",
		"content-type": "application/x-www-form-urlencoded",
		"x-acs-action": "CreateVpcPeerConnection",
		"x-acs-content-sha256": "8c9afe679884c05d80b3bb7e384b35ee9dbf592ded670200ab688d865654f263",
		"x-acs-date": "2026-01-02T03:04:05Z",
		"x-acs-signature-nonce": "0123456789abcdef0123456789abcdef",
		"x-acs-version": "2022-01-01",
	},
	body: Buffer.from(
		"AcceptingAliUid=253460731706911258&AcceptingRegionId=cn-shanghai&AcceptingVpcId=vpc-b&ClientToken=tok-1" +
			"&Description=a%20b*c!'()~%E4%B8%AD&DryRun=true&RegionId=cn-hangzhou&VpcId=vpc-a",
	),
};

const vectors = [
	{
		name: "official",
		request: official,
		secret: "YourAccessKeySecret",
		canonical: "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
		signature: "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
	},
	{
		name: "with a body and odd characters",
		request: peering,
		secret: "testsecret",
		canonical: "e3d82f8e9cc49ff957a0f9b61079840d4ab44ee859ff287342d3456af2b2f888",
		signature: "cbef8fb867bf8f8a50894d22c2791d897907b22b183f0e28aaf76fc19ac0e382",
	},
];

function claimOf(request: SignedRequest, signature: string) {
	return { signedHeaders: Object.keys(request.headers).sort(), signature };
}

test.each(vectors)("reproduces the test vector: $name", ({ request, secret, canonical, signature }) => {
	const stringToSign = stringToSignAcs3(request, Object.keys(request.headers).sort());
	expect(stringToSign).toBe(`ACS3-HMAC-SHA256\n${canonical}`);
	expect(signAcs3(stringToSign, secret)).toBe(signature);
});

test.each(vectors)("accepts the test vector, and refuses it with any other secret: $name", (vector) => {
	const { request, secret, signature } = vector;
	expect(() => verifyAcs3(request, claimOf(request, signature), secret)).not.toThrow();
	expect(() => verifyAcs3(request, claimOf(request, signature), `${secret}x`)).toThrow("The signature is not the one");
});

test("encodes the query in canonical form", () => {
	expect(canonicalParameters(peering.query)).toBe("LinkType=Gold&Tag.1.Key=k%201%2A&Tag.1.Value=v%2B%3D%26");
	expect(sha256Hex(peering.body)).toBe(peering.headers["x-acs-content-sha256"]);
});

test("the canonical query decodes to what was encoded, and leaves only unreserved characters bare", () => {
	const text = fc.string({ unit: "grapheme", maxLength: 20 });
	fc.assert(
		fc.property(
			fc.dictionary(
				text.filter((name) => name !== ""),
				text,
			),
			(map) => {
				const canonical = canonicalParameters(Object.entries(map));
				expect(canonical).toMatch(/^[A-Za-z0-9\-._~%=&]*$/);
				const decoded =
					canonical === "" ? [] : canonical.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
				expect(Object.fromEntries(decoded)).toEqual({ ...map });
			},
		),
	);
});

test("accepts whatever an independent signer signs, in the query as well as in the form", async () => {
	const value = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
	await fc.assert(
		fc.asyncProperty(value, value, async (query, form) => {
			const request = { ...LIST, query: { Name: query, Untouched: query }, form: { Name: form } };
			const { status, text } = await send(setup.emulator.url, REQUESTER_KEYS, request);
			expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('"TotalCount":0') });
			const recorded = setup.emulator.requests.at(-1)?.parameters;
			expect(recorded).toEqual({ Name: form, Untouched: query });
		}),
		{ numRuns: 50 },
	);
});

test("accepts a GET request", async () => {
	const answer = await send(setup.emulator.url, REQUESTER_KEYS, {
		...LIST,
		method: "GET",
		query: { RegionId: "cn-hangzhou" },
	});
	expect(answer).toMatchObject({ status: 200, body: { TotalCount: 0 } });
});

test("accepts a query that leaves characters bare which the canonical form encodes", async () => {
	const { host } = new URL(setup.emulator.url);
	const signed = sign(host, REQUESTER_KEYS, { ...LIST, query: { Name: "a!'()*~ b" } });
	const answer = await exchange(`${setup.emulator.url}/?Name=a!'()*~%20b`, "POST", signed.headers, signed.body);
	expect(answer.status).toBe(200);
	expect(setup.emulator.requests.at(-1)?.parameters).toEqual({ Name: "a!'()*~ b" });
});

const tamperings: [string, Partial<ApiRequest>][] = [
	["the body was changed", { form: { Name: "one" }, tamperBody: () => "Name=two" }],
	[
		"the action was changed",
		{
			tamper: (headers) =>
				Object.assign(headers, { "x-acs-action": "GetCdtServiceStatus", "x-acs-version": "2021-08-13" }),
		},
	],
	["a header was added without being signed", { tamper: (headers) => Object.assign(headers, { "x-acs-extra": "1" }) }],
	[
		"the key id was exchanged",
		{
			tamper: (headers) =>
				Object.assign(headers, { authorization: headers["authorization"]?.replace("key-1", "key-2") }),
		},
	],
];

test.each(tamperings)("answers SignatureDoesNotMatch when %s", async (_name, change) => {
	const { status, body } = await send(setup.emulator.url, REQUESTER_KEYS, { ...LIST, ...change });
	expect({ status, code: body.Code }).toEqual({ status: 400, code: "SignatureDoesNotMatch" });
});

test("a request with a changed body has no effect, and is recorded without an account", async () => {
	const request = { action: "OpenCdtService", version: "2021-08-13", form: { A: "1" }, tamperBody: () => "A=2" };
	setup.emulator.world.setCdt("1210123456123456", { intra: false });
	await send(setup.emulator.url, REQUESTER_KEYS, request);
	expect(setup.emulator.accounts[0]?.cdt.intra).toBe(false);
	expect(setup.emulator.requests.at(-1)).not.toHaveProperty("accountId");
});

test("never tells a caller the signature that it expects", async () => {
	const wrong = { ...REQUESTER_KEYS, accessKeySecret: "wrong" };
	const { text } = await send(setup.emulator.url, wrong, LIST);
	expect(text).toContain("SignatureDoesNotMatch");
	expect(text.match(/[0-9a-f]{64}/g)).toHaveLength(1);
});

test.each([
	["14 minutes behind", -14, 200],
	["14 minutes ahead", 14, 200],
	["16 minutes behind", -16, 400],
	["16 minutes ahead", 16, 400],
])("a clock %s (%i minutes) is answered with status %i", async (_name, minutes, expected) => {
	const date = `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`;
	expect((await send(setup.emulator.url, REQUESTER_KEYS, { ...LIST, date })).status).toBe(expected);
});

test("the age of a request goes by the system clock, not by the clock of the world", async () => {
	setup.clock.advance(365 * 24 * 60 * 60 * 1000);
	expect((await send(setup.emulator.url, REQUESTER_KEYS, LIST)).status).toBe(200);
});

test("two keys may use the same nonce", async () => {
	expect((await send(setup.emulator.url, REQUESTER_KEYS, { ...LIST, nonce: "shared" })).status).toBe(200);
	expect((await send(setup.emulator.url, ACCEPTER_KEYS, { ...LIST, nonce: "shared" })).status).toBe(200);
});

test.each([
	[
		"another algorithm",
		"ACS3-HMAC-SM3 Credential=emulator-key-1,SignedHeaders=host,Signature=00",
		"MissingAuthorization",
	],
	["no signature", "ACS3-HMAC-SHA256 Credential=emulator-key-1,SignedHeaders=host", "IncompleteSignature"],
	[
		"a signature that is too short",
		"ACS3-HMAC-SHA256 Credential=k,SignedHeaders=host,Signature=00",
		"IncompleteSignature",
	],
])("an authorization header with %s is refused", async (_name, authorization, code) => {
	const tamper = (headers: Record<string, string>) => Object.assign(headers, { authorization });
	expect((await send(setup.emulator.url, REQUESTER_KEYS, { ...LIST, tamper })).body.Code).toBe(code);
});

test("a nonce is remembered for as long as it could be replayed, and not for longer", () => {
	const clock = manualClock();
	const nonces = createNonceMemory(clock, 1000);
	expect(nonces.take("key", "n")).toBe(true);
	clock.advance(1000);
	expect(nonces.take("key", "n")).toBe(false);
	clock.advance(1);
	expect(nonces.take("key", "n")).toBe(true);
});
