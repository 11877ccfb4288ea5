// @ts-check
import { runCommand } from "./run-command.mjs";

/**
 * Runs npm: the one that started this process, else the one on PATH.
 * @param {string[]} args
 * @param {import("./run-command.mjs").CommandOptions} [options]
 */
export function npm(args, options) {
	const script = process.env["npm_execpath"];
	// Only npm's own: yarn and pnpm set the same variable, and know neither `ci` nor the same lock file.
	if (script && /npm-cli\.[cm]?js$/.test(script)) return runCommand(process.execPath, [script, ...args], options);
	return runCommand(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
}
