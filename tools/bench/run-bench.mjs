// @ts-check
import { writeSection } from "./document.mjs";
import { machineText } from "./machine.mjs";
import { reportText } from "./markdown.mjs";

/**
 * Runs one bench, prints what it found and, where asked, writes it into the documentation.
 * @param {import("./bench.mjs").Bench} bench
 * @param {import("./lab.mjs").Lab} lab
 * @param {{ write: boolean }} options
 */
export async function runBench(bench, lab, { write }) {
	console.error(`\n── ${bench.name}: ${bench.title}`);
	const machine = machineText(await lab.engine());
	const started = performance.now();
	const report = await bench.run(lab);
	const minutes = (performance.now() - started) / 60_000;
	const text = `${reportText(report)}\n\n${machine}`;
	console.log(`\n## ${bench.title}\n\n${text}`);
	console.error(`── ${bench.name}: ${minutes.toFixed(1)} min`);
	if (write) writeSection(bench, text, report.pictures ?? []);
}
