// @ts-check
import path from "node:path";
import { cacheFolder } from "../project-paths.mjs";
import { chromiumFromApt } from "./apt-source.mjs";
import { inspectChromium } from "./chromium-file.mjs";
import { chromiumFromPackages, launcherOf } from "./packages-source.mjs";
import { chromiumOnPath } from "./path-source.mjs";
import { chromiumFromPlaywright, downloadedByPlaywright } from "./playwright-source.mjs";

/**
 * @typedef {import("./chromium-file.mjs").Chromium} Chromium
 * @typedef {Chromium["source"]} SourceName
 * @typedef {() => Promise<import("./chromium-file.mjs").Attempt>} Source
 */

/**
 * @typedef {object} ChromiumOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(text: string) => void} [log]
 * @property {Record<SourceName, Source>} [sources] in the order they are tried
 */

/**
 * A Chromium to look at the page with: the user's, else one of an earlier run, else installed, else unpacked, else
 * downloaded. `VPCPEER_CHROMIUM` (path, cache, apt, packages or playwright) allows one of these only. Throws one message
 * when there is none.
 * @param {ChromiumOptions} [options]
 * @returns {Promise<Chromium>}
 */
export async function ensureChromium(options = {}) {
	const { env = process.env, sources = chromiumSources(options) } = options;
	const only = env["VPCPEER_CHROMIUM"];
	if (only && !Object.hasOwn(sources, only)) {
		throw new Error(`VPCPEER_CHROMIUM is "${only}"; allowed: ${Object.keys(sources).join(", ")}.`);
	}
	/** @type {string[]} */
	const failures = [];
	for (const [name, source] of Object.entries(sources)) {
		if (only && name !== only) continue;
		const attempt = await source();
		if ("chromium" in attempt) return attempt.chromium;
		failures.push(`  - ${labels[/** @type {SourceName} */ (name)]}: ${attempt.reason}`);
	}
	throw new Error(
		[
			"No Chromium could be had to test the emulator's page with. Tried:",
			...failures,
			"Install Chromium or Chrome, or name one with CHROME_PATH, then run the command again.",
		].join("\n"),
	);
}

/** @type {Record<SourceName, string>} */
const labels = {
	path: "CHROME_PATH and PATH",
	cache: "one from an earlier run",
	apt: "Debian's package, installed",
	packages: "Debian's packages, unpacked",
	playwright: "Playwright's own download",
};

/**
 * @param {ChromiumOptions} options
 * @returns {Record<SourceName, Source>}
 */
function chromiumSources({ env = process.env, log = console.error }) {
	const folder = path.join(cacheFolder(env), "chromium");
	const unpacked = path.join(folder, "debian");
	const downloaded = path.join(folder, "playwright");
	return {
		path: () => chromiumOnPath({ env }),
		cache: async () => {
			const attempt = await inspectChromium(launcherOf(unpacked), "cache");
			if ("chromium" in attempt) return attempt;
			const other = await downloadedByPlaywright(downloaded);
			return "chromium" in other ? other : { reason: `nothing in ${folder}` };
		},
		apt: () => chromiumFromApt({ env, log }),
		packages: () => chromiumFromPackages({ entry: unpacked, env, log }),
		playwright: () => chromiumFromPlaywright({ entry: downloaded, env, log }),
	};
}
