// @ts-check
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/**
 * What is kept per user, across clones: engines, locks.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(env = process.env) {
	return path.join(env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache"), "pulumi-alicloud-vpcpeer");
}

/** What `npm start` keeps between runs: stack state, emulator state. Ignored by git. */
export const quickstartFolder = path.join(projectRoot, ".quickstart");
