// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * One hash over files: their paths relative to `root` and their content, in an order of their own.
 * Folders count with everything below them; absent files are skipped.
 * @param {string} root
 * @param {string[]} paths relative to `root`
 */
export function contentHash(root, paths) {
	const hash = createHash("sha256");
	for (const file of paths.flatMap((entry) => filesBelow(root, entry)).sort()) {
		const content = readFileSync(path.join(root, file));
		hash.update(`${file.split(path.sep).join("/")}\0${content.length}\0`).update(content);
	}
	return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} entry
 * @returns {string[]} relative to `root`
 */
export function filesBelow(root, entry) {
	const stat = statSync(path.join(root, entry), { throwIfNoEntry: false });
	if (!stat) return [];
	if (!stat.isDirectory()) return [entry];
	return readdirSync(path.join(root, entry)).flatMap((name) => filesBelow(root, path.join(entry, name)));
}
