// @ts-check
import { milliseconds, seconds } from "./figures.mjs";
import { durations, fixedPoller, goalMs, longMs, newProcess } from "./provider-process.mjs";

const counts = [1, 8, 40];
/** More creates than a minute's share: the last ones begin a minute later. */
const manyCounts = [...counts, 200];

/** Half of what the cloud publishes for each operation of a peering and 60 s. */
const shareOfLimit = 180;

/** The network of the comparison with a fixed poller. */
const network = { connections: 40, lastsMs: 3_000, requestsPerSecond: 20 };
const parallelisms = [10, 64];

/**
 * @typedef {import("./lab.mjs").Region["emulator"]} Emulator
 *
 * @typedef {object} Measured
 * @property {number} lasts
 * @property {number} count
 * @property {number} lateMs of the latest
 * @property {Map<string, number>} most by operation: requests in the fullest 60 s
 */

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "rate",
	title: "Waiting within the published rate limits",
	async run(lab) {
		const all = lab.options.full ? manyCounts : counts;
		lab.say("the short waits one after another, then the long ones side by side");
		/** @type {Measured[]} */
		const measured = [];
		for (const lasts of durations.filter((one) => one < longMs)) {
			for (const count of all) measured.push(await measure(lab, lasts, count));
		}
		const long = durations.filter((one) => one >= longMs).flatMap((lasts) => all.map((count) => ({ lasts, count })));
		measured.push(...(await Promise.all(long.map(({ lasts, count }) => measure(lab, lasts, count)))));
		/** @type {Network[]} */
		const networks = [];
		for (const parallel of parallelisms) {
			networks.push({ parallel, fixed: await fixedNetwork(lab, parallel), ours: await ourNetwork(lab, parallel) });
		}
		const late = measured.filter(({ lasts, lateMs }) => lateMs > goalMs(lasts));
		const most = Math.max(...measured.flatMap((one) => [...one.most.values()]));
		return {
			tables: [
				{
					head: ["activation after", "goal", ...all.map((count) => `${count} at once: latest, most in 60 s`)],
					rows: durations.map((lasts) => [
						`${lasts / 1000} s`,
						milliseconds(goalMs(lasts)),
						...all.map((count) => cell(measured.find((one) => one.lasts === lasts && one.count === count))),
					]),
				},
				{
					caption: `${network.connections} connections that take ${network.lastsMs / 1000} s each, at a cloud that takes ${network.requestsPerSecond} requests/s in all:`,
					head: ["at once", "fixed 5 s: time, requests", "ours: time, requests", "ours / fixed"],
					rows: networks.map(({ parallel, fixed, ours }) => [
						parallel,
						`${seconds(fixed.seconds)}, ${fixed.requests}`,
						`${seconds(ours.seconds)}, ${ours.requests}`,
						(ours.seconds / fixed.seconds).toFixed(2),
					]),
				},
			],
			goals: [
				{
					what: "late, nothing known",
					goal: "≤ 150 ms or 5 % of the wait",
					measured:
						late.length === 0
							? "all"
							: `missed for ${late.map(({ lasts, count, lateMs }) => `${count} of ${lasts / 1000} s (${milliseconds(lateMs)})`).join(", ")}`,
					met: late.length === 0,
				},
				{
					what: "requests of one operation in any 60 s",
					goal: `≤ ${shareOfLimit}, half of the published limit`,
					measured: String(most),
					met: most <= shareOfLimit,
				},
				...networks.flatMap(({ parallel, fixed, ours }) => [
					{
						what: `${network.connections} connections, ${parallel} at once: time against the fixed poller's`,
						goal: "≤ 0.6",
						measured: (ours.seconds / fixed.seconds).toFixed(2),
						met: ours.seconds <= 0.6 * fixed.seconds,
					},
					{
						what: `${network.connections} connections, ${parallel} at once: requests against the fixed poller's`,
						goal: "fewer",
						measured: `${ours.requests} and ${fixed.requests}`,
						met: ours.requests < fixed.requests,
					},
				]),
			],
			remarks: [
				"Real clock; late is how long after its activation the last connection's create returned; nothing was known of how long it takes.",
				"The fixed poller stands for the peers: it sends the same Create through the same SDK, looks at once and then every 5 s, and sends again what the cloud refuses after 1, 2, 4, ... 30 s.",
				"Most is of the operation that was asked for most in any 60 s, by the emulator's record.",
			],
		};
	},
};

/**
 * @typedef {object} Network
 * @property {number} parallel
 * @property {Run} fixed
 * @property {Run} ours
 *
 * @typedef {{ seconds: number, requests: number }} Run
 */

/** @param {Measured | undefined} measured */
function cell(measured) {
	return measured === undefined ? "" : `${milliseconds(measured.lateMs)}, ${Math.max(...measured.most.values())}`;
}

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {number} lasts
 * @param {number} count
 * @returns {Promise<Measured>}
 */
async function measure(lab, lasts, count) {
	const { emulator } = await lab.region(count, { transitions: { creating: lasts }, createConflictMs: 0 });
	const up = await newProcess(emulator);
	emulator.clearRequests();
	const late = await Promise.all(
		Array.from({ length: count }, async (_, index) => {
			const id = await up(index);
			return Date.now() - (emulator.world.findConnection(id)?.createdAt ?? Number.NaN) - lasts;
		}),
	);
	lab.say(`${count} of ${lasts / 1000} s: ${milliseconds(Math.max(...late))} late`);
	return { lasts, count, lateMs: Math.max(...late), most: mostInAWindow(emulator) };
}

/** @param {Emulator} emulator */
function mostInAWindow(emulator) {
	/** @type {Map<string, number[]>} */
	const moments = new Map();
	for (const { action, time } of emulator.requests) moments.set(action, [...(moments.get(action) ?? []), time]);
	return new Map(
		[...moments].map(([action, all]) => [
			action,
			Math.max(...all.map((start) => all.filter((time) => time >= start && time < start + 60_000).length)),
		]),
	);
}

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {number} parallel
 */
async function ourNetwork(lab, parallel) {
	const { emulator, up } = await slowCloud(lab, newProcess);
	return timed(emulator, parallel, up);
}

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {number} parallel
 */
async function fixedNetwork(lab, parallel) {
	const { emulator, up } = await slowCloud(lab, (emulator) => fixedPoller(emulator, 0));
	return timed(emulator, parallel, up);
}

/**
 * @param {import("./lab.mjs").Lab} lab
 * @param {(emulator: Emulator) => Promise<(index: number) => Promise<string>>} process
 */
async function slowCloud(lab, process) {
	const { requestsPerSecond, connections, lastsMs } = network;
	const { emulator } = await lab.region(connections, {
		transitions: { creating: lastsMs },
		rateLimit: { requestsPerSecond },
	});
	return { emulator, up: await process(emulator) };
}

/**
 * All connections of the network, so many at once.
 * @param {Emulator} emulator
 * @param {number} parallel
 * @param {(index: number) => Promise<string>} up
 * @returns {Promise<Run>}
 */
async function timed(emulator, parallel, up) {
	emulator.clearRequests();
	const started = performance.now();
	let next = 0;
	await Promise.all(
		Array.from({ length: parallel }, async () => {
			while (next < network.connections) {
				const index = next;
				next += 1;
				await up(index);
			}
		}),
	);
	return { seconds: (performance.now() - started) / 1000, requests: emulator.requests.length };
}
