// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { contentHash, filesBelow } from "./content-hash.mjs";
import { withLock } from "./file-lock.mjs";
import { projectLock } from "./install.mjs";
import { npm } from "./npm-command.mjs";
import { projectRoot } from "./project-paths.mjs";

const inputs = ["src", "tools/page", "tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/**
 * Makes sure that lib/ is built from today's sources. Throws with the compiler's full output when it can't be.
 * @param {{ root?: string, log?: (text: string) => void, runNpm?: typeof npm }} [options]
 * @returns {Promise<"present" | "built">}
 */
export async function ensureBuilt({ root = projectRoot, log = console.error, runNpm = npm } = {}) {
	if (isStamped(root)) return "present";
	return withLock(projectLock(root, "build"), async () => {
		if (isStamped(root)) return "present";
		const hash = contentHash(root, inputs);
		const started = Date.now();
		// The compiler's memory of an earlier run would skip outputs that were deleted since.
		rmSync(path.join(root, "lib", ".tsbuildinfo"), { force: true });
		const result = await runNpm(["run", "build", "--silent"], { cwd: root });
		if (!result.ok) throw new Error(`npm run build failed (exit code ${result.code}):\n${result.output.trimEnd()}`);
		removeOrphans(root);
		writeFileSync(stampFile(root), `${hash}\n`);
		log(`[build] lib/ built in ${Math.round((Date.now() - started) / 1000)} s`);
		return "built";
	});
}

/**
 * In node_modules and not in lib, which is published.
 * @param {string} root
 */
function stampFile(root) {
	return path.join(root, "node_modules", ".build-stamp");
}

/** @param {string} root */
function isStamped(root) {
	if (!existsSync(path.join(root, "lib", "index.js")) || !existsSync(stampFile(root))) return false;
	return readFileSync(stampFile(root), "utf8").trim() === contentHash(root, inputs);
}

/**
 * Outputs of sources that are gone: a program could still load them here, and not from a fresh clone.
 * @param {string} root
 */
function removeOrphans(root) {
	for (const output of filesBelow(root, "lib")) {
		// The page is bundled into a folder that is emptied first.
		if (output.startsWith(path.join("lib", "emulator", "page"))) continue;
		const source = output.replace(/^lib/, "src").replace(/(\.d\.ts|\.js)(\.map)?$/, ".ts");
		if (source.endsWith(".ts") && !existsSync(path.join(root, source))) rmSync(path.join(root, output));
	}
}
