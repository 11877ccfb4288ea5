import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fakeEngine } from "./support/fake-engine.js";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/engine/path-source.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/engine/path-source.mjs");
});

/** @param {string[]} folders */
function onPath(...folders) {
	return tested.engineOnPath({ env: { PATH: [...folders, "/usr/bin", "/bin"].join(path.delimiter) } });
}

it("takes a complete engine", async () => {
	const binDir = fakeEngine(path.join(tempFolder(), "bin"));
	expect(await onPath(binDir)).toEqual({
		engine: { path: path.join(binDir, "pulumi"), binDir, version: "3.259.0", source: "path" },
	});
});

it("takes one whose language host lies elsewhere on PATH", async () => {
	const binDir = fakeEngine(path.join(tempFolder(), "bin"), { without: ["pulumi-language-nodejs"] });
	const other = fakeEngine(path.join(tempFolder(), "other"), { without: ["pulumi"] });
	expect(await onPath(binDir, other)).toMatchObject({ engine: { binDir } });
});

it("takes one that is a link to a complete folder", async () => {
	const folder = tempFolder();
	const real = fakeEngine(path.join(folder, "real"));
	const links = path.join(folder, "links");
	mkdirSync(links);
	symlinkSync(path.join(real, "pulumi"), path.join(links, "pulumi"));
	expect(await onPath(links)).toMatchObject({ engine: { binDir: links } });
});

it.each(["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"])("says that %s is missing", async (name) => {
	const binDir = fakeEngine(path.join(tempFolder(), "bin"), { without: [name] });
	expect(await onPath(binDir)).toEqual({ reason: `${path.join(binDir, "pulumi")} comes without ${name}` });
});

it("says that the version is too old, and does not look behind it", async () => {
	const old = fakeEngine(path.join(tempFolder(), "old"), { version: "v3.200.0" });
	const good = fakeEngine(path.join(tempFolder(), "good"));
	expect(await onPath(old, good)).toEqual({
		reason: `${path.join(old, "pulumi")}: 3.200.0 is older than 3.254.0`,
	});
});

it("says that there is none", async () => {
	expect(await tested.engineOnPath({ env: { PATH: tempFolder() } })).toEqual({ reason: "no pulumi on PATH" });
	expect(await tested.engineOnPath({ env: {} })).toEqual({ reason: "no pulumi on PATH" });
});
