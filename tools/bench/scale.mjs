// @ts-check

import { kilobytes, megabytes, ratio, seconds } from "./figures.mjs";
import { growthPicture } from "./growth-picture.mjs";
import { connections, idleStubs, idleStubsWithState } from "./programs.mjs";

const defaultSizes = [1, 10, 100];
const fullSizes = [...defaultSizes, 1000];
/** For how long a connection is being created and deleted at the emulator. */
const transitionMs = 200;
const type = /^pulumi-nodejs:dynamic\/(alicloud|bench)/;

/** As they follow one another in a stack's life. */
const steps = /** @type {const} */ ({
	up: ["up", "--yes", "--skip-preview"],
	refresh: ["refresh", "--yes", "--skip-preview"],
	"no-change preview": ["preview", "--expect-no-changes"],
	destroy: ["destroy", "--yes", "--skip-preview"],
});

/** How many resources the engine works on side by side: its own default, and many. */
const parallelisms = /** @type {const} */ ([
	{ name: "the engine's default parallelism", args: [], picture: "growth.svg" },
	{ name: "`--parallel 64`", args: ["--parallel", "64"], picture: "growth-64.svg" },
]);

/**
 * @typedef {object} Point
 * @property {number} size
 * @property {string} parallelism
 * @property {keyof typeof steps} step
 * @property {number} ours in seconds
 * @property {number} floor in seconds
 * @property {number} sameState in seconds: the floor with as much state
 * @property {number} requests
 * @property {number | undefined} memory in bytes
 * @property {number | undefined} floorMemory
 */

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "scale",
	title: "From one connection to a thousand",
	async run(lab) {
		const sizes = lab.options.sizes ?? (lab.options.full ? fullSizes : defaultSizes);
		/** @type {Point[]} */
		const points = [];
		/** @type {Map<number, number>} */
		const bytes = new Map();
		for (const size of sizes) {
			for (const { name, args } of parallelisms) {
				const run = await measure(lab, size, name, args);
				points.push(...run.points);
				bytes.set(size, run.bytes);
			}
		}
		return {
			tables: [...parallelisms.map(({ name }) => table(points, name)), stateTable(bytes)],
			pictures: parallelisms.map(({ name, picture }) => ({
				file: picture,
				alt: `With ${name.replaceAll("`", "")}: wall time of up, refresh, no-change preview and destroy by the number of connections, beside the engine's floor`,
				svg: growthPicture(points.filter(({ parallelism }) => parallelism === name)),
			})),
			goals: goals(points, bytes),
			remarks: [
				"The floor is the same program with handlers that do nothing; same state: the floor with as many bytes and outputs in the state of each resource, all of which the engine writes with each step. The three ran step by step in turn.",
				`The emulator answers at once and lets a connection be created and deleted for ${transitionMs} ms.`,
				"Memory is the most that the provider process held (VmHWM). State is the compact JSON of one connection, on average.",
			],
		};
	},
};

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {number} size
 * @param {string} parallelism
 * @param {readonly string[]} args
 */
async function measure(lab, size, parallelism, args) {
	const region = await lab.region(size, { transitions: { creating: transitionMs, deleting: transitionMs } });
	const ours = await lab.stack(connections(size), region);
	const floor = await lab.stack(idleStubs(size));
	const sameState = await lab.stack(idleStubsWithState(size));
	/** @type {Point[]} */
	const points = [];
	let bytes = Number.NaN;
	for (const step of /** @type {(keyof typeof steps)[]} */ (Object.keys(steps))) {
		region.requests();
		const our = await ours.pulumi(...steps[step], ...args);
		const requests = region.requests();
		const idle = await floor.pulumi(...steps[step], ...args);
		const writing = await sameState.pulumi(...steps[step], ...args);
		lab.say(
			`${size} connections, ${parallelism}: ${step} ${seconds(our.seconds)}, floor ${seconds(idle.seconds)}, with as much state ${seconds(writing.seconds)}, ${requests} requests, ${megabytes(our.peakMemory)}`,
		);
		if (step === "refresh") bytes = ours.stateBytes(type);
		points.push({
			size,
			parallelism,
			step,
			ours: our.seconds,
			floor: idle.seconds,
			sameState: writing.seconds,
			requests,
			memory: our.peakMemory,
			floorMemory: idle.peakMemory,
		});
	}
	return { points, bytes };
}

/**
 * @param {Point[]} points
 * @param {string} parallelism
 * @returns {import("./bench.mjs").Table}
 */
function table(points, parallelism) {
	return {
		caption: `With ${parallelism}:`,
		head: [
			"",
			"connections",
			"time",
			"floor",
			"ratio",
			"above",
			"same state",
			"ratio",
			"requests",
			"memory",
			"floor's memory",
		],
		rows: points
			.filter((point) => point.parallelism === parallelism)
			.sort((left, right) => order(left) - order(right))
			.map(({ step, size, ours, floor, sameState, requests, memory, floorMemory }) => [
				step,
				size,
				seconds(ours),
				seconds(floor),
				ratio(ours / floor),
				seconds(ours - floor),
				seconds(sameState),
				ratio(ours / sameState),
				requests,
				megabytes(memory),
				megabytes(floorMemory),
			]),
	};
}

/** @param {Point} point */
function order({ step, size }) {
	return Object.keys(steps).indexOf(step) * 1e6 + size;
}

/**
 * @param {Map<number, number>} bytes
 * @returns {import("./bench.mjs").Table}
 */
function stateTable(bytes) {
	return {
		head: ["connections", "state of one"],
		rows: [...bytes].map(([size, average]) => [size, kilobytes(average)]),
	};
}

/**
 * @param {Point[]} points
 * @param {Map<number, number>} bytes
 * @returns {import("./bench.mjs").Goal[]}
 */
function goals(points, bytes) {
	const largest = Math.max(...points.map(({ size }) => size));
	const last = points.filter(({ size }) => size === largest);
	const memory = Math.max(...last.map((point) => point.memory ?? Number.NaN));
	const refresh = Math.max(...last.filter(({ step }) => step === "refresh").map(({ requests }) => requests));
	const state = Math.max(...bytes.values());
	return [
		{ what: "state of one connection", goal: "≤ 3 kB", measured: kilobytes(state), met: state <= 3000 },
		{
			what: `memory at ${largest} connections`,
			goal: "< 250 MB",
			measured: Number.isNaN(memory) ? "not known" : megabytes(memory),
			met: memory < 250e6,
		},
		{ what: `requests of a refresh of ${largest}`, goal: "≤ 25", measured: String(refresh), met: refresh <= 25 },
	];
}
