import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { createEmulator, type Emulator, manualClock } from "../../src/emulator";
import { createNonceMemory } from "../../src/emulator/signature/nonces";
import { clientFor, REQUESTER_KEYS, REQUESTER_UID } from "./support/client";
import { ok } from "./support/setup";
import { signQuery } from "./support/signed-query";
import { exchange, send } from "./support/signed-request";

let emulator: Emulator;
let notices: string[];

beforeEach(async () => {
	notices = [];
	emulator = await createEmulator({ onNotice: (message) => notices.push(message) });
});

afterEach(async () => {
	// Whatever was done to it, it still works, and nothing inside it failed.
	const identity = await ok(clientFor(emulator, REQUESTER_KEYS).sts("GetCallerIdentity"));
	expect(identity.AccountId).toBe(REQUESTER_UID);
	expect(notices).toEqual([]);
	await emulator.close();
});

/** Everything the emulator says on a connection until it ends it. */
async function talk(bytes: string | Buffer, { port } = emulator): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	let heard = "";
	socket.setEncoding("utf8").on("data", (text) => {
		heard += text;
	});
	socket.on("error", () => undefined);
	socket.write(bytes);
	await once(socket, "close");
	return heard;
}

const malformed: [name: string, bytes: string | Buffer][] = [
	["no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"],
	["random bytes", Buffer.from([0, 255, 10, 13, 10, 13, 10, 128, 200])],
	["an unknown method", "BREW / HTTP/1.1\r\nhost: localhost\r\n\r\n"],
	["a header without colon", "GET / HTTP/1.1\r\nhost x\r\n\r\n"],
	["a length that is none", "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: many\r\n\r\n"],
	[
		"a length and chunks",
		"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
	],
	["a chunk size that is none", "POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n"],
	["headers of 64 kB", `GET / HTTP/1.1\r\nhost: localhost\r\nx-long: ${"a".repeat(65_536)}\r\n\r\n`],
];

