// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../project-paths.mjs";

/**
 * Puts a bench's results between its marks in docs/benchmarks.md; what people wrote around them stays. A bench without
 * marks gets a section at the end.
 * @param {Pick<import("./bench.mjs").Bench, "name" | "title">} bench
 * @param {string} text
 * @param {import("./bench.mjs").Picture[]} pictures
 * @param {string} [root]
 */
export function writeSection({ name, title }, text, pictures, root = projectRoot) {
	const docs = path.join(root, "docs");
	const file = path.join(docs, "benchmarks.md");
	const [from, to] = [`<!-- results of ${name} -->`, `<!-- end of ${name} -->`];
	const before = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
	const marked = before.includes(from) ? before : `${before.trimEnd()}\n\n## ${title}\n\n${from}\n${to}\n`;
	const start = marked.indexOf(from) + from.length;
	const end = marked.indexOf(to, start);
	if (end < 0) throw new Error(`docs/benchmarks.md: "${from}" has no "${to}" after it`);
	writeFileSync(file, `${marked.slice(0, start)}\n\n${text}\n\n${marked.slice(end)}`);
	for (const picture of pictures) writePicture(docs, picture);
}

/**
 * @param {string} docs
 * @param {import("./bench.mjs").Picture} picture
 */
function writePicture(docs, { file: name, svg }) {
	const folder = path.join(docs, "pictures");
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, name), svg);
}
