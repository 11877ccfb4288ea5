import fc from "fast-check";
import { signHmacSha1, stringToSignHmacSha1 } from "../../src/emulator/signature/hmac-sha1";
import type { SignedRequest } from "../../src/emulator/signature/signed-request";
import { ACCEPTER_UID, REQUESTER_KEYS, REQUESTER_UID, SAME_ACCOUNT } from "./support/client";
import { ok, setupEmulator } from "./support/setup";
import { type QueryRequest, sendQuery, signQuery } from "./support/signed-query";
import { exchange, pairs, send } from "./support/signed-request";

const LIST = { action: "ListVpcPeerConnections", version: "2022-01-01" } as const satisfies QueryRequest;

const setup = setupEmulator();

const ask = (wanted: Partial<QueryRequest> = {}, keys = REQUESTER_KEYS) =>
	sendQuery(setup.emulator.url, keys, { ...LIST, ...wanted });

const common: [string, string][] = [
	["SignatureMethod", "HMAC-SHA1"],
	["SignatureVersion", "1.0"],
];

const vectors: [name: string, request: SignedRequest, signature: string][] = [
	[
		"the official one",
		{
			method: "GET",
			path: "/",
			query: [
				...common,
				["Action", "DescribeDedicatedHosts"],
				["Version", "2014-05-26"],
				["Format", "JSON"],
				["RegionId", "cn-beijing"],
				["AccessKeyId", "testid"],
				["SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb"],
				["Timestamp", "2023-03-13T08:34:30Z"],
				["Signature", "is not signed"],
			],
			form: [],
			headers: {},
			body: new Uint8Array(),
		},
		"9NaGiOspFP5UPcwX8Iwt2YJXXuk=",
	],
	[
		"one with a form and odd characters",
		{
			method: "POST",
			path: "/",
			query: [
				...common,
				["Action", "GetVpcPeerConnectionAttribute"],
				["Version", "2022-01-01"],
				["Format", "json"],
				["AccessKeyId", "testid"],
				["SignatureNonce", "0123456789abcdef0123456789abcdef"],
				["Timestamp", "2026-01-02T03:04:05Z"],
			],
			form: [["InstanceId", "pcc-a b*c~"]],
			headers: {},
			body: new Uint8Array(),
		},
		"x5N3p1A7sQjUSggFLNWNfWte9bg=",
	],
];

test.each(vectors)("reproduces the test vector: %s", (_name, request, signature) => {
	expect(signHmacSha1(stringToSignHmacSha1(request), "testsecret")).toBe(signature);
});

test("accepts whatever an independent signer signs, with GET in the query, with POST in query and form", async () => {
	const value = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
	await fc.assert(
		fc.asyncProperty(value, value, fc.boolean(), fc.boolean(), async (inQuery, inForm, isGet, protocolInForm) => {
			const { status, text } = isGet
				? await ask({ method: "GET", query: { Name: inQuery, Untouched: inForm } })
				: await ask({ query: { Untouched: inForm }, form: { Name: inQuery }, protocolInForm });
			expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('"TotalCount":0') });
			expect(setup.emulator.requests.at(-1)?.parameters).toEqual({ Name: inQuery, Untouched: inForm });
		}),
		{ numRuns: 50 },
	);
});

test("the account is the one whose key signed", async () => {
	const { body } = await ask({ action: "GetCallerIdentity", version: "2015-04-01" });
	expect(body).toMatchObject({ AccountId: REQUESTER_UID, IdentityType: "Account" });
	expect(setup.emulator.requests.at(-1)).toMatchObject({ accountId: REQUESTER_UID, parameters: {} });
});

test("the keys of an assumed role work with their security token, and not without", async () => {
	const role = { RoleArn: `acs:ram::${ACCEPTER_UID}:role/peering`, RoleSessionName: "test" };
	const { Credentials } = await ok(ask({ action: "AssumeRole", version: "2015-04-01", form: role }));
	const keys = { accessKeyId: Credentials.AccessKeyId, accessKeySecret: Credentials.AccessKeySecret };
	const identity = { action: "GetCallerIdentity", version: "2015-04-01" };
	const whole = await ask(identity, { ...keys, securityToken: Credentials.SecurityToken });
	expect(whole.body).toMatchObject({ AccountId: ACCEPTER_UID, IdentityType: "AssumedRoleUser" });
	expect((await ask(identity, keys)).body.Code).toBe("InvalidSecurityToken.MismatchWithAccessKey");
	const unknown = await ask(identity, { ...keys, securityToken: "unknown" });
	expect(unknown.body.Code).toBe("InvalidSecurityToken.Malformed");
});

