// @ts-check
import { accessSync, constants, realpathSync } from "node:fs";
import path from "node:path";
import { lastLine, runCommand } from "../run-command.mjs";
import { versionObjection } from "./versions.mjs";

const windows = process.platform === "win32";

/** The three programs an engine consists of, for a program written for Node. */
export const engineFiles = {
	cli: windows ? "pulumi.exe" : "pulumi",
	languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
	/** Ships inside @pulumi/pulumi; taken as bundled only when it lies beside the command line. */
	dynamicProvider: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
};

/**
 * @typedef {object} Engine
 * @property {string} path the `pulumi` binary
 * @property {string} binDir its folder, to be first on PATH
 * @property {string} version as `pulumi version` prints it, without the v
 * @property {"path" | "cache" | "release" | "go"} source
 */

/**
 * A folder's engine, if it is complete and of a version that will do; else why not.
 * @param {string} binDir
 * @param {Engine["source"]} source
 * @param {{ searchPath?: string[], env?: NodeJS.ProcessEnv }} [options] where else the other two programs may lie
 * @returns {Promise<{ engine: Engine } | { reason: string }>}
 */
export async function inspectEngine(binDir, source, { searchPath = [], env = process.env } = {}) {
	const cli = path.join(binDir, engineFiles.cli);
	if (!isExecutable(cli)) return { reason: `no ${engineFiles.cli} in ${binDir}` };
	// Before it is run: npm's package `pulumi` puts a command of this name on PATH that would start a download.
	const folders = [binDir, path.dirname(realpathSync(cli)), ...searchPath];
	for (const needed of [engineFiles.languageHost, engineFiles.dynamicProvider]) {
		if (!folders.some((folder) => isExecutable(path.join(folder, needed)))) {
			return { reason: `${cli} comes without ${needed}` };
		}
	}
	const run = await runCommand(cli, ["version"], {
		env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
		timeoutMs: 30_000,
	});
	if (!run.ok) return { reason: `${cli} version: ${run.timedOut ? "no answer in 30 s" : lastLine(run.output)}` };
	const version = lastLine(run.stdout ?? "").replace(/^v/, "");
	const objection = versionObjection(version);
	if (objection) return { reason: `${cli}: ${objection}` };
	return { engine: { path: cli, binDir, version, source } };
}

/** @param {string} file */
export function isExecutable(file) {
	try {
		accessSync(file, windows ? constants.F_OK : constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
