// @ts-check
import { kilobytes, median, ratio, seconds } from "./figures.mjs";
import { connections, dynamicConnections, idleDynamicResources, idleStubs } from "./programs.mjs";

const defaultSizes = [300];
const defaultRounds = 5;
const goalRatio = 0.7;
const type = /^pulumi-nodejs:dynamic\/(alicloud|bench)/;

/** The same handlers, behind a constant text and behind a serialized closure. */
const pairs = /** @type {const} */ ({
	"handlers that do nothing": { stub: idleStubs, dynamic: idleDynamicResources },
	"the handlers of this package": { stub: connections, dynamic: dynamicConnections },
});

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "stub",
	title: "The constant stub against `dynamic.Resource`",
	async run(lab) {
		const { sizes = defaultSizes, rounds = defaultRounds } = lab.options;
		const rows = [];
		const goals = [];
		for (const size of sizes) {
			for (const [handlers, programs] of Object.entries(pairs)) {
				lab.say(`${size} resources, ${handlers}`);
				const { stub, dynamic } = await measure(lab, size, programs, rounds);
				const faster = stub.seconds / dynamic.seconds;
				rows.push([
					handlers,
					size,
					seconds(stub.seconds),
					seconds(dynamic.seconds),
					ratio(faster),
					kilobytes(stub.bytes),
					kilobytes(dynamic.bytes),
					ratio(stub.bytes / dynamic.bytes),
				]);
				goals.push({
					what: `no-change preview of ${size}, ${handlers}`,
					goal: `≤ ${goalRatio} of dynamic.Resource`,
					measured: ratio(faster),
					met: faster <= goalRatio,
				});
			}
		}
		const columns = ["stub", "dynamic.Resource", "ratio"];
		return {
			tables: [
				{
					head: [
						"",
						"resources",
						...columns.map((name) => `preview, ${name}`),
						...columns.map((name) => `state, ${name}`),
					],
					rows,
				},
			],
			goals,
			remarks: [
				`\`pulumi preview\` of an unchanged stack, medians of ${rounds} runs made in turn; state is the compact JSON of one resource, on average.`,
				"With `dynamic.Resource` each handler of this package is called by a closure of one line, the least that could be serialized.",
			],
		};
	},
};

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {number} size
 * @param {{ stub: (size: number) => string, dynamic: (size: number) => string }} programs
 * @param {number} rounds
 */
async function measure(lab, size, programs, rounds) {
	const region = await lab.region(2 * size, { transitions: { creating: 0, deleting: 0 }, createConflictMs: 0 });
	// The second program's connections are between other VPCs: the cloud allows one between two.
	const others = (/** @type {string} */ text) => text.replaceAll(/"(vpc-[lr]-)" \+ i/g, `"$1" + (${size} + i)`);
	const stacks = {
		stub: await lab.stack(programs.stub(size), region),
		dynamic: await lab.stack(others(programs.dynamic(size)), region),
	};
	const kinds = /** @type {const} */ (["stub", "dynamic"]);
	for (const kind of kinds) await stacks[kind].pulumi("up", "--yes", "--skip-preview");
	const times = { stub: /** @type {number[]} */ ([]), dynamic: /** @type {number[]} */ ([]) };
	for (let round = 0; round < rounds; round += 1) {
		for (const kind of kinds) times[kind].push((await stacks[kind].pulumi("preview", "--expect-no-changes")).seconds);
	}
	const [stub, dynamic] = kinds.map((kind) => ({
		seconds: median(times[kind]),
		bytes: stacks[kind].stateBytes(type),
	}));
	if (!stub || !dynamic) throw new Error("unreachable");
	return { stub, dynamic };
}
