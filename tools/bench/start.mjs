// @ts-check
import { execFile, spawn } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../project-paths.mjs";
import { median, milliseconds } from "./figures.mjs";

const run = promisify(execFile);
const defaultRounds = 15;
const emulatorGoalMs = 1000;
const entryGoalMs = 120;

const provider = "pulumi-alicloud-vpcpeer/provider";

/**
 * What a provider process loads before anything of this package, and this package after it. The engine's dynamic provider
 * loads all of the SDK's runtime; gRPC alone is the stricter ground.
 */
const loads = {
	"Node alone": [],
	"Node, gRPC": ["@grpc/grpc-js"],
	"Node, gRPC, the provider entry": ["@grpc/grpc-js", provider],
	"Node, the SDK's provider runtime": ["@pulumi/pulumi"],
	"Node, the SDK's provider runtime, the provider entry": ["@pulumi/pulumi", provider],
};

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "start",
	title: "Start of the provider process and of the emulator",
	async run(lab) {
		const rounds = lab.options.rounds ?? defaultRounds;
		const modules = await lab.modules();
		const names = /** @type {(keyof typeof loads)[]} */ (Object.keys(loads));
		const times = Object.fromEntries(names.map((name) => [name, /** @type {number[]} */ ([])]));
		/** @type {number[]} */
		const emulator = [];
		for (let round = 0; round < rounds; round += 1) {
			for (const name of names) times[name]?.push(await loadMs(modules, loads[name]));
			emulator.push(await emulatorReadyMs());
		}
		const [, grpc, grpcEntry, sdk, sdkEntry] = names.map((name) => median(times[name] ?? []));
		const onGrpc = Number(grpcEntry) - Number(grpc);
		const onSdk = Number(sdkEntry) - Number(sdk);
		return {
			tables: [
				{
					head: ["a process from its start to its end", "median", "least", "most"],
					rows: names.map((name) => [name, ...spread(times[name] ?? [])]),
				},
				{
					head: ["`pulumi-alicloud-vpcpeer emulator`", "median", "least", "most"],
					rows: [["from the command to `ready`", ...spread(emulator)]],
				},
			],
			goals: [
				goal("provider entry on top of Node and gRPC", onGrpc, entryGoalMs),
				goal("provider entry on top of what the engine's provider process has loaded", onSdk, entryGoalMs),
				goal("the emulator is ready", median(emulator), emulatorGoalMs),
			],
			remarks: [
				`Each is a process of its own, ${rounds} times in turn.`,
				"The provider entry is `pulumi-alicloud-vpcpeer/provider`, out of the packed package.",
			],
		};
	},
};

/**
 * @param {string} what
 * @param {number} measured
 * @param {number} wanted
 */
function goal(what, measured, wanted) {
	return { what, goal: `≤ ${wanted} ms`, measured: milliseconds(measured), met: measured <= wanted };
}

/** @param {number[]} values */
function spread(values) {
	return [median(values), Math.min(...values), Math.max(...values)].map(milliseconds);
}

/**
 * @param {string} modules
 * @param {readonly string[]} names
 */
async function loadMs(modules, names) {
	// From where the package itself looks for what it needs.
	const from = path.join(modules, "pulumi-alicloud-vpcpeer", "package.json");
	const places = [from, path.join(projectRoot, "package.json")];
	const text = `const { createRequire } = require("node:module");
const [own, project] = ${JSON.stringify(places)}.map(createRequire);
for (const name of ${JSON.stringify(names)}) (name === ${JSON.stringify(provider)} ? own : project)(name);`;
	const started = performance.now();
	await run(process.execPath, ["--eval", text]);
	return performance.now() - started;
}

/** The command as a user runs it, on a free port. */
function emulatorReadyMs() {
	const started = performance.now();
	const command = path.join(projectRoot, "lib", "cli", "main.js");
	const child = spawn(process.execPath, [command, "emulator", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
	return new Promise((resolve, reject) => {
		let ready = Number.NaN;
		let output = "";
		child.stdout.setEncoding("utf8").on("data", (text) => {
			output += text;
			if (!output.includes("ready") || !Number.isNaN(ready)) return;
			ready = performance.now() - started;
			child.kill("SIGTERM");
		});
		child.on("error", reject);
		child.on("close", () =>
			Number.isNaN(ready) ? reject(new Error(`The emulator did not get ready:\n${output}`)) : resolve(ready),
		);
	});
}
