import { readFileSync } from "node:fs";
import path from "node:path";

/** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string>, os?: string[], resolved?: string, link?: boolean }> }} */
const { packages } = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package-lock.json"), "utf8"));

it("names the binaries of every platform, so that npm ci takes it on each", () => {
	const named = new Set(Object.keys(packages).map((place) => place.split("node_modules/").at(-1)));
	const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies)
			.filter((name) => !named.has(name))
			.map((name) => `${place} -> ${name}`),
	);
	expect(missing).toEqual([]);
	const platforms = new Set(Object.values(packages).flatMap(({ os = [] }) => os));
	expect([...platforms]).toEqual(expect.arrayContaining(["darwin", "linux", "win32"]));
});

it("names no registry", () => {
	const places = Object.values(packages).flatMap(({ resolved, link }) => (link === true ? [] : (resolved ?? [])));
	expect(places).toEqual([]);
});
