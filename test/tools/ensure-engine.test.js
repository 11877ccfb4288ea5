import { importModule } from "./support/import-module.js";

/** @typedef {import("../../tools/engine/engine-files.mjs").Engine} Engine */

/** @type {typeof import("../../tools/engine/ensure-engine.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/engine/ensure-engine.mjs");
});

/**
 * Sources that answer as told and write down that they were asked.
 * @param {Partial<Record<Engine["source"], boolean>>} has
 */
function fakeSources(has) {
	/** @type {string[]} */
	const asked = [];
	/** @param {Engine["source"]} source */
	const source = (source) => async () => {
		asked.push(source);
		if (!has[source]) return { reason: `no luck with ${source}` };
		return { engine: { path: `/${source}/pulumi`, binDir: `/${source}`, version: "3.259.0", source } };
	};
	const sources = { path: source("path"), cache: source("cache"), release: source("release"), go: source("go") };
	return { asked, sources };
}

it.each([
	[["path", "cache", "release", "go"], ["path"]],
	[
		["cache", "release", "go"],
		["path", "cache"],
	],
	[
		["release", "go"],
		["path", "cache", "release"],
	],
	[["go"], ["path", "cache", "release", "go"]],
])("with %j at hand asks %j", async (available, expected) => {
	const { asked, sources } = fakeSources(Object.fromEntries(available.map((name) => [name, true])));
	const engine = await tested.ensureEngine({ env: {}, sources });
	expect(asked).toEqual(expected);
	expect(engine.source).toBe(expected.at(-1));
});

it.each(["path", "cache", "release", "go"])("asks nobody else when VPCPEER_ENGINE=%s", async (only) => {
	const { asked, sources } = fakeSources({ path: true, cache: true, release: true, go: true });
	const engine = await tested.ensureEngine({ env: { VPCPEER_ENGINE: only }, sources });
	expect(asked).toEqual([only]);
	expect(engine.source).toBe(only);
});

it("refuses a source that does not exist, before asking any", async () => {
	const { asked, sources } = fakeSources({ path: true });
	await expect(tested.ensureEngine({ env: { VPCPEER_ENGINE: "brew" }, sources })).rejects.toThrow(
		'VPCPEER_ENGINE is "brew"; allowed: path, cache, release, go.',
	);
	expect(asked).toEqual([]);
});

it("says in one message what was tried, why each failed, and what to do", async () => {
	const { sources } = fakeSources({});
	await expect(tested.ensureEngine({ env: {}, sources })).rejects.toThrow(`No Pulumi engine could be had. Tried:
  - pulumi on PATH: no luck with path
  - an engine from an earlier run: no luck with cache
  - the vendor's release: no luck with release
  - a build from Go modules: no luck with go
Do one of these, then run the command again: install Pulumi >= 3.254.0, < 4.0.0`);
});
