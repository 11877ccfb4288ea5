// @ts-check
import { lastLine, runCommand } from "../run-command.mjs";

/**
 * A Chromium that answers.
 * @typedef {object} Chromium
 * @property {string} path the executable
 * @property {"path" | "cache" | "apt" | "packages" | "playwright"} source
 * @property {string} version as it calls itself
 */

/** @typedef {{ chromium: Chromium } | { reason: string }} Attempt */

/**
 * Looks whether an executable is a Chromium that runs here: a missing library shows already when it says its version.
 * @param {string} file
 * @param {Chromium["source"]} source
 * @returns {Promise<Attempt>}
 */
export async function inspectChromium(file, source) {
	const { ok, output } = await runCommand(file, ["--version", "--no-sandbox"], { timeoutMs: 60_000 });
	const version = /^(?:Google )?Chrom(?:ium|e)\b.*\d+\.\d+.*$/m.exec(output)?.[0].trim();
	if (ok && version !== undefined) return { chromium: { path: file, source, version } };
	return { reason: `${file} does not run: ${lastLine(output) || "it says no version"}` };
}
