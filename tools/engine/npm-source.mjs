// @ts-check
import { mkdirSync } from "node:fs";
import path from "node:path";
import { npm } from "../npm-command.mjs";
import { lastLine, runCommand } from "../run-command.mjs";
import { makeCacheEntry } from "./engine-cache.mjs";
import { engineVersions } from "./versions.mjs";

const vendorSite = "https://get.pulumi.com/install.sh";
const answerMs = 5_000;
const overallMs = 180_000;

/** Everything that decides what this source's cache entry contains. */
export const npmRecipe = `npm pulumi@${engineVersions.pinned}`;

/**
 * The vendor's release, fetched by the official npm package `pulumi`.
 * @param {{ entry: string, env: NodeJS.ProcessEnv, log: (text: string) => void }} context
 */
export async function engineFromNpm({ entry, env, log }) {
	const silence = await vendorSilence();
	if (silence) return { reason: silence };
	return makeCacheEntry({ entry, source: "npm", env, log, make: (staging) => download(staging, env, log) });
}

/** The package's downloader waits for minutes for a site that does not answer: ask first. */
async function vendorSilence() {
	const host = new URL(vendorSite).host;
	try {
		const answer = await fetch(vendorSite, { method: "HEAD", signal: AbortSignal.timeout(answerMs) });
		return answer.ok ? undefined : `${host} answered HTTP ${answer.status}`;
	} catch (error) {
		const { name, cause } = /** @type {Error & { cause?: { code?: string } }} */ (error);
		return `${host} can't be reached (${name === "TimeoutError" ? `no answer in ${answerMs / 1000} s` : (cause?.code ?? name)})`;
	}
}

/**
 * @param {string} staging
 * @param {NodeJS.ProcessEnv} env
 * @param {(text: string) => void} log
 * @returns {Promise<{ binDir: string } | { reason: string }>}
 */
async function download(staging, env, log) {
	const deadline = Date.now() + overallMs;
	log(`[engine] downloading release ${engineVersions.pinned} through the npm package pulumi ...`);
	// npm installs into the nearest folder upward that has one of these.
	mkdirSync(path.join(staging, "node_modules"));
	const install = await npm(
		[
			"install",
			`pulumi@${engineVersions.pinned}`,
			"--prefix",
			staging,
			"--no-save",
			"--ignore-scripts",
			"--no-audit",
			"--no-fund",
			"--loglevel=error",
		],
		{ cwd: staging, env, timeoutMs: overallMs },
	);
	if (!install.ok) return { reason: `npm install pulumi: ${outcome(install)}` };

	const home = path.join(staging, "home");
	const run = await runCommand(process.execPath, [path.join(staging, "node_modules", "pulumi", "run.js"), "version"], {
		env: { ...env, PULUMI_HOME: home, PULUMI_VERSION: engineVersions.pinned, PULUMI_SKIP_UPDATE_CHECK: "true" },
		timeoutMs: Math.max(1_000, deadline - Date.now()),
	});
	if (!run.ok) return { reason: `the package's download: ${outcome(run)}` };
	return { binDir: path.join(home, "versions", engineVersions.pinned, "bin") };
}

/** @param {import("../run-command.mjs").CommandResult} result */
function outcome(result) {
	return result.timedOut ? `not done in ${overallMs / 1000} s` : lastLine(result.output) || `exit code ${result.code}`;
}
