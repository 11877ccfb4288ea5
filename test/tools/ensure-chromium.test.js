import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/chromium/ensure-chromium.mjs")} */
let tested;
/** @type {typeof import("../../tools/chromium/path-source.mjs")} */
let onPath;
/** @type {typeof import("../../tools/chromium/debian.mjs")} */
let debian;
beforeAll(async () => {
	tested = await importModule("tools/chromium/ensure-chromium.mjs");
	onPath = await importModule("tools/chromium/path-source.mjs");
	debian = await importModule("tools/chromium/debian.mjs");
});

/** @typedef {import("../../tools/chromium/chromium-file.mjs").Chromium} Chromium */

/**
 * Sources of which some have a browser; remembers which were asked.
 * @param {Chromium["source"][]} having
 */
function fakeSources(having) {
	/** @type {string[]} */
	const asked = [];
	const names = /** @type {const} */ (["path", "cache", "apt", "packages", "playwright"]);
	const sources = Object.fromEntries(
		names.map((source) => [
			source,
			async () => {
				asked.push(source);
				if (having.includes(source)) return { chromium: { path: `/${source}`, source, version: "Chromium 1.0" } };
				return { reason: `no luck with ${source}` };
			},
		]),
	);
	return { asked, sources: /** @type {any} */ (sources) };
}

/**
 * An executable that says something.
 * @param {string} folder
 * @param {string} name
 * @param {string} script
 */
function executable(folder, name, script) {
	const file = path.join(folder, name);
	writeFileSync(file, `#!/bin/sh\n${script}\n`);
	chmodSync(file, 0o755);
	return file;
}

it("takes the first source that has a browser, and asks no further", async () => {
	const { asked, sources } = fakeSources(["cache", "apt"]);
	expect((await tested.ensureChromium({ env: {}, sources })).path).toBe("/cache");
	expect(asked).toEqual(["path", "cache"]);
});

it("fails with one message that names every source, why it had none, and what to do", async () => {
	const { sources } = fakeSources([]);
	await expect(tested.ensureChromium({ env: {}, sources })).rejects.toThrow(
		/^No Chromium could be had to test the emulator's page with\. Tried:(\n {2}- .*: no luck with \w+){5}\nInstall Chromium or Chrome, or name one with CHROME_PATH/,
	);
});

it("asks one source alone when VPCPEER_CHROMIUM names it, and refuses a name it does not know", async () => {
	const { asked, sources } = fakeSources(["path", "packages"]);
	expect((await tested.ensureChromium({ env: { VPCPEER_CHROMIUM: "packages" }, sources })).path).toBe("/packages");
	expect(asked).toEqual(["packages"]);
	const wrong = tested.ensureChromium({ env: { VPCPEER_CHROMIUM: "firefox" }, sources });
	await expect(wrong).rejects.toThrow(
		'VPCPEER_CHROMIUM is "firefox"; allowed: path, cache, apt, packages, playwright.',
	);
});

it("finds a browser on PATH by any of its names, past one that does not run", async () => {
	const folder = tempFolder();
	executable(folder, "chromium", "echo cannot open shared object file >&2; exit 127");
	const chrome = executable(folder, "google-chrome", 'echo "Google Chrome 156.0.1 "');
	expect(await onPath.chromiumOnPath({ env: { PATH: folder } })).toEqual({
		chromium: { path: chrome, source: "path", version: "Google Chrome 156.0.1" },
	});
});

it("uses no other than the one that CHROME_PATH names", async () => {
	const folder = tempFolder();
	executable(folder, "chromium", 'echo "Chromium 156.0.1"');
	const broken = executable(folder, "mine", "echo it is broken; exit 1");
	expect(await onPath.chromiumOnPath({ env: { PATH: folder, CHROME_PATH: broken } })).toEqual({
		reason: `${broken} does not run: it is broken`,
	});
});

it.each([
	['NAME="Debian GNU/Linux"\nID=debian\n', undefined],
	["ID=ubuntu\nID_LIKE=debian\n", "this is no Debian"],
])("takes Debian's packages on Debian alone: %j", (release, expected) => {
	expect(debian.notDebian(() => release)).toBe(expected);
});
