// @ts-check
import { cachedEngine, cacheEntry } from "./engine-cache.mjs";
import { engineFromGo, goRecipe } from "./go-source.mjs";

import { engineOnPath } from "./path-source.mjs";
import { engineFromRelease, releaseRecipe } from "./release-source.mjs";
import { engineVersions } from "./versions.mjs";

/**
 * @typedef {import("./engine-files.mjs").Engine} Engine
 * @typedef {Engine["source"]} SourceName
 * @typedef {() => Promise<{ engine: Engine } | { reason: string }>} Source
 */

/**
 * @typedef {object} EngineOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(text: string) => void} [log]
 * @property {boolean} [lowPriority] leave the processor to what runs beside a build
 * @property {Record<SourceName, Source>} [sources] in the order they are tried
 */

/**
 * An engine to run programs with: the user's, else the cached one, else downloaded, else built.
 * `VPCPEER_ENGINE` (path, cache, release or go) allows one of these only. Throws one message when there is none.
 * @param {EngineOptions} [options]
 * @returns {Promise<Engine>}
 */
export async function ensureEngine(options = {}) {
	const { env = process.env, sources = engineSources(options) } = options;
	const only = env["VPCPEER_ENGINE"];
	if (only && !Object.hasOwn(sources, only)) {
		throw new Error(`VPCPEER_ENGINE is "${only}"; allowed: ${Object.keys(sources).join(", ")}.`);
	}
	/** @type {string[]} */
	const failures = [];
	for (const [name, source] of Object.entries(sources)) {
		if (only && name !== only) continue;
		const attempt = await source();
		if ("engine" in attempt) return attempt.engine;
		failures.push(`  - ${labels[/** @type {SourceName} */ (name)]}: ${attempt.reason}`);
	}
	throw new Error(noEngineMessage(failures));
}

/** @type {Record<SourceName, string>} */
const labels = {
	path: "pulumi on PATH",
	cache: "an engine from an earlier run",
	release: "the vendor's release",
	go: "a build from Go modules",
};

/**
 * @param {EngineOptions} options
 * @returns {Record<SourceName, Source>}
 */
function engineSources({ env = process.env, log = console.error, lowPriority = false }) {
	const releaseEntry = cacheEntry(releaseRecipe, env);
	const goEntry = cacheEntry(goRecipe(), env);
	return {
		path: () => engineOnPath({ env }),
		cache: () => cachedEngine([releaseEntry, goEntry], env),
		release: () => engineFromRelease({ entry: releaseEntry, env, log }),
		go: () => engineFromGo({ entry: goEntry, env, log, lowPriority }),
	};
}

/** @param {string[]} failures */
function noEngineMessage(failures) {
	const { minimum, below } = engineVersions;
	return [
		"No Pulumi engine could be had. Tried:",
		...failures,
		`Do one of these, then run the command again: install Pulumi >= ${minimum}, < ${below} so that \`pulumi\` is on PATH`,
		"(https://www.pulumi.com/docs/install/); or allow access to get.pulumi.com or github.com; or install Go (https://go.dev/dl/), with",
		"access to a Go module proxy (GOPROXY).",
	].join("\n");
}
