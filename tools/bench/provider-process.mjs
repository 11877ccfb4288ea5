// @ts-check
import path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../project-paths.mjs";

/** @typedef {import("./lab.mjs").Region["emulator"]} Emulator */

/** How long the emulator needs from Create to Activated. */
export const durations = [200, 1_000, 3_000, 8_000, 20_000, 60_000];

/** From here on waits are long enough to be measured side by side. */
export const longMs = 20_000;

/** How late the end of a wait may be seen. @param {number} lasts */
export function goalMs(lasts) {
	return Math.max(150, 0.05 * lasts);
}

/** The rhythm of the peers' waiting. */
export const fixedPauseMs = 5_000;

/**
 * A module of this package as it is built.
 * @param {string} name
 */
export function built(name) {
	return import(pathToFileURL(path.join(projectRoot, "lib", `${name}.js`)).href);
}

/**
 * What a provider process has, pointed at the emulator.
 * @param {Emulator} emulator
 * @returns {Promise<import("../../src/provider/runtime.js").Runtime>}
 */
export async function newRuntime(emulator) {
	const [account] = emulator.accounts;
	const runtime = await runtimeAt(emulator.url, account);
	// What only the first request of a process takes is not the wait's: it is made before.
	await runtime.access({}).accountId(performance.now() + 60_000);
	return runtime;
}

/**
 * The same for any cloud, that was asked for nothing yet.
 * @param {string} url
 * @param {{ accessKeyId: string, accessKeySecret: string } | undefined} keys
 * @returns {Promise<import("../../src/provider/runtime.js").Runtime>}
 */
export async function runtimeAt(url, keys) {
	const { Runtime } = await built("provider/runtime");
	const environment = {
		ALICLOUD_VPCPEER_ENDPOINT: url,
		ALICLOUD_ACCESS_KEY: keys?.accessKeyId,
		ALICLOUD_SECRET_KEY: keys?.accessKeySecret,
		ALICLOUD_REGION: "cn-hangzhou",
		// The reviews of a preview are none of a request's business.
		ALICLOUD_VPCPEER_PREFLIGHT: "off",
	};
	const silence = () => {};
	const journal = { info: silence, warn: silence, status: silence, debug: silence };
	return new Runtime({ config: () => undefined, environment }, journal);
}

/** @param {number} index */
function pair(index) {
	return { vpcId: `vpc-l-${index}`, acceptingVpcId: `vpc-r-${index}` };
}

/**
 * A provider process: check, then create, as the engine does.
 * @param {Emulator} emulator
 * @returns {Promise<(index: number) => Promise<string>>} gives the id
 */
export async function newProcess(emulator) {
	const { vpcPeerConnectionHandlers } = await built("provider/vpc-peer-connection/index");
	const runtime = await newRuntime(emulator);
	const handlers = vpcPeerConnectionHandlers(() => runtime);
	return async (index) => {
		const { inputs, failures } = await handlers.check({}, { ...pair(index), __identity: `bench/${index}` });
		if (failures.length > 0) throw new Error(failures[0].reason);
		return (await handlers.create(inputs)).id;
	};
}

/**
 * The peers' waiting: a look, then one every five seconds; a refusal is repeated after a while.
 * @param {Emulator} emulator
 * @param {number} firstLookMs after the create
 * @returns {Promise<(index: number) => Promise<string>>} gives the id
 */
export async function fixedPoller(emulator, firstLookMs) {
	const { SdkTransport } = await built("api/sdk-transport");
	const access = (await newRuntime(emulator)).access({});
	const transport = new SdkTransport({
		endpoint: access.vpcPeer.endpoint,
		version: "2022-01-01",
		credentials: access.credentials,
		connectTimeoutMs: 10_000,
		readTimeoutMs: 30_000,
	});
	const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
	/**
	 * @param {string} action
	 * @param {Record<string, string>} body
	 */
	async function insist(action, body) {
		for (let wait = 1_000; ; wait = Math.min(2 * wait, 30_000)) {
			try {
				return JSON.parse((await transport.send(action, { query: {}, body })).text);
			} catch (error) {
				const { code } = /** @type {{ code?: string }} */ (error);
				if (code !== "Throttling.User" && code !== "Conflict.Operation") throw error;
			}
			await pause(wait);
		}
	}
	return async (index) => {
		const { vpcId, acceptingVpcId } = pair(index);
		const { InstanceId } = await insist("CreateVpcPeerConnection", {
			RegionId: "cn-hangzhou",
			VpcId: vpcId,
			AcceptingAliUid: emulator.accounts[0]?.uid ?? "",
			AcceptingRegionId: "cn-hangzhou",
			AcceptingVpcId: acceptingVpcId,
		});
		if (firstLookMs > 0) await pause(firstLookMs);
		for (;;) {
			const { Status } = await insist("GetVpcPeerConnectionAttribute", { InstanceId });
			if (Status === "Activated") return InstanceId;
			await pause(fixedPauseMs);
		}
	};
}
