// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Programs that only say their version, where an engine's would be.
 * @param {string} folder
 * @param {{ version?: string, without?: string[] }} [options]
 */
export function fakeEngine(folder, { version = "v3.259.0", without = [] } = {}) {
	mkdirSync(folder, { recursive: true });
	for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
		if (without.includes(name)) continue;
		writeFileSync(path.join(folder, name), `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
	}
	return folder;
}
