// @ts-check
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { inspectChromium } from "./chromium-file.mjs";

const names = [
	"chromium",
	"chromium-browser",
	"google-chrome-stable",
	"google-chrome",
	"chrome",
	"chromium-headless-shell",
];

/**
 * A Chromium the user has: what CHROME_PATH names, else the first on PATH that runs.
 * @param {{ env: NodeJS.ProcessEnv }} context
 * @returns {Promise<import("./chromium-file.mjs").Attempt>}
 */
export async function chromiumOnPath({ env }) {
	const chosen = env["CHROME_PATH"];
	if (chosen) return inspectChromium(chosen, "path");
	const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
	const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name))).filter(isExecutable);
	/** @type {string[]} */
	const reasons = [];
	for (const file of files) {
		const attempt = await inspectChromium(file, "path");
		if ("chromium" in attempt) return attempt;
		reasons.push(attempt.reason);
	}
	return { reason: reasons.join("; ") || `no ${names[0]} on PATH, and CHROME_PATH is not set` };
}

/** @param {string} file */
function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
