// @ts-check
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../project-paths.mjs";
import { lastLine, runCommand } from "../run-command.mjs";
import { inspectChromium } from "./chromium-file.mjs";

/**
 * What Playwright downloads for itself, from its makers, into a folder of ours.
 * @param {{ entry: string, env: NodeJS.ProcessEnv, log: (text: string) => void }} context
 * @returns {Promise<import("./chromium-file.mjs").Attempt>}
 */
export async function chromiumFromPlaywright({ entry, env, log }) {
	log("[chromium] playwright install chromium ...");
	const cli = path.join(projectRoot, "node_modules", "playwright-core", "cli.js");
	const result = await runCommand(process.execPath, [cli, "install", "chromium-headless-shell"], {
		env: { ...env, PLAYWRIGHT_BROWSERS_PATH: entry },
		timeoutMs: 15 * 60_000,
		lowPriority: true,
	});
	if (!result.ok) return { reason: lastLine(result.output) || "its download failed" };
	return downloadedByPlaywright(entry);
}

/**
 * @param {string} entry
 * @returns {Promise<import("./chromium-file.mjs").Attempt>}
 */
export async function downloadedByPlaywright(entry) {
	const names = ["headless_shell", "chrome-headless-shell", "chrome-headless-shell.exe", "headless_shell.exe"];
	const file = filesBelow(entry).find((one) => names.includes(path.basename(one)));
	return file === undefined ? { reason: `nothing in ${entry}` } : inspectChromium(file, "playwright");
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((one) => one.isFile())
		.map((one) => path.join(one.parentPath, one.name));
}
