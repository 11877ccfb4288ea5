import { proxyFor } from "../../../src/api/proxy";
import { redact } from "../../../src/errors/redact";

const variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];
let before: NodeJS.ProcessEnv;
beforeEach(() => {
	before = process.env;
	process.env = Object.fromEntries(Object.entries(before).filter(([name]) => !variables.includes(name)));
});
afterEach(() => {
	process.env = before;
});

const cloud = { host: "vpcpeer.aliyuncs.com", protocol: "HTTPS" } as const;

test.each([
	[{}, undefined],
	[{ HTTPS_PROXY: "http://proxy.example:3128" }, "proxy.example:3128"],
	[{ https_proxy: "http://proxy.example:3128" }, "proxy.example:3128"],
	[{ ALL_PROXY: "http://proxy.example:3128" }, "proxy.example:3128"],
	[{ HTTPS_PROXY: "http://proxy.example:3128", NO_PROXY: "*.aliyuncs.com" }, undefined],
	[{ HTTPS_PROXY: "http://proxy.example:3128", no_proxy: "localhost,.aliyuncs.com" }, undefined],
	[{ HTTPS_PROXY: "http://proxy.example:3128", NO_PROXY: "*" }, undefined],
	[{ HTTPS_PROXY: "http://proxy.example:3128", NO_PROXY: "example.com" }, "proxy.example:3128"],
])("With %j the proxy is %s", async (environment, host) => {
	Object.assign(process.env, environment);
	expect((await proxyFor(cloud))?.host).toBe(host);
});

test.each(["127.0.0.1:8443", "localhost:443", "[::1]:443"])("%s is this machine: it has no proxy", async (host) => {
	process.env["HTTPS_PROXY"] = "http://proxy.example:3128";
	expect(await proxyFor({ host, protocol: "HTTPS" })).toBeUndefined();
});

test("The proxy's user and password are hidden from every message", async () => {
	process.env["HTTPS_PROXY"] = "http://some-user:pass%2Fword-of-proxy@proxy.example";
	expect((await proxyFor(cloud))?.host).toBe("proxy.example");
	expect(redact("some-user pass/word-of-proxy pass%2Fword-of-proxy")).toBe("(redacted) (redacted) (redacted)");
});
