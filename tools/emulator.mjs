// @ts-check
// npm run emulator [-- <options>]: the package's own command, on a fresh clone too.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectRoot } from "./project-paths.mjs";

try {
	await ensureInstalled();
	await ensureBuilt();
	const { runCommandLine } = await import(pathToFileURL(path.join(projectRoot, "lib/cli/command-line.js")).href);
	const [node, script, ...options] = process.argv;
	process.exitCode = await runCommandLine([node, script, "emulator", ...options]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
