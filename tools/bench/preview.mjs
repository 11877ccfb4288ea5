// @ts-check
import { median, ratio, seconds } from "./figures.mjs";
import { connections, connectionsOneByOne } from "./programs.mjs";

const latencyMs = 100;
const defaultRounds = 3;
const defaultSizes = [1, 10, 100];
/** What the budget of a run allows beside the figures: `alicloud-vpcpeer:preflight`. */
const unlimited = "60s";
const mostRequestsPerPair = 4;

/** How the program is written, and how its preview reviews. */
const variants = /** @type {const} */ ({
	off: { preflight: "off", program: connections },
	"budget of 5 s": { preflight: undefined, program: connections },
	"no limit": { preflight: unlimited, program: connections },
	"one by one": { preflight: unlimited, program: connectionsOneByOne },
});

/** @typedef {keyof typeof variants} Variant */

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "preview",
	title: "What the reviews of new connections add to a preview",
	async run(lab) {
		const { sizes = defaultSizes, rounds = defaultRounds } = lab.options;
		const results = [];
		for (const size of sizes) results.push(await measure(lab, size, rounds));
		return {
			tables: [
				{
					head: ["connections", "off", "budget of 5 s", "/ off", "no limit", "/ off", "one by one"],
					rows: results.map(({ size, time }) => [
						size,
						seconds(time.off),
						seconds(time["budget of 5 s"]),
						ratio(time["budget of 5 s"] / time.off),
						seconds(time["no limit"]),
						ratio(time["no limit"] / time.off),
						seconds(time["one by one"]),
					]),
				},
				{
					head: ["connections", "requests, budget of 5 s", "a pair", "requests, no limit", "a pair", "budget used up"],
					rows: results.map(({ size, requests, cutOff }) => [
						size,
						requests["budget of 5 s"],
						(requests["budget of 5 s"] / size).toFixed(1),
						requests["no limit"],
						(requests["no limit"] / size).toFixed(1),
						`${cutOff} of ${rounds}`,
					]),
				},
			],
			goals: results.flatMap(goals),
			remarks: [
				`\`pulumi preview\` of new connections, each between two VPCs of its own, with an emulator that answers after ${latencyMs} ms; medians of ${rounds} runs made in turn.`,
				"`off` is `alicloud-vpcpeer:preflight` off, the budget of 5 s the default, and one by one a program that waits for each connection before it makes the next.",
			],
		};
	},
};

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {number} size
 * @param {number} rounds
 */
async function measure(lab, size, rounds) {
	const region = await lab.region(size, { latencyMs });
	const names = /** @type {Variant[]} */ (Object.keys(variants));
	/** @type {Map<Variant, import("./stack.mjs").Stack>} */
	const stacks = new Map();
	for (const name of names) {
		const { preflight, program } = variants[name];
		stacks.set(name, await lab.stack(program(size), region, { ALICLOUD_VPCPEER_PREFLIGHT: preflight }));
	}
	const times = /** @type {Record<Variant, number[]>} */ (
		Object.fromEntries(names.map((name) => [name, /** @type {number[]} */ ([])]))
	);
	const requests = /** @type {Record<Variant, number>} */ ({});
	let cutOff = 0;
	for (let round = 0; round < rounds; round += 1) {
		lab.say(`${size} connections, round ${round + 1} of ${rounds}`);
		for (const [name, stack] of stacks) {
			region.requests();
			const { seconds: taken, output } = await stack.pulumi("preview");
			times[name].push(taken);
			requests[name] = Math.max(requests[name] ?? 0, region.requests());
			if (name === "budget of 5 s" && /budget of .* is used up/.test(output)) cutOff += 1;
		}
	}
	const time = /** @type {Record<Variant, number>} */ (
		Object.fromEntries(names.map((name) => [name, median(times[name])]))
	);
	return { size, time, requests, cutOff };
}

/** @param {Awaited<ReturnType<typeof measure>>} result */
function goals({ size, time, requests }) {
	const allowed = 1.5 * time.off + 2;
	const perPair = requests["no limit"] / size;
	return [
		...["budget of 5 s", "no limit"].map((name) => ({
			what: `wall time, ${size} connections, ${name}`,
			goal: `≤ 1.5 × off + 2 s = ${seconds(allowed)}`,
			measured: seconds(time[/** @type {Variant} */ (name)]),
			met: time[/** @type {Variant} */ (name)] <= allowed,
		})),
		// One connection alone has to pay for all that the others of a batch share.
		...(size >= 10
			? [
					{
						what: `requests for a pair, ${size} connections`,
						goal: `≤ ${mostRequestsPerPair}`,
						measured: perPair.toFixed(1),
						met: perPair <= mostRequestsPerPair,
					},
				]
			: []),
	];
}
