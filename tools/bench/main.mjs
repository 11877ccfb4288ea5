// @ts-check
// npm run bench [-- <name>...]: measures, and prints tables, ratios and goals.
import { parseArgs } from "node:util";
import { ensureBuilt } from "../build.mjs";
import { ensureInstalled } from "../install.mjs";
import { Lab } from "./lab.mjs";
import { runBench } from "./run-bench.mjs";

/** In the order in which they are run. */
const benches = /** @type {Record<string, () => Promise<{ bench: import("./bench.mjs").Bench }>>} */ ({
	start: () => import("./start.mjs"),
	overshoot: () => import("./overshoot.mjs"),
	rate: () => import("./rate.mjs"),
	emulator: () => import("./emulator.mjs"),
	preview: () => import("./preview.mjs"),
	stub: () => import("./stub.mjs"),
	scale: () => import("./scale.mjs"),
	"large-answer": () => import("./large-answer.mjs"),
});

const help = `npm run bench [-- <options> <name>...]

Names: ${Object.keys(benches).join(", ")}; without any, all of them.

  --sizes 1,10,100  how many connections, where a bench has a choice
  --rounds 3        how often each figure is taken; the median counts
  --full            also what takes many minutes: 1,000 connections
  --write           put the results into docs/benchmarks.md
  --help`;

const { names, options, write } = readArguments();
await ensureInstalled();
await ensureBuilt();
const lab = new Lab(options);
try {
	for (const name of names) {
		const { bench } = (await benches[name]?.()) ?? {};
		if (bench) await runBench(bench, lab, { write });
	}
} finally {
	await lab.close();
}

function readArguments() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				sizes: { type: "string" },
				rounds: { type: "string" },
				full: { type: "boolean", default: false },
				write: { type: "boolean", default: false },
				help: { type: "boolean", default: false },
			},
		});
		if (values.help) finish(0, help);
		const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
		if (unknown) throw new Error(`There is no bench "${unknown}".`);
		const options = {
			full: values.full,
			...(values.sizes ? { sizes: values.sizes.split(",").map((text) => wholeNumber("sizes", text)) } : {}),
			...(values.rounds ? { rounds: wholeNumber("rounds", values.rounds) } : {}),
		};
		return { names: positionals.length > 0 ? positionals : Object.keys(benches), options, write: values.write };
	} catch (error) {
		return finish(2, `${error instanceof Error ? error.message : error}\n\n${help}`);
	}
}

/**
 * @param {string} option
 * @param {string} text
 */
function wholeNumber(option, text) {
	if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`--${option}: "${text}" is not a whole number from 1 to 9999.`);
	return Number(text);
}

/**
 * @param {number} code
 * @param {string} text
 * @returns {never}
 */
function finish(code, text) {
	console[code === 0 ? "log" : "error"](text);
	process.exit(code);
}
