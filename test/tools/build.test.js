import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/build.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/build.mjs");
});

/** A clone whose compiler only makes lib/index.js. */
function clone() {
	const root = tempFolder();
	for (const folder of ["src", "lib", "node_modules"]) mkdirSync(path.join(root, folder));
	writeFileSync(path.join(root, "src", "index.ts"), "export {};");
	writeFileSync(path.join(root, "tsconfig.json"), "{}");
	let builds = 0;
	/** @type {typeof import("../../tools/npm-command.mjs").npm} */
	const runNpm = async () => {
		builds++;
		mkdirSync(path.join(root, "lib"), { recursive: true });
		writeFileSync(path.join(root, "lib", "index.js"), "");
		return { ok: true, code: 0, output: "", stdout: "", timedOut: false };
	};
	const ensure = (run = runNpm) => tested.ensureBuilt({ root, log: () => {}, runNpm: run });
	return { root, ensure, builds: () => builds };
}

it("builds once, and again after any change of what it is built from", async () => {
	const { root, ensure, builds } = clone();
	expect(await ensure()).toBe("built");
	expect(await ensure()).toBe("present");
	writeFileSync(path.join(root, "src", "index.ts"), "export const a = 1;");
	expect(await ensure()).toBe("built");
	writeFileSync(path.join(root, "tsconfig.json"), "{ }");
	expect(await ensure()).toBe("built");
	writeFileSync(path.join(root, "src", "more.ts"), "export {};");
	expect(await ensure()).toBe("built");
	rmSync(path.join(root, "lib"), { recursive: true });
	expect(await ensure()).toBe("built");
	expect(builds()).toBe(5);
});

it("removes what was built from a source that is gone, and nothing else", async () => {
	const { root, ensure } = clone();
	for (const name of ["gone.js", "gone.d.ts", "gone.js.map", "gone.d.ts.map", "index.d.ts.map", "notes.txt"]) {
		writeFileSync(path.join(root, "lib", name), "");
	}
	await ensure();
	const left = (/** @type {string} */ name) => existsSync(path.join(root, "lib", name));
	expect(["gone.js", "gone.d.ts", "gone.js.map", "gone.d.ts.map"].filter(left)).toEqual([]);
	expect(["index.js", "index.d.ts.map", "notes.txt"].filter(left)).toHaveLength(3);
});

it("shows the compiler's whole output when it fails, and builds again next time", async () => {
	const { ensure } = clone();
	const failing = async () => ({
		ok: false,
		code: 2,
		output: "src/index.ts(1,1): error\n",
		stdout: "",
		timedOut: false,
	});
	await expect(ensure(failing)).rejects.toThrow("npm run build failed (exit code 2):\nsrc/index.ts(1,1): error");
	expect(await ensure()).toBe("built");
});
