// @ts-check
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectRoot } from "../project-paths.mjs";
import { runCommand } from "../run-command.mjs";

/**
 * Runs Jest in the foreground.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} workers
 * @returns {Promise<{ exitCode: number, report: import("./summary.mjs").JestReport | undefined }>}
 */
export async function runJest(args, env, workers) {
	const folder = mkdtempSync(path.join(os.tmpdir(), "vpcpeer-jest-"));
	const reportFile = path.join(folder, "report.json");
	const jest = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
	try {
		const result = await runCommand(
			process.execPath,
			[jest, "--ci", `--maxWorkers=${workers}`, "--json", `--outputFile=${reportFile}`, ...args],
			{ cwd: projectRoot, env, inherit: "stderr" },
		);
		return { exitCode: result.code, report: readReport(reportFile) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} file */
function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return undefined;
	}
}
