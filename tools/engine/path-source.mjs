// @ts-check
import path from "node:path";
import { engineFiles, inspectEngine, isExecutable } from "./engine-files.mjs";

/**
 * An engine the user has: the first `pulumi` on PATH, as a shell would choose it.
 * @param {{ env: NodeJS.ProcessEnv }} context
 */
export async function engineOnPath({ env }) {
	const searchPath = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
	const binDir = searchPath.find((folder) => isExecutable(path.join(folder, engineFiles.cli)));
	if (!binDir) return { reason: `no ${engineFiles.cli} on PATH` };
	return inspectEngine(binDir, "path", { searchPath, env });
}
