// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { contentHash } from "./content-hash.mjs";
import { withLock } from "./file-lock.mjs";
import { npm } from "./npm-command.mjs";
import { cacheFolder, projectRoot } from "./project-paths.mjs";

/**
 * @typedef {object} InstallOptions
 * @property {string} [root]
 * @property {(text: string) => void} [log]
 * @property {typeof npm} [runNpm]
 */

/**
 * Makes sure that what the lock file names is installed. Throws with npm's full output when it can't be.
 * @param {InstallOptions} [options]
 * @returns {Promise<"present" | "installed">}
 */
export async function ensureInstalled({ root = projectRoot, log = console.error, runNpm = npm } = {}) {
	if (isStamped(root)) return "present";
	return withLock(
		projectLock(root, "install"),
		async () => {
			if (isStamped(root)) return "present";
			if (installedMatchesLock(root)) {
				stamp(root);
				return "present";
			}
			await install(root, log, runNpm);
			stamp(root);
			return "installed";
		},
		{ onWait: (owner) => log(`[install] waiting for process ${owner.split("@")[0]}, which installs here`) },
	);
}

/**
 * A lock per clone, kept outside of it: an installation empties node_modules.
 * @param {string} root
 * @param {string} name
 */
export function projectLock(root, name) {
	const clone = createHash("sha256").update(path.resolve(root)).digest("hex").slice(0, 16);
	return path.join(cacheFolder(), "locks", `${name}-${clone}`);
}

/**
 * @param {string} root
 * @param {(text: string) => void} log
 * @param {typeof npm} runNpm
 */
async function install(root, log, runNpm) {
	const command = existsSync(path.join(root, "package-lock.json")) ? "ci" : "install";
	const started = Date.now();
	log(`[install] npm ${command} ...`);
	const result = await runNpm([command, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root });
	if (!result.ok) throw new Error(`npm ${command} failed (exit code ${result.code}):\n${result.output.trimEnd()}`);
	log(`[install] dependencies installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** @param {string} root */
function stampFile(root) {
	return path.join(root, "node_modules", ".install-stamp");
}

/**
 * The lock file when there is one, else what npm would work one out from.
 * @param {string} root
 */
function wantedHash(root) {
	const lock = existsSync(path.join(root, "package-lock.json"));
	return contentHash(root, [lock ? "package-lock.json" : "package.json"]);
}

/** @param {string} root */
function isStamped(root) {
	const file = stampFile(root);
	return existsSync(file) && readFileSync(file, "utf8").trim() === wantedHash(root);
}

/** @param {string} root */
function stamp(root) {
	if (existsSync(path.join(root, "node_modules"))) writeFileSync(stampFile(root), `${wantedHash(root)}\n`);
}

/**
 * Whether npm itself was run here with this lock file: it records what it installed in node_modules.
 * @param {string} root
 */
function installedMatchesLock(root) {
	const wanted = lockedPackages(path.join(root, "package-lock.json"));
	const present = lockedPackages(path.join(root, "node_modules", ".package-lock.json"));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([name, entry]) => {
		if (name === "" || (entry.optional && !present[name])) return true;
		const found = present[name];
		return found?.version === entry.version && found?.integrity === entry.integrity && found?.link === entry.link;
	});
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }> | undefined}
 */
function lockedPackages(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).packages;
	} catch {
		return undefined;
	}
}
