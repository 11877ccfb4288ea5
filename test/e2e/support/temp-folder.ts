import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const folders: string[] = [];

/** A new empty folder, gone after the test file. */
export function tempFolder(): string {
	const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "vpcpeer-e2e-")));
	folders.push(folder);
	return folder;
}

afterAll(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
