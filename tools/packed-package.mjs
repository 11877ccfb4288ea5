// @ts-check
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { npm } from "./npm-command.mjs";
import { projectRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";

/**
 * A folder node_modules as a user's program has it: this package out of the tarball that would be published, beside the
 * packages that it needs. The tarball stays beside the folder.
 * @returns {Promise<string>}
 */
export async function installPacked() {
	const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "vpcpeer-package-")));
	const modules = path.join(folder, "node_modules");
	const { name, dependencies, peerDependencies } = JSON.parse(
		readFileSync(path.join(projectRoot, "package.json"), "utf8"),
	);
	mkdirSync(path.join(modules, name), { recursive: true });
	// lib/ is built already: what `prepack` would do once more.
	await must(npm(["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: projectRoot }));
	const [tarball] = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
	if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
	await must(
		runCommand("tar", ["-xzf", path.join(folder, tarball), "-C", path.join(modules, name), "--strip-components=1"]),
	);
	linkInstalled(modules, Object.keys({ ...dependencies, ...peerDependencies }));
	return modules;
}

/**
 * What the package says it needs, and nothing else: a dependency that it does not declare is missed. Links, which Node
 * follows to the repository's own installed packages, so that their dependencies are found there.
 * @param {string} modules
 * @param {string[]} names
 */
function linkInstalled(modules, names) {
	for (const name of names) {
		const link = path.join(modules, name);
		mkdirSync(path.dirname(link), { recursive: true });
		symlinkSync(path.join(projectRoot, "node_modules", name), link, "junction");
	}
}

/** @param {Promise<import("./run-command.mjs").CommandResult>} command */
async function must(command) {
	const { ok, output } = await command;
	if (!ok) throw new Error(`The package could not be packed:\n${output}`);
}
