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
 * A lock file names no package that its maintainer's registry does not have, as a mirror may lack other machines'
 * binaries; `npm ci` then refuses it. `npm install` takes all that the lock file does name, and adds the rest.
 * @param {string} root
 * @param {(text: string) => void} log
 * @param {typeof npm} runNpm
 */
async function install(root, log, runNpm) {
	const started = Date.now();
	const command = existsSync(path.join(root, "package-lock.json")) ? ["ci"] : ["install"];
	let result = await runLogged(command);
	if (!result.ok && isRefusedLock(result.output)) {
		log("[install] the lock file is not complete");
		result = await runLogged(["install", "--no-save"]);
	}
	if (!result.ok) throw new Error(`npm failed (exit code ${result.code}):\n${result.output.trimEnd()}`);
	log(`[install] dependencies installed in ${Math.round((Date.now() - started) / 1000)} s`);

	/** @param {string[]} args */
	function runLogged(args) {
		log(`[install] npm ${args.join(" ")} ...`);
		return runNpm([...args, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root });
	}
}

/** @param {string} output */
function isRefusedLock(output) {
	return output.includes("EUSAGE") && output.includes("from lock file");
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
		if (name === "" || ((entry.optional || entry.devOptional) && !present[name])) return true;
		const found = present[name];
		return found?.version === entry.version && found?.integrity === entry.integrity && found?.link === entry.link;
	});
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> | undefined}
 */
function lockedPackages(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).packages;
	} catch {
		return undefined;
	}
}
