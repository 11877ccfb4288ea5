// @ts-check
// npm run bench: what the reviews of new connections add to a preview. Each figure is a ratio of runs made side by side.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { ensureBuilt } from "../build.mjs";
import { ensureEngine } from "../engine/ensure-engine.mjs";
import { workspaceEnvironment } from "../engine/workspace.mjs";
import { ensureInstalled } from "../install.mjs";
import { projectRoot } from "../project-paths.mjs";

const run = promisify(execFile);

const latencyMs = 100;
const rounds = 3;
const sizes = [1, 10, 100];

/** How the program is written, and whether its preview reviews. */
const variants = /** @type {const} */ ({
	off: { preflight: "off", announced: true },
	on: { preflight: "60s", announced: true },
	"one after another": { preflight: "60s", announced: false },
});

await ensureInstalled();
await ensureBuilt();
const engine = await ensureEngine({ log: console.error });
const { createEmulator } = await import(pathToFileURL(path.join(projectRoot, "lib/emulator/index.js")).href);
const folder = mkdtempSync(path.join(os.tmpdir(), "vpcpeer-bench-"));
try {
	console.log(`| connections | preflight off | on | on / off | requests | requests a pair | one after another |`);
	console.log(`| ----------: | ------------: | -: | -------: | -------: | --------------: | ----------------: |`);
	for (const size of sizes) {
		console.log(await row(size));
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
const [cpu] = os.cpus();
console.log(
	`\n${os.cpus().length} cores (${cpu?.model.trim()}), Node ${process.versions.node}, engine ${engine.version}; ${latencyMs} ms latency, medians of ${rounds} runs made in turn`,
);

/** @param {number} size */
async function row(size) {
	const emulator = await createEmulator({ latencyMs });
	const uid = emulator.accounts[0].uid;
	emulator.world.setQuota({ perAccountPerRegion: 10_000 });
	for (let index = 0; index < size; index += 1) {
		emulator.world.addVpc(uid, { id: `vpc-l-${index}`, regionId: "cn-hangzhou", cidrBlock: `10.${index}.0.0/20` });
		emulator.world.addVpc(uid, { id: `vpc-r-${index}`, regionId: "cn-hangzhou", cidrBlock: `10.${index}.128.0/20` });
	}
	/** @type {Record<string, number[]>} */
	const times = { off: [], on: [], "one after another": [] };
	let requests = 0;
	for (let round = 0; round < rounds; round += 1) {
		for (const [name, variant] of Object.entries(variants)) {
			emulator.clearRequests();
			times[name]?.push(await previewSeconds(emulator, size, variant));
			if (name === "on") requests = emulator.requests.length;
		}
	}
	await emulator.close();
	const [off, on, serial] = [median(times["off"]), median(times["on"]), median(times["one after another"])];
	const figures = [size, `${off.toFixed(1)} s`, `${on.toFixed(1)} s`, (on / off).toFixed(2), requests];
	return `| ${[...figures, (requests / size).toFixed(1), `${serial.toFixed(1)} s`].join(" | ")} |`;
}

/**
 * @param {{ url: string, accounts: { accessKeyId: string, accessKeySecret: string }[] }} emulator
 * @param {number} size
 * @param {{ preflight: string, announced: boolean }} variant
 */
async function previewSeconds(emulator, size, { preflight, announced }) {
	const program = path.join(folder, `program-${size}-${announced}`);
	mkdirSync(path.join(program, "node_modules"), { recursive: true });
	writeFileSync(path.join(program, "Pulumi.yaml"), "name: bench\nruntime: nodejs\n");
	writeFileSync(path.join(program, "package.json"), '{ "main": "index.js" }');
	// A program that waits between its resources announces them one by one.
	writeFileSync(
		path.join(program, "index.js"),
		`const { VpcPeerConnection } = require("pulumi-alicloud-vpcpeer");
module.exports = async () => {
	for (let i = 0; i < ${size}; i++) {
		const made = new VpcPeerConnection("c" + i, { vpcId: "vpc-l-" + i, acceptingVpcId: "vpc-r-" + i });
		${announced ? "" : "await new Promise((resolve) => made.urn.apply(resolve));"}
	}
};`,
	);
	for (const [name, target] of [
		["pulumi-alicloud-vpcpeer", projectRoot],
		["@pulumi", path.join(projectRoot, "node_modules/@pulumi")],
	]) {
		rmSync(path.join(program, "node_modules", String(name)), { force: true });
		symlinkSync(String(target), path.join(program, "node_modules", String(name)), "junction");
	}
	const [account] = emulator.accounts;
	const env = workspaceEnvironment({
		engine,
		folder,
		env: {
			ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
			ALICLOUD_ACCESS_KEY: account?.accessKeyId,
			ALICLOUD_SECRET_KEY: account?.accessKeySecret,
			ALICLOUD_REGION: "cn-hangzhou",
			ALICLOUD_VPCPEER_PREFLIGHT: preflight,
		},
	});
	const options = { cwd: program, env, maxBuffer: 64 * 1024 * 1024 };
	await run(engine.path, ["stack", "select", "--create", `bench-${size}`, "--non-interactive"], options);
	const started = performance.now();
	await run(engine.path, ["preview", "--non-interactive"], options);
	return (performance.now() - started) / 1000;
}

/** @param {number[]} [values] */
function median(values = []) {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
