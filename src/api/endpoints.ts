import { ConfigurationError } from "../errors/configuration-error";
import { type ProductName, products } from "./products";
import type { FoundSetting, Settings } from "./settings";

/** Where a product's requests go. */
export interface Endpoint {
	readonly protocol: "HTTP" | "HTTPS";
	/** Host with port, as the SDK takes it. */
	readonly host: string;
}

/** The name under which the real cloud is recorded in state. */
export const realCloud = "alibabacloud";

/**
 * Where requests of a product go: the one override for all products, else the product's own of `alicloud:endpoints` or
 * the environment, else the official host. Plain HTTP is refused anywhere but on the loopback interface, before any
 * credential is looked at.
 */
export function endpointOf(product: ProductName, settings: Settings, regionId?: string): Endpoint {
	const override = settings.find("endpoint");
	if (override !== undefined) {
		return parseEndpoint(override);
	}
	const own = productEndpoint(product, settings);
	if (own !== undefined) {
		return parseEndpoint(own, settings.get("protocol"));
	}
	return { protocol: "HTTPS", host: products[product].host(regionId) };
}

/** Which cloud an endpoint belongs to, as recorded in state: the real one, or the address of another. */
export function cloudOf(endpoint: Endpoint): string {
	const name = endpoint.host.split(":")[0] ?? "";
	return name.endsWith(".aliyuncs.com") ? realCloud : `${endpoint.protocol.toLowerCase()}://${endpoint.host}`;
}

/** A cloud, as recorded in state, in the words of a message. */
export function cloudInWords(cloud: string): string {
	return cloud === realCloud ? "the real Alibaba Cloud" : `the cloud at ${cloud}`;
}

function productEndpoint(product: ProductName, settings: Settings): FoundSetting | undefined {
	const key = products[product].endpointKey;
	const configured = settings.json("endpoints");
	for (const entry of Array.isArray(configured) ? configured : [configured]) {
		const value = (entry as Record<string, unknown> | undefined)?.[key];
		if (typeof value === "string" && value !== "") {
			return { value, origin: "config", name: `alicloud:endpoints[].${key}` };
		}
	}
	for (const variable of [`ALIBABA_CLOUD_ENDPOINT_${key.toUpperCase()}`, `${key.toUpperCase()}_ENDPOINT`]) {
		const value = settings.environment(variable);
		if (value !== undefined) {
			return { value, origin: "environment", name: variable };
		}
	}
	return undefined;
}

function parseEndpoint(setting: FoundSetting, protocol?: string): Endpoint {
	const hasScheme = /^[a-z]+:\/\//i.test(setting.value);
	const text = hasScheme ? setting.value : `${(protocol ?? "https").toLowerCase()}://${setting.value}`;
	const form = `${setting.name} is "${withoutUserInfo(setting.value)}"`;
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		throw new ConfigurationError(
			`${form}, which is no URL. Write it as https://host, or http://127.0.0.1:8080 for an emulator.`,
		);
	}
	if (url.protocol !== "http:" && url.protocol !== "https:") {
		throw new ConfigurationError(`${form}: only https, and http to this machine, are possible.`);
	}
	if (url.username !== "" || url.password !== "" || url.pathname !== "/" || url.search !== "" || url.hash !== "") {
		throw new ConfigurationError(`${form}: give the scheme, host and port alone.`);
	}
	if (url.protocol === "http:" && !isLoopback(url.hostname)) {
		throw new ConfigurationError(
			`${form}: plain HTTP is allowed to this machine only (127.0.0.1, ::1, localhost), since requests to it would carry signatures over the network in the clear. Use https.`,
		);
	}
	return { protocol: url.protocol === "http:" ? "HTTP" : "HTTPS", host: url.host };
}

function withoutUserInfo(text: string): string {
	return text.replace(/^([a-z]+:\/\/)?.*@/is, "$1(redacted)@").replace(/[?#].*$/s, "?(redacted)");
}

/** True for a name of this machine, as a URL writes it. */
export function isLoopback(hostname: string): boolean {
	return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
