// @ts-check
// Reads one connection from the cloud at a URL with the client that is named, and prints what it took.
import { built } from "./provider-process.mjs";

const [client, url = ""] = process.argv.slice(2);
const read = client === "ours" ? await ours() : await sdk();
const before = peakBytes();
const began = performance.now();
/** @type {unknown} */
const end = await read().then(
	() => "read",
	(/** @type {Error & { code?: string }} */ error) => error.code ?? error.message,
);
const ms = performance.now() - began;
process.stdout.write(JSON.stringify({ peakBytes: peakBytes() - before, ms, end }));
process.exit();

/** The most that this process has held so far. */
function peakBytes() {
	return process.resourceUsage().maxRSS * 1024;
}

async function ours() {
	const { Runtime } = await built("provider/runtime");
	const { getVpcPeerConnectionAttribute } = await built("api/vpc-peer");
	const environment = {
		ALICLOUD_VPCPEER_ENDPOINT: url,
		ALICLOUD_ACCESS_KEY: "key",
		ALICLOUD_SECRET_KEY: "secret",
		ALICLOUD_REGION: "cn-hangzhou",
	};
	const silence = () => {};
	const journal = { info: silence, warn: silence, status: silence, debug: silence };
	const { vpcPeer } = new Runtime({ config: () => undefined, environment }, journal).access({});
	await loadSdk();
	return () => getVpcPeerConnectionAttribute(vpcPeer, "pcc-1", { deadline: performance.now() + 60_000 });
}

async function sdk() {
	const { Client, OpenApi, RuntimeOptions } = await loadSdk();
	const config = new OpenApi.Config({
		accessKeyId: "key",
		accessKeySecret: "secret",
		endpoint: new URL(url).host,
		protocol: "HTTP",
	});
	const api = new Client(config);
	const params = new OpenApi.Params({
		action: "GetVpcPeerConnectionAttribute",
		version: "2022-01-01",
		protocol: "HTTP",
		pathname: "/",
		method: "POST",
		authType: "AK",
		style: "RPC",
		reqBodyType: "formData",
		bodyType: "json",
	});
	const request = new OpenApi.OpenApiRequest({ body: { InstanceId: "pcc-1" } });
	return () => api.callApi(params, request, new RuntimeOptions({ readTimeout: 60_000, connectTimeout: 5_000 }));
}

/** The SDK as both clients have it, so that loading it counts for neither. */
async function loadSdk() {
	const OpenApi = (await import("@alicloud/openapi-client")).default;
	const { RuntimeOptions } = await import("@alicloud/tea-util");
	return { Client: OpenApi.default, OpenApi, RuntimeOptions };
}
