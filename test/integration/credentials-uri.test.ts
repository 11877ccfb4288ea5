import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { credentialsFor } from "../../src/api/credentials";
import { Settings } from "../../src/api/settings";

let server: Server;
let answer: { status: number; body: string };

beforeAll(async () => {
	server = createServer((_request, response) => {
		response.writeHead(answer.status, { "content-type": "application/json" });
		response.end(answer.body);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const secret = "secret-of-the-uri-service";
const keys = { AccessKeyId: "key-of-the-uri-service", AccessKeySecret: secret };
const whole = {
	...keys,
	Code: "Success",
	SecurityToken: "token-of-the-uri-service",
	Expiration: "2099-01-01T00:00:00Z",
};

function credentialsOf(uri: string) {
	const environment = { ALICLOUD_CREDENTIALS_URI: uri };
	return credentialsFor(new Settings({ config: () => undefined, environment }), {}, (base) => base);
}

function uriOf(user = ""): string {
	return `http://${user}127.0.0.1:${(server.address() as AddressInfo).port}/path-that-is-a-token`;
}

async function failureOf(uri: string): Promise<string> {
	try {
		await credentialsOf(uri).getCredential();
	} catch (error) {
		// What stands in the chain of causes is printed by some.
		return `${(error as Error).message} ${String((error as Error).cause ?? "")}`;
	}
	throw new Error("Nothing was thrown");
}

test("What the service gives is used", async () => {
	answer = { status: 200, body: JSON.stringify(whole) };
	expect(await credentialsOf(uriOf()).getCredential()).toMatchObject({ accessKeySecret: secret });
});

test.each([
	["lacks the token", 200, JSON.stringify({ ...whole, SecurityToken: undefined })],
	["is refused with the keys in it", 403, JSON.stringify(whole)],
	["is no JSON", 200, `<html>${secret}</html>`],
])("An answer that %s is named by its kind, and nothing of it or of the URI is quoted", async (_what, status, body) => {
	answer = { status, body };
	const said = await failureOf(uriOf("somebody:pass-of-the-uri@"));
	expect(said).toContain(`in the credentials URI at http://127.0.0.1:${(server.address() as AddressInfo).port}: `);
	for (const hidden of [secret, keys.AccessKeyId, "token-of-the-uri", "pass-of-the-uri", "path-that-is"]) {
		expect(said).not.toContain(hidden);
	}
});

test("A service that is not there is named so", async () => {
	expect(await failureOf("http://127.0.0.1:9/token")).toContain(
		"in the credentials URI at http://127.0.0.1:9: nothing listens there (ECONNREFUSED)",
	);
});
