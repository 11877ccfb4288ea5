// @ts-check

/** @param {string} text */
export function heading(text) {
	console.log(`\n── ${text} ${"─".repeat(Math.max(3, 76 - text.length))}\n`);
}