test("a create repeated with its ClientToken leads to the same connection, although time, nonce and signature differ", async () => {
	const create = { action: "CreateVpcPeerConnection", form: { ...SAME_ACCOUNT, ClientToken: "token-1" } };
	const first = await ok(ask(create));
	const again = await ok(ask({ ...create, method: "POST", protocolInForm: true }));
	expect(again.InstanceId).toBe(first.InstanceId);
	// The other kind of signature makes no other request of it, either.
	const otherwise = await send(setup.emulator.url, REQUESTER_KEYS, { ...LIST, ...create });
	expect(otherwise.body.InstanceId).toBe(first.InstanceId);
});

const stale = (minutes: number) => `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`;

const refusals: [name: string, wanted: Partial<QueryRequest>, status: number, code: string][] = [
	["an unknown key", { protocol: { AccessKeyId: "nobody" } }, 404, "InvalidAccessKeyId.NotFound"],
	["a date in the past", { protocol: { Timestamp: stale(-16) } }, 400, "InvalidTimeStamp.Expired"],
	["a date in the future", { protocol: { Timestamp: stale(16) } }, 400, "InvalidTimeStamp.Expired"],
	["a date that is none", { protocol: { Timestamp: "today" } }, 400, "InvalidTimeStamp.Format"],
	["no date", { protocol: { Timestamp: undefined } }, 400, "MissingTimestamp"],
	["no nonce", { protocol: { SignatureNonce: undefined } }, 400, "MissingSignatureNonce"],
	["no method", { protocol: { SignatureMethod: undefined } }, 400, "MissingSignatureMethod"],
	["another method", { protocol: { SignatureMethod: "HMAC-MD5" } }, 400, "InvalidParameter.SignatureMethod"],
	["another version", { protocol: { SignatureVersion: "2.0" } }, 400, "InvalidParameter.SignatureVersion"],
	["no key", { protocol: { AccessKeyId: undefined } }, 400, "MissingAccessKeyId"],
	["no signature", { tamper: (query) => delete query["Signature"] }, 400, "MissingSignature"],
	[
		"a parameter that was added",
		{ tamper: (query) => Object.assign(query, { Name: "n" }) },
		400,
		"SignatureDoesNotMatch",
	],
	[
		"a short signature",
		{ tamper: (query) => Object.assign(query, { Signature: "c2hvcnQ=" }) },
		400,
		"SignatureDoesNotMatch",
	],
	["an unknown operation", { action: "DropEverything" }, 404, "InvalidAction.NotFound"],
];

test.each(refusals)("%s is refused", async (_name, wanted, status, code) => {
	const answer = await ask(wanted);
	expect({ status: answer.status, code: answer.body.Code }).toEqual({ status, code });
	expect(setup.emulator.requests.at(-1)).not.toHaveProperty("accountId");
});

test("headers that its signature does not cover decide nothing", async () => {
	const protocol = signQuery(REQUESTER_KEYS, LIST);
	const added = {
		"x-acs-action": "DeleteVpcPeerConnection",
		"x-acs-version": "2016-04-28",
		"x-acs-date": "2000-01-01",
	};
	const answer = await exchange(`${setup.emulator.url}/?${pairs(protocol)}`, "POST", added, "");
	expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 200, code: undefined });
	expect(setup.emulator.requests.at(-1)).toMatchObject({ action: LIST.action, version: LIST.version });
});

test("a clock that is said to be wrong quotes the time of its own signature", async () => {
	setup.emulator.faults.add({ action: "*", kind: "clock-skew", ms: 3_600_000 });
	const protocol = { Timestamp: stale(0) };
	const { body } = await ask({ protocol });
	expect(body.Code).toBe("InvalidTimeStamp.Expired");
	expect(body.Message).toContain(protocol.Timestamp);
});

test("a request sent twice is answered once: its nonce is used", async () => {
	const protocol = { SignatureNonce: "once", Timestamp: stale(0) };
	expect((await ask({ protocol })).status).toBe(200);
	expect((await ask({ protocol })).body.Code).toBe("SignatureNonceUsed");
});

test("a nonce of one kind of signature is used for the other kind, too", async () => {
	expect((await ask({ protocol: { SignatureNonce: "shared" } })).status).toBe(200);
	const other = await send(setup.emulator.url, REQUESTER_KEYS, { ...LIST, nonce: "shared" });
	expect(other.body.Code).toBe("SignatureNonceUsed");
});

test("a wrong secret is answered with the string to sign behind the first colon, and never with a signature", async () => {
	const wrong = { ...REQUESTER_KEYS, accessKeySecret: "wrong" };
	const { body } = await ask({ method: "GET" }, wrong);
	expect(body.Code).toBe("SignatureDoesNotMatch");
	expect(body.Message.split(":")[1]).toMatch(/^GET&%2F&AccessKeyId%3Demulator-key-1%26Action%3D[A-Za-z0-9%._~-]+$/);
	expect(body.Message.split(":")).toHaveLength(2);
});
