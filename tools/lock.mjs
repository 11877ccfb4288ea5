// @ts-check
// npm run lock: writes package-lock.json for all platforms. `npm install` beside a node_modules leaves out the binaries of
// other platforms than its own, and `npm ci` then refuses the file: so the lock file is worked out in an empty folder.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { npm } from "./npm-command.mjs";
import { projectRoot } from "./project-paths.mjs";

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "vpcpeer-lock-")));
try {
	for (const file of ["package.json", "package-lock.json", ...exampleFiles()]) {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		copyFileSync(path.join(projectRoot, file), path.join(folder, file));
	}
	const options = ["--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"];
	const { ok, output } = await npm(["install", ...options], { cwd: folder });
	if (!ok) throw new Error(`npm failed:\n${output}`);
	copyFileSync(path.join(folder, "package-lock.json"), path.join(projectRoot, "package-lock.json"));
	console.log("package-lock.json names the packages of all platforms.");
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** The workspaces belong to the lock file. */
function exampleFiles() {
	return readdirSync(path.join(projectRoot, "examples")).map((name) => path.join("examples", name, "package.json"));
}
