import { AsyncLocalStorage } from "node:async_hooks";
import type { EventEmitter } from "node:events";
import type { Agent, ClientRequest } from "node:http";
import { hideSecret } from "../errors/redact";
import { type Endpoint, isLoopback } from "./endpoints";
import { ProxyRefusal } from "./proxy-refusal";

/** A proxy between this machine and an endpoint. */
export interface HttpsProxy {
	readonly agent: Agent;
	/** Its host and port, for messages. */
	readonly host: string;
}

/**
 * The proxy for an endpoint, by HTTPS_PROXY, ALL_PROXY and NO_PROXY, capital or small; undefined for none. Plain HTTP goes to
 * this machine only, and that is never proxied.
 */
export async function proxyFor({ host, protocol }: Endpoint): Promise<HttpsProxy | undefined> {
	if (protocol !== "HTTPS" || isLoopback(new URL(`https://${host}`).hostname)) {
		return undefined;
	}
	const { getProxyForUrl } = await import("proxy-from-env");
	const url = getProxyForUrl(`https://${host}/`);
	if (url === "") {
		return undefined;
	}
	const { hostname, port, username, password } = new URL(url);
	hideSecret(decodeURIComponent(username));
	hideSecret(decodeURIComponent(password));
	const { HttpsProxyAgent } = await import("https-proxy-agent");
	const agent = new HttpsProxyAgent(url as `http://${string}`, { keepAlive: true });
	// The agent would hand on the proxy's page as if it were the cloud's answer.
	(agent as EventEmitter).on("proxyConnect", ({ statusCode }: { statusCode: number }, request: ClientRequest) => {
		if (statusCode !== 200) {
			request.destroy(new ProxyRefusal(statusCode));
		}
	});
	return { agent, host: port === "" ? hostname : `${hostname}:${port}` };
}

/** The agent of the request that is being sent. */
const agents = new AsyncLocalStorage<Agent>();
let prepared: Promise<void> | undefined;

/**
 * Sends through a proxy. The SDK knows the settings of a proxy and does nothing with them, and takes no agent; what it sends
 * with (httpx) does. So that is given the agent, for the requests of `send` alone; without a proxy nothing is touched.
 */
export async function throughProxy<T>({ agent }: HttpsProxy, send: () => Promise<T>): Promise<T> {
	prepared ??= prepare();
	await prepared;
	return agents.run(agent, send);
}

async function prepare(): Promise<void> {
	const { default: httpx } = await import("httpx");
	const plain = httpx.request;
	httpx.request = (url, options) => {
		const agent = agents.getStore();
		return plain(url, agent === undefined ? options : { ...options, agent });
	};
}
