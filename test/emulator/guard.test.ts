import { createEmulator } from "../../src/emulator";
import { REQUESTER_KEYS } from "./support/client";
import { setupEmulator } from "./support/setup";
import { signQuery } from "./support/signed-query";
import { exchange, pairs, sign } from "./support/signed-request";

// The cloud's API behind the same guard as the control interface: control.test.ts has the rest of it.

const CALLER = { action: "GetCallerIdentity", version: "2015-04-01" } as const;

const setup = setupEmulator();

/** What a browser would send for a page somewhere: a form, signed in its parameters with the keys that everybody knows. */
const form = (headers: Readonly<Record<string, string>>, url = setup.emulator.url) =>
	exchange(
		`${url}/`,
		"POST",
		{ "content-type": "application/x-www-form-urlencoded", ...headers },
		pairs(signQuery(REQUESTER_KEYS, CALLER)),
	);

/** Signed in headers, for the host that it is sent to. */
const signedFor = (host: string) => {
	const { headers, body } = sign(host, REQUESTER_KEYS, CALLER);
	return exchange(`${setup.emulator.url}/`, "POST", headers, body);
};

test.each(["localhost", "LOCALHOST:80", "cloud.localhost", "127.0.0.1:1", "192.168.0.7", "[::1]:28023"])(
	"is answered under %s",
	async (host) => {
		expect((await form({ host })).status).toBe(200);
		expect((await signedFor(host)).status).toBe(200);
	},
);

test.each(["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "evil-localhost"])(
	"is not answered under %j: a page can point its own name at this machine",
	async (host) => {
		for (const answer of [await form({ host }), await signedFor(host)]) {
			expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 403, code: "Emulator.Host" });
			expect(answer.body.Message).toContain("--allow-host");
		}
		expect(setup.emulator.requests).toEqual([]);
	},
);

test.each([
	["Origin", { origin: "https://evil.example" }],
	["Origin", { origin: "null" }],
	["Sec-Fetch-Site", { "sec-fetch-site": "cross-site" }],
	["Sec-Fetch-Site", { "sec-fetch-site": "same-site" }],
])("a form that a page elsewhere sends is refused by its %s %j, and changes nothing", async (member, headers) => {
	const answer = await form(headers);
	expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 403, code: `Emulator.${member}` });
	expect(setup.emulator.requests).toEqual([]);
});

test("its own page may ask", async () => {
	expect((await form({ origin: setup.emulator.url, "sec-fetch-site": "same-origin" })).status).toBe(200);
});

test("a name that was allowed is answered, another is not", async () => {
	const emulator = await createEmulator({ allowedHosts: ["cloud"] });
	const statuses = [];
	for (const host of ["cloud:28023", "Cloud", "other"]) statuses.push((await form({ host }, emulator.url)).status);
	await emulator.close();
	expect(statuses).toEqual([200, 200, 403]);
});
