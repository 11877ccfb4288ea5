// @ts-check
// Reads one connection from the cloud at a URL with the client that is named, and prints what it took.
// Both clients have the SDK loaded before anything is measured: loading it counts for neither.
import { sdkCaller } from "../sdk-client.mjs";
import { built, runtimeAt } from "./provider-process.mjs";

const keys = { accessKeyId: "key", accessKeySecret: "secret" };

const [client, url = ""] = process.argv.slice(2);
const read = client === "ours" ? await ours() : sdk();
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
	const { getVpcPeerConnectionAttribute } = await built("api/vpc-peer");
	const { vpcPeer } = (await runtimeAt(url, keys)).access({});
	return () => getVpcPeerConnectionAttribute(vpcPeer, "pcc-1", { deadline: performance.now() + 60_000 });
}

function sdk() {
	const call = sdkCaller(url, keys, { readTimeout: 60_000, connectTimeout: 5_000 });
	return () => call("GetVpcPeerConnectionAttribute", { InstanceId: "pcc-1" });
}
