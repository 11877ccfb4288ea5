import { cloudOf, endpointOf, realCloud } from "../../../src/api/endpoints";
import { products } from "../../../src/api/products";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { failureOf } from "../support/failure-of";
import { settingsOf } from "../support/settings";

function overriddenBy(url: string) {
	return endpointOf("VpcPeer", settingsOf({}, { ALICLOUD_VPCPEER_ENDPOINT: url }));
}

test("Without any setting, requests go to the official hosts over HTTPS", () => {
	expect(endpointOf("VpcPeer", settingsOf())).toEqual({ protocol: "HTTPS", host: "vpcpeer.aliyuncs.com" });
	expect(endpointOf("Sts", settingsOf())).toEqual({ protocol: "HTTPS", host: "sts.aliyuncs.com" });
});

test("VpcPeer has one host for every region, Sts one a region besides the central one", () => {
	expect(endpointOf("VpcPeer", settingsOf(), "cn-shanghai").host).toBe("vpcpeer.aliyuncs.com");
	expect(endpointOf("Sts", settingsOf(), "cn-shanghai").host).toBe("sts.cn-shanghai.aliyuncs.com");
});

test("The versions are those of the products' documents", () => {
	expect(products.VpcPeer.version).toBe("2022-01-01");
	expect(products.Sts.version).toBe("2015-04-01");
});

test.each([
	["http://127.0.0.1:8080", "HTTP", "127.0.0.1:8080"],
	["http://127.0.0.1:8080/", "HTTP", "127.0.0.1:8080"],
	["HTTP://127.0.0.1:8080", "HTTP", "127.0.0.1:8080"],
	["http://127.255.255.254:1", "HTTP", "127.255.255.254:1"],
	["http://localhost:8080", "HTTP", "localhost:8080"],
	["http://[::1]:8080", "HTTP", "[::1]:8080"],
	["https://cloud.example.com", "HTTPS", "cloud.example.com"],
	["https://cloud.example.com:443", "HTTPS", "cloud.example.com"],
	["https://cloud.example.com:8443", "HTTPS", "cloud.example.com:8443"],
	["cloud.example.com", "HTTPS", "cloud.example.com"],
	["127.0.0.1:8080", "HTTPS", "127.0.0.1:8080"],
])("The override %s means %s to %s", (url, protocol, host) => {
	expect(overriddenBy(url)).toEqual({ protocol, host });
});

test("The override counts for every product, and as configuration wins over the environment", () => {
	const settings = settingsOf(
		{ "alicloud-vpcpeer:endpoint": "http://127.0.0.1:1", "alicloud:endpoints": '[{"sts":"sts.example.com"}]' },
		{ ALICLOUD_VPCPEER_ENDPOINT: "http://127.0.0.1:2", VPCPEER_ENDPOINT: "vpcpeer.example.com" },
	);
	expect(endpointOf("VpcPeer", settings).host).toBe("127.0.0.1:1");
	expect(endpointOf("Sts", settings, "cn-shanghai").host).toBe("127.0.0.1:1");
});

test.each([
	"http://vpcpeer.aliyuncs.com",
	"http://10.0.0.1:8080",
	"http://128.0.0.1",
	"http://127.0.0.1.example.com",
	"http://localhost.example.com",
	"http://example.com:127",
	"http://0.0.0.0:8080",
	"http://[::2]:8080",
	"http://3232235521",
])("Plain HTTP to %s is refused, since it leaves this machine", async (url) => {
	const error = await failureOf(() => overriddenBy(url));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).toContain("ALICLOUD_VPCPEER_ENDPOINT");
	expect(error.message).toContain(`"${url}"`);
	expect(error.message).toContain("Use https");
});

test.each(["http://", "https://:8080", "https://a b", "https://[::1", "http://127.0.0.1:99999"])(
	"%s is refused as no URL",
	async (url) => {
		expect((await failureOf(() => overriddenBy(url))).message).toMatch(/ALICLOUD_VPCPEER_ENDPOINT.*no URL/);
	},
);

test.each(["ftp://127.0.0.1", "file:///etc/passwd", "ws://127.0.0.1"])("The scheme of %s is refused", async (url) => {
	expect(await failureOf(() => overriddenBy(url))).toBeInstanceOf(ConfigurationError);
});

test.each(["https://example.com/path", "https://example.com/?a=b", "https://example.com/#part"])(
	"%s is refused: an endpoint is scheme, host and port alone",
	async (url) => {
		expect((await failureOf(() => overriddenBy(url))).message).toContain("scheme, host and port alone");
	},
);

