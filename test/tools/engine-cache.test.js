import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { fakeEngine } from "./support/fake-engine.js";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

/** @type {typeof import("../../tools/engine/engine-cache.mjs")} */
let cache;
beforeAll(async () => {
	cache = await importModule("tools/engine/engine-cache.mjs");
});

const log = () => {};

/** A cache in a temporary folder, with the system's own programs on PATH. */
function newCache() {
	const env = { PATH: "/usr/bin:/bin", XDG_CACHE_HOME: tempFolder() };
	return { env, entry: cache.cacheEntry("some recipe", env) };
}

it("names an entry after version, machine and recipe", () => {
	const { env, entry } = newCache();
	expect(path.basename(entry)).toMatch(new RegExp(`^3\\.259\\.0-${process.platform}-${process.arch}-[0-9a-f]{12}$`));
	expect(cache.cacheEntry("some recipe", env)).toBe(entry);
	expect(cache.cacheEntry("another recipe", env)).not.toBe(entry);
});

it("finds what was made, and makes it once", async () => {
	const { env, entry } = newCache();
	expect(await cache.cachedEngine([entry], env)).toMatchObject({ reason: expect.stringContaining("nothing in ") });

	let made = 0;
	const make = async (/** @type {string} */ staging) => {
		made++;
		return { binDir: fakeEngine(path.join(staging, "deep", "bin")) };
	};
	const options = { entry, source: /** @type {const} */ ("go"), env, log, make };
	const attempts = await Promise.all([cache.makeCacheEntry(options), cache.makeCacheEntry(options)]);

	const binDir = path.join(entry, "bin");
	const engine = { path: path.join(binDir, "pulumi"), binDir, version: "3.259.0" };
	expect(attempts).toEqual([{ engine: { ...engine, source: "go" } }, { engine: { ...engine, source: "go" } }]);
	expect(made).toBe(1);
	expect(await cache.cachedEngine([entry], env)).toEqual({ engine: { ...engine, source: "cache" } });
	expect(readdirSync(path.dirname(entry))).toEqual([path.basename(entry)]);
});

it.each([
	["the maker gives up", async () => ({ reason: "no compiler" }), "no compiler"],
	[
		"the result does not run",
		async (/** @type {string} */ staging) => ({ binDir: fakeEngine(path.join(staging, "bin"), { version: "broken" }) }),
		'"broken" is not a version',
	],
])("leaves nothing behind when %s", async (_name, make, reason) => {
	const { env, entry } = newCache();
	const attempt = await cache.makeCacheEntry({ entry, source: "go", env, log, make });
	expect(attempt).toEqual({ reason: expect.stringContaining(reason) });
	expect(readdirSync(path.dirname(entry))).toEqual([]);
});

it("removes what an interrupted process left, and replaces a broken entry", async () => {
	const { env, entry } = newCache();
	const leftover = `${entry}.making-1`;
	mkdirSync(leftover, { recursive: true });
	fakeEngine(path.join(entry, "bin"), { without: ["pulumi-language-nodejs"] });

	const make = async (/** @type {string} */ staging) => ({ binDir: fakeEngine(path.join(staging, "bin")) });
	const attempt = await cache.makeCacheEntry({ entry, source: "go", env, log, make });
	expect(attempt).toHaveProperty("engine");
	expect(existsSync(leftover)).toBe(false);
	expect(await cache.cachedEngine([entry], env)).toHaveProperty("engine");
});
