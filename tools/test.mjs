// @ts-check
// npm test [-- <arguments for jest>]: everything that must hold, on a fresh clone, in one command. The last line says
// how much passed and failed. A failed stage does not keep the others from being run.
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureChromium } from "./chromium/ensure-chromium.mjs";
import { ensureEngine } from "./engine/ensure-engine.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { choosesByName, jestRuns } from "./testing/jest-runs.mjs";
import { runJest } from "./testing/run-jest.mjs";
import { summarize, tallyOf } from "./testing/summary.mjs";

const userArgs = process.argv.slice(2);
const runs = jestRuns(userArgs);
// Biome colors what goes into a file, too.
const lintColors = process.stdout.isTTY ? [] : ["--colors=off"];
/** @type {import("./testing/summary.mjs").Tally[]} */
const tallies = [];
let failedStages = 0;

if (await stage("install", ensureInstalled)) {
	// In the background from the start: without a cache it takes minutes, longer than all that does not need it.
	const engineReady = runs.some((run) => run.needsEngine)
		? inBackground(ensureEngine({ lowPriority: true }))
		: undefined;
	const chromiumReady = runs.some((run) => run.needsChromium) ? inBackground(ensureChromium()) : undefined;

	await stage("lint", () => tool("@biomejs/biome/bin/biome", "ci", ...lintColors, "."));
	await stage("types", () => tool("typescript/bin/tsc", "--noEmit"));
	await stage("types of tools", () => tool("typescript/bin/tsc", "--noEmit", "-p", "tools"));
	await stage("types of the page", () => tool("typescript/bin/tsc", "--noEmit", "-p", "src/emulator/page"));
	const built = await stage("build", ensureBuilt);
	for (const run of runs) await runTests(run, built, { engineReady, chromiumReady });
}

const summary = summarize(tallies, failedStages);
process.exitCode = summary.exitCode;
console.log(`\n${summary.line}`);

/**
 * @template Thing
 * @typedef {Promise<{ thing: Thing } | { error: unknown }>} Background
 */

/**
 * @param {import("./testing/jest-runs.mjs").JestRun} run
 * @param {boolean} built
 * @param {object} ready
 * @param {Background<import("./engine/engine-files.mjs").Engine> | undefined} ready.engineReady
 * @param {Background<import("./chromium/chromium-file.mjs").Chromium> | undefined} ready.chromiumReady
 */
async function runTests(run, built, { engineReady, chromiumReady }) {
	/** @type {NodeJS.ProcessEnv} */
	const env = { ...process.env };
	if (run.needsChromium) {
		const got = await stage("chromium", async () => {
			const { path: file, version, source } = await awaited(chromiumReady);
			env["VPCPEER_CHROMIUM_PATH"] = file;
			console.error(`[chromium] ${version} (${source})`);
		});
		if (!got || !built) {
			console.error("The tests of the page can't be run.");
			return;
		}
	}
	if (run.needsEngine) {
		const got = await stage("engine", async () => {
			const engine = await awaited(engineReady);
			env["VPCPEER_ENGINE_BIN"] = engine.binDir;
			console.error(`[engine] Pulumi ${engine.version} (${engine.source})`);
		});
		if (!got || !built) {
			console.error("The tests with the engine can't be run.");
			return;
		}
	}
	console.error(`\n── jest ${run.args.join(" ")}`);
	// A test with the engine waits for other processes, one after another, a good part of its time.
	const { exitCode, report } = await runJest(run.args, env, run.needsEngine ? 3 : 2);
	if (!report && exitCode === 0) return; // a choice of tests that left none for this run
	tallies.push(tallyOf(report, { exitCode, choosesByName: choosesByName(userArgs) }));
}

/**
 * Its failure is reported by the stage that waits for it.
 * @template Thing
 * @param {Promise<Thing>} work
 * @returns {Background<Thing>}
 */
function inBackground(work) {
	return work.then(
		(thing) => ({ thing }),
		(error) => ({ error }),
	);
}

/**
 * @template Thing
 * @param {Background<Thing> | undefined} background
 */
async function awaited(background) {
	const result = await background;
	if (!result || "error" in result) throw result?.error;
	return result.thing;
}

/**
 * @param {string} name
 * @param {() => Promise<unknown>} work
 */
async function stage(name, work) {
	const started = Date.now();
	console.error(`\n── ${name}`);
	try {
		await work();
		console.error(`── ${name}: ok, ${((Date.now() - started) / 1000).toFixed(1)} s`);
		return true;
	} catch (error) {
		failedStages++;
		console.error(error instanceof Error ? error.message : error);
		console.error(`── ${name}: FAILED`);
		return false;
	}
}

/**
 * Runs a tool of node_modules in the foreground.
 * @param {string} script
 * @param {string[]} args
 */
async function tool(script, ...args) {
	const file = path.join(projectRoot, "node_modules", ...script.split("/"));
	const result = await runCommand(process.execPath, [file, ...args], { cwd: projectRoot, inherit: "all" });
	if (!result.ok) throw new Error(`${path.basename(script)} ended with exit code ${result.code}`);
}