test.each([
	"https://user:pa55word@example.com",
	"https://user:pa55/word@example.com",
	"https://user:1@pa55word@example.com",
	"user:pa55word@example.com",
	"http://pa55word@127.0.0.1:8080",
	"https://exa mple.com/?token=pa55word",
	"https://example.com/#pa55word",
	"ftp://user:pa55word@example.com",
])("User info, query and fragment are refused and not quoted: %s", async (url) => {
	const error = await failureOf(() => overriddenBy(url));
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error.message).not.toMatch(/pa55|word@/);
});

test.each([
	["a list with one object a product", '[{"sts":"sts.example.com"},{"vpcpeer":"vpcpeer.example.com"}]'],
	["one object in a list", '[{"vpcpeer":"vpcpeer.example.com","vpc":"vpc.example.com"}]'],
	["a plain object", '{"vpcpeer":"vpcpeer.example.com"}'],
	["a URL", '{"vpcpeer":"https://vpcpeer.example.com"}'],
])("alicloud:endpoints may name the product's endpoint as %s", (_form, json) => {
	expect(endpointOf("VpcPeer", settingsOf({ "alicloud:endpoints": json }))).toEqual({
		protocol: "HTTPS",
		host: "vpcpeer.example.com",
	});
});

test.each(["[]", "{}", "null", "[null]", '[{"vpcpeer":""}]', '{"vpc":"vpc.example.com"}', '"text"'])(
	"alicloud:endpoints = %s names no endpoint of VpcPeer, so the official one counts",
	(json) => {
		expect(endpointOf("VpcPeer", settingsOf({ "alicloud:endpoints": json })).host).toBe("vpcpeer.aliyuncs.com");
	},
);

test.each(["ALIBABA_CLOUD_ENDPOINT_VPCPEER", "VPCPEER_ENDPOINT"])("%s names the endpoint of VpcPeer alone", (name) => {
	const settings = settingsOf({}, { [name]: "vpcpeer.example.com" });
	expect(endpointOf("VpcPeer", settings).host).toBe("vpcpeer.example.com");
	expect(endpointOf("Sts", settings).host).toBe("sts.aliyuncs.com");
});

test("Among a product's own endpoints the configuration wins, then the longer variable", () => {
	const environment = { ALIBABA_CLOUD_ENDPOINT_VPCPEER: "long.example.com", VPCPEER_ENDPOINT: "short.example.com" };
	const configuration = { "alicloud:endpoints": '{"vpcpeer":"config.example.com"}' };
	expect(endpointOf("VpcPeer", settingsOf(configuration, environment)).host).toBe("config.example.com");
	expect(endpointOf("VpcPeer", settingsOf({}, environment)).host).toBe("long.example.com");
});

test("alicloud:protocol HTTP counts for a product's own endpoint, and is refused off this machine all the same", async () => {
	const onLoopback = settingsOf({ "alicloud:protocol": "HTTP", "alicloud:endpoints": '{"vpcpeer":"127.0.0.1:1"}' });
	expect(endpointOf("VpcPeer", onLoopback)).toEqual({ protocol: "HTTP", host: "127.0.0.1:1" });
	const elsewhere = settingsOf({ "alicloud:protocol": "HTTP", "alicloud:endpoints": '{"vpcpeer":"a.example.com"}' });
	expect((await failureOf(() => endpointOf("VpcPeer", elsewhere))).message).toContain("plain HTTP");
	expect(endpointOf("VpcPeer", settingsOf({ "alicloud:protocol": "HTTP" })).protocol).toBe("HTTPS");
});

test("Every host of the vendor is the one real cloud, any other address a cloud of its own", () => {
	expect(cloudOf({ protocol: "HTTPS", host: "vpcpeer.aliyuncs.com" })).toBe(realCloud);
	expect(cloudOf({ protocol: "HTTPS", host: "vpcpeer.aliyuncs.com:443" })).toBe(realCloud);
	expect(cloudOf({ protocol: "HTTP", host: "127.0.0.1:8080" })).toBe("http://127.0.0.1:8080");
	expect(cloudOf({ protocol: "HTTP", host: "[::1]:8080" })).toBe("http://[::1]:8080");
	expect(cloudOf({ protocol: "HTTPS", host: "aliyuncs.com.example.com" })).toBe("https://aliyuncs.com.example.com");
	expect(cloudOf({ protocol: "HTTPS", host: "notaliyuncs.com" })).toBe("https://notaliyuncs.com");
});
