// @ts-check
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import autocannon from "autocannon";
import { projectRoot } from "../project-paths.mjs";
import { acs3Request } from "./acs3-request.mjs";
import { startEmulatorProcess } from "./emulator-process.mjs";
import { megabytes, milliseconds } from "./figures.mjs";

const seconds = 5;
const crowd = 1000;
const [region, version] = ["cn-hangzhou", "2022-01-01"];

/**
 * @typedef {object} World
 * @property {string} file a state file
 * @property {string} instanceId
 * @property {{ accessKeyId: string, accessKeySecret: string }} keys
 *
 * @typedef {object} Load
 * @property {string} what
 * @property {number} clients
 * @property {boolean} large in the world of 1,000 connections
 * @property {(instanceId: string) => { action: string, version: string, form: Record<string, string> }} operation
 */

/** @param {string} InstanceId */
const read = (InstanceId) => ({ action: "GetVpcPeerConnectionAttribute", version, form: { InstanceId } });
const list = () => ({ action: "ListVpcPeerConnections", version, form: { RegionId: region, MaxResults: "100" } });
/** @param {string} id */
const tag = (id) => ({
	action: "TagResources",
	version,
	form: { RegionId: region, ResourceType: "PeerConnection", "ResourceId.1": id, "Tag.1.Key": "k", "Tag.1.Value": "v" },
});

/** @type {Load[]} */
const loads = [
	{ what: "read one of 1 connection", clients: 10, large: false, operation: read },
	{ what: "read one of 1 connection", clients: 200, large: false, operation: read },
	{ what: "read one of 1,000", clients: 10, large: true, operation: read },
	{ what: "list 100 of 1,000", clients: 10, large: true, operation: list },
	{ what: "tag one of 1", clients: 10, large: false, operation: tag },
	{ what: "tag one of 1,000", clients: 10, large: true, operation: tag },
];

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "emulator",
	title: "The emulator under load",
	async run(lab) {
		const folder = mkdtempSync(path.join(os.tmpdir(), "vpcpeer-emulator-bench-"));
		try {
			const small = await furnish(path.join(folder, "small.json"), 1);
			lab.say(`making ${crowd} connections`);
			const large = await furnish(path.join(folder, "large.json"), crowd);
			const rows = [];
			for (const load of loads) {
				lab.say(`${load.what}, ${load.clients} clients`);
				rows.push(await row(load, load.large ? large : small));
			}
			return {
				tables: [{ head: ["request", "clients", "requests/s", "median", "p99", "refused", "peak memory"], rows }],
				remarks: [
					`Each ${seconds} s over loopback by autocannon, every request signed by ACS3-HMAC-SHA256 with a nonce of its own;`,
					"the emulator is a process of its own, started by its command with a state file, which it writes and flushes to",
					"the disk at each tag. The client signs on the same machine, which costs",
					"it about as much as the emulator: the figures are what one gets here, not what the emulator alone could do.",
				],
			};
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

/**
 * A state file with so many connections, made through the API.
 * @param {string} file
 * @param {number} size
 * @returns {Promise<World>}
 */
async function furnish(file, size) {
	const { createEmulator } = await import(pathToFileURL(path.join(projectRoot, "lib/emulator/index.js")).href);
	const emulator = await createEmulator({ createConflictMs: 0, transitions: { creating: 0 } });
	try {
		const [{ uid, ...keys }] = emulator.accounts;
		emulator.world.setQuota({ perAccountPerRegion: 10_000 });
		let instanceId = "";
		for (let index = 0; index < size; index += 1) {
			const [vpcId, other] = [`vpc-l-${index}`, `vpc-r-${index}`];
			for (const id of [vpcId, other]) emulator.world.addVpc(uid, { id, regionId: region, cidrBlock: "10.0.0.0/16" });
			const form = { RegionId: region, VpcId: vpcId, AcceptingVpcId: other };
			const whole = { ...form, AcceptingRegionId: region, AcceptingAliUid: uid };
			const create = { action: "CreateVpcPeerConnection", version, form: whole };
			instanceId = (await send(emulator.url, keys, create))["InstanceId"] ?? "";
		}
		emulator.saveSnapshot(file);
		return { file, instanceId, keys };
	} finally {
		await emulator.close();
	}
}

/**
 * @param {Load} load
 * @param {World} world
 */
async function row({ what, clients, operation }, { file, instanceId, keys }) {
	const emulator = await startEmulatorProcess(["--state", file]);
	try {
		const { host } = new URL(emulator.url);
		const result = await autocannon({
			url: emulator.url,
			connections: clients,
			duration: seconds,
			requests: [{ setupRequest: (request) => ({ ...request, ...acs3Request(host, keys, operation(instanceId)) }) }],
		});
		return [
			what,
			clients,
			Math.round(result.requests.average),
			milliseconds(result.latency.p50),
			milliseconds(result.latency.p99),
			result.non2xx + result.errors,
			megabytes(emulator.peakMemory()),
		];
	} finally {
		await emulator.stop();
	}
}

/**
 * @param {string} url
 * @param {World["keys"]} keys
 * @param {{ action: string, version: string, form: Record<string, string> }} operation
 */
async function send(url, keys, operation) {
	const { path: _path, ...request } = acs3Request(new URL(url).host, keys, operation);
	const answer = await fetch(url, request);
	const body = /** @type {Record<string, string>} */ (await answer.json());
	if (!answer.ok) throw new Error(`${operation.action}: ${body["Code"]}: ${body["Message"]}`);
	return body;
}
