// @ts-check
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { projectRoot } from "../project-paths.mjs";
import { runCommand } from "../run-command.mjs";
import { megabytes, milliseconds, ratio } from "./figures.mjs";

const answerBytes = 100 * 1024 * 1024;
const reader = path.join(projectRoot, "tools", "bench", "large-answer-reader.mjs");

/** @typedef {{ peakBytes: number, ms: number, end: string }} Reading */

/** @type {import("./bench.mjs").Bench} */
export const bench = {
	name: "large-answer",
	title: "An answer of 100 MB",
	async run(lab) {
		const cloud = await startCloud();
		try {
			lab.say("read by the SDK's own client, then by ours");
			const sdk = await readWith("sdk", cloud.url);
			const ours = await readWith("ours", cloud.url);
			return {
				tables: [
					{
						head: ["", "memory on top of the start", "time", "end"],
						rows: [
							["@alicloud/openapi-client", megabytes(sdk.peakBytes), milliseconds(sdk.ms), sdk.end],
							["the provider's client", megabytes(ours.peakBytes), milliseconds(ours.ms), ours.end],
							["ours / SDK", ratio(ours.peakBytes / sdk.peakBytes), ratio(ours.ms / sdk.ms), ""],
						],
					},
				],
				goals: [
					{
						what: "memory for the answer, against the SDK's own client",
						goal: "≤ 0.1",
						measured: ratio(ours.peakBytes / sdk.peakBytes),
						met: ours.peakBytes <= 0.1 * sdk.peakBytes,
					},
				],
				remarks: [
					"One GetVpcPeerConnectionAttribute each in a process of its own, answered with one JSON text of 100 MB. Memory is the most that the process held, less what it held when its modules were loaded.",
				],
			};
		} finally {
			cloud.close();
		}
	},
};

/** A cloud that answers whatever it is asked with the same large JSON text. */
async function startCloud() {
	function* answer() {
		yield '{"RequestId":"r","Tags":[';
		const piece = `"${"x".repeat(1024 * 1024 - 3)}",`;
		for (let bytes = 0; bytes < answerBytes; bytes += piece.length) yield piece;
		yield '""]}';
	}
	const server = createServer(async (request, response) => {
		request.resume();
		response.writeHead(200, { "content-type": "application/json" });
		// Who reads may break off.
		await pipeline(Readable.from(answer()), response).catch(() => {});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/**
 * @param {"sdk" | "ours"} client
 * @param {string} url
 * @returns {Promise<Reading>}
 */
async function readWith(client, url) {
	const run = await runCommand(process.execPath, [reader, client, url], { timeoutMs: 300_000 });
	if (!run.ok) throw new Error(`${client}: ${run.output}`);
	return JSON.parse(run.stdout);
}
