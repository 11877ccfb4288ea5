// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { withLock } from "../file-lock.mjs";
import { cacheFolder } from "../project-paths.mjs";
import { inspectEngine } from "./engine-files.mjs";
import { engineVersions } from "./versions.mjs";

/**
 * @typedef {import("./engine-files.mjs").Engine} Engine
 * @typedef {{ engine: Engine } | { reason: string }} Attempt
 */

/**
 * Where the engine of one recipe lies, for this user: a changed recipe makes another folder.
 * @param {string} recipe everything that decides what the folder contains
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheEntry(recipe, env) {
	const hash = createHash("sha256").update(recipe).digest("hex").slice(0, 12);
	return path.join(enginesFolder(env), `${engineVersions.pinned}-${process.platform}-${process.arch}-${hash}`);
}

/** @param {NodeJS.ProcessEnv} env */
function enginesFolder(env) {
	return path.join(cacheFolder(env), "engine");
}

/**
 * The first complete engine among the entries.
 * @param {string[]} entries
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Attempt>}
 */
export async function cachedEngine(entries, env) {
	for (const entry of entries) {
		const attempt = await inspectEngine(path.join(entry, "bin"), "cache", { env });
		if ("engine" in attempt) return attempt;
	}
	return { reason: `nothing in ${enginesFolder(env)}` };
}

/**
 * Makes a cache entry, once however many processes want it: in a folder beside it, moved into place when it works.
 * @param {object} options
 * @param {string} options.entry
 * @param {"release" | "go"} options.source
 * @param {NodeJS.ProcessEnv} options.env
 * @param {(text: string) => void} options.log
 * @param {(staging: string) => Promise<{ binDir: string } | { reason: string }>} options.make
 * @returns {Promise<Attempt>}
 */
export async function makeCacheEntry({ entry, source, env, log, make }) {
	const binDir = path.join(entry, "bin");
	return withLock(
		`${entry}.lock`,
		async () => {
			const present = await inspectEngine(binDir, source, { env });
			if ("engine" in present) return present;

			removeLeftovers(entry);
			const staging = `${entry}.making-${process.pid}`;
			mkdirSync(staging, { recursive: true });
			try {
				const made = await make(staging);
				if ("reason" in made) return made;
				const working = await inspectEngine(made.binDir, source, { env });
				if ("reason" in working) return working;
				rmSync(entry, { recursive: true, force: true });
				mkdirSync(entry);
				renameSync(made.binDir, binDir);
				return { engine: { ...working.engine, path: path.join(binDir, path.basename(working.engine.path)), binDir } };
			} finally {
				rmSync(staging, { recursive: true, force: true });
			}
		},
		{ onWait: (owner) => log(`[engine] waiting for process ${owner.split("@")[0]}, which gets it already`) },
	);
}

/**
 * What a process that was ended half-way left: nobody else works on this entry while we hold its lock.
 * @param {string} entry
 */
function removeLeftovers(entry) {
	const folder = path.dirname(entry);
	for (const name of readdirSync(folder)) {
		if (name.startsWith(`${path.basename(entry)}.making-`)) rmSync(path.join(folder, name), { recursive: true });
	}
}
