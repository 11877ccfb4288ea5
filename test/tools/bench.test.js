import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importModule } from "./support/import-module.js";
import { tempFolder } from "./support/temp-folder.js";

const bench = { name: "speed", title: "How fast it is" };

/** @type {typeof import("../../tools/bench/document.mjs")} */
let document;
/** @type {typeof import("../../tools/bench/markdown.mjs")} */
let markdown;
/** @type {typeof import("../../tools/bench/figures.mjs")} */
let figures;
/** @type {typeof import("../../tools/bench/growth-picture.mjs")} */
let picture;
beforeAll(async () => {
	document = await importModule("tools/bench/document.mjs");
	markdown = await importModule("tools/bench/markdown.mjs");
	figures = await importModule("tools/bench/figures.mjs");
	picture = await importModule("tools/bench/growth-picture.mjs");
});

/** @param {string} [text] */
function rootWith(text) {
	const root = tempFolder();
	mkdirSync(path.join(root, "docs"));
	if (text !== undefined) writeFileSync(path.join(root, "docs", "benchmarks.md"), text);
	return { root, read: () => readFileSync(path.join(root, "docs", "benchmarks.md"), "utf8") };
}

it("gives a bench a section, and later replaces its results alone", () => {
	const { root, read } = rootWith("# Benchmarks\n\nBy hand.\n");
	document.writeSection(bench, "first results", [], root);
	const edited = read().replace("## How fast it is\n", "## How fast it is\n\nWhy so.\n");
	writeFileSync(path.join(root, "docs", "benchmarks.md"), `${edited}\nAfterwards.\n`);
	document.writeSection(bench, "second results", [], root);

	expect(read()).toBe(
		"# Benchmarks\n\nBy hand.\n\n## How fast it is\n\nWhy so.\n\n<!-- results of speed -->\n\nsecond results\n\n<!-- end of speed -->\n\nAfterwards.\n",
	);
});

it("does not guess where results end", () => {
	const { root, read } = rootWith("<!-- results of speed -->\nold\n");
	expect(() => document.writeSection(bench, "new", [], root)).toThrow('has no "<!-- end of speed -->" after it');
	expect(read()).toBe("<!-- results of speed -->\nold\n");
});

it("puts a bench's pictures beside the text", () => {
	const { root } = rootWith();
	document.writeSection(bench, "text", [{ file: "curve.svg", alt: "a curve", svg: "<svg/>" }], root);
	expect(existsSync(path.join(root, "docs", "pictures", "curve.svg"))).toBe(true);
});

it("aligns tables, and says which goals are not met", () => {
	const text = markdown.reportText({
		tables: [{ head: ["step", "time"], rows: [["up", "12.5 s"]] }],
		goals: [
			{ what: "small", goal: "≤ 3", measured: "2", met: true },
			{ what: "quick", goal: "≤ 1", measured: "4", met: false },
		],
	});
	expect(text).toContain("| step |   time |\n| ---- | -----: |\n| up   | 12.5 s |");
	expect(text).toMatch(/\| small \|.* met \|/);
	expect(text).toMatch(/\| quick \|.* \*\*not met\*\* \|/);
});

it("takes the middle of an odd number of figures, and between the two middle ones of an even number", () => {
	expect(figures.median([9, 1, 5])).toBe(5);
	expect(figures.median([4, 1, 2, 9])).toBe(3);
	expect(figures.median([])).toBeNaN();
});

it("draws a curve with a point for each size", () => {
	const point = { parallelism: "64", requests: 1, memory: undefined, floorMemory: undefined };
	const svg = picture.growthPicture([
		{ ...point, step: "up", size: 100, ours: 20, floor: 10, sameState: 15 },
		{ ...point, step: "up", size: 1, ours: 2, floor: 1, sameState: 1 },
	]);
	const [ours] = [...svg.matchAll(/<polyline class="ours" points="([^"]+)"/g)].map(([, points]) => points);
	const places = (ours ?? "").split(" ").map((place) => place.split(",").map(Number));
	expect(places).toHaveLength(2);
	// To the right with the connections, up with the time.
	expect(places[0]?.[0]).toBeLessThan(Number(places[1]?.[0]));
	expect(places[0]?.[1]).toBeGreaterThan(Number(places[1]?.[1]));
	expect(svg).not.toContain("NaN");
});