test.each(malformed)("%s is answered with a status of the 400s, and the connection ends", async (_name, bytes) => {
	expect(await talk(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test.each([
	[
		"a host that is none",
		"GET /?Action=GetCallerIdentity&Version=2015-04-01 HTTP/1.1\r\nhost: a b<>\r\nconnection: close\r\n\r\n",
	],
	["a path that is none", "GET //%zz?Action=%E0%A4%A HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"],
	[
		"a whole address as its path",
		"GET http://elsewhere/?Action=X&Version=Y HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
	],
	["no host", "GET / HTTP/1.0\r\n\r\n"],
])("a request with %s is refused, not failed on", async (_name, bytes) => {
	expect(await talk(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test.each([
	["headers", "POST / HTTP/1.1\r\nhost: localhost\r\nx-slow: "],
	["body", "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nabc"],
])("a client that does not finish its %s is told so and let go", async (_name, bytes) => {
	const hurried = await createEmulator({ headersTimeoutMs: 100, requestTimeoutMs: 300 });
	expect(await talk(bytes, hurried)).toMatch(/^HTTP\/1\.1 408 /);
	await hurried.close();
});

test("a client that goes away in the middle of its body leaves nothing behind", async () => {
	const socket = connect(emulator.port, "127.0.0.1");
	socket.on("error", () => undefined);
	socket.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\nabc", () => socket.destroy());
	await once(socket, "close");
});

test.each([
	["says its length", true],
	["sends it in chunks", false],
])("a body of 20 MB is refused with 413, when the client %s", async (_name, withLength) => {
	const body = Buffer.alloc(20 * 1024 * 1024, "a");
	const answer = await exchange(emulator.url, "POST", withLength ? { "content-length": body.length } : {}, body);
	expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 413, code: "RequestEntityTooLarge" });
});

test("a body without end ends with the connection", async () => {
	const outgoing = request(emulator.url, { method: "POST", agent: false });
	const ended = new Promise((resolve) => outgoing.on("response", resolve).on("error", resolve));
	const part = Buffer.alloc(1024 * 1024, "a");
	const feed = () => {
		if (!outgoing.destroyed) outgoing.write(part, feed);
	};
	feed();
	await ended;
	outgoing.destroy();
});

test("two hundred clients at once are all answered, each with its own identity and its own request id", async () => {
	const agent = new Agent({ keepAlive: true, maxSockets: 200 });
	const ask = (index: number) =>
		new Promise<{ AccountId: string; RequestId: string }>((resolve, reject) => {
			const keys = emulator.accounts[index % 2] ?? REQUESTER_KEYS;
			const query = new URLSearchParams(
				signQuery(keys, { action: "GetCallerIdentity", version: "2015-04-01", method: "GET" }),
			);
			const outgoing = request(`${emulator.url}/?${query}`, { agent }, async (incoming) => {
				const chunks = [];
				for await (const chunk of incoming) chunks.push(chunk);
				resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")));
			});
			outgoing.on("error", reject).end();
		});
	const clients = Array.from({ length: 200 }, async (_, index) => {
		const answers = [];
		for (let round = 0; round < 5; round += 1) answers.push(await ask(index));
		return answers;
	});
	const answers = await Promise.all(clients);
	agent.destroy();
	const uids = emulator.accounts.map(({ uid }) => uid);
	for (const [index, own] of answers.entries()) {
		expect(own.map((answer) => answer.AccountId)).toEqual(Array(5).fill(uids[index % 2]));
	}
	expect(new Set(answers.flat().map((answer) => answer.RequestId)).size).toBe(1000);
	// Patience for a machine that has other things to do.
}, 90_000);

test("whatever is sent unsigned or signed wrongly is refused in the error envelope, and never fails inside", async () => {
	const word = fc.string({ unit: "binary", maxLength: 20 });
	const name = fc.constantFrom(
		"Action",
		"Version",
		"Signature",
		"AccessKeyId",
		"Timestamp",
		"Format",
		"Tag.1.Key",
		"x",
	);
	const action = fc.constantFrom("CreateVpcPeerConnection", "DescribeVpcs", "GetCallerIdentity", "constructor", "");
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(name, word), { maxLength: 8 }), action, word, async (pairs, known, tail) => {
			const query = new URLSearchParams([...pairs, ["Action", known], ["Version", "2022-01-01"]]);
			const authorization = `ACS3-HMAC-SHA256 Credential=emulator-key-1,${Buffer.from(tail).toString("hex")}`;
			const answer = await exchange(
				`${emulator.url}/?${query}`,
				"POST",
				{ authorization, "content-type": "application/x-www-form-urlencoded" },
				tail,
			);
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(answer.status).toBeLessThan(500);
			expect(answer.text).toContain("RequestId");
		}),
		{ numRuns: 200 },
	);
});

test("a signed request with any values is answered without failing inside", async () => {
	const word = fc.string({ unit: "grapheme", maxLength: 40 });
	const names = fc.constantFrom("RegionId", "VpcId", "AcceptingAliUid", "Name", "Bandwidth", "Tag.1.Key", "DryRun");
	await fc.assert(
		fc.asyncProperty(fc.dictionary(names, word), async (form) => {
			const wanted = { action: "CreateVpcPeerConnection", version: "2022-01-01", form };
			expect((await send(emulator.url, REQUESTER_KEYS, wanted)).status).toBe(400);
		}),
		{ numRuns: 200 },
	);
});

test("what is put on record of a very long request is bounded", async () => {
	const form = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`P.${index}`, "x".repeat(1000)]));
	await send(emulator.url, REQUESTER_KEYS, { action: "GetCallerIdentity", version: "2015-04-01", form });
	expect(JSON.stringify(emulator.requests.at(-1)).length).toBeLessThan(10_000);
	expect(Object.keys(emulator.requests.at(-1)?.parameters ?? {})).toContain("P.0");
});

test("the memory of nonces is bounded: the oldest go first", () => {
	const nonces = createNonceMemory(manualClock(), 1000, 3);
	for (const nonce of ["a", "b", "c", "d"]) expect(nonces.take("key", nonce)).toBe(true);
	expect(nonces.take("key", "d")).toBe(false);
	expect(nonces.take("key", "a")).toBe(true);
});
