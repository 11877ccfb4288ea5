// @ts-check
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A new empty folder, gone after the test. */
export function tempFolder() {
	const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "vpcpeer-tools-")));
	folders.push(folder);
	return folder;
}

/** @type {string[]} */
const folders = [];

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
