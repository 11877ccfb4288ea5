// @ts-check

/** @param {import("./bench.mjs").Report} report */
export function reportText({ tables, goals = [], remarks = [], pictures = [] }) {
	return [
		...tables.map(tableText),
		...pictures.map(({ alt, file }) => `![${alt}](pictures/${file})`),
		...(goals.length > 0 ? [tableText(goalTable(goals))] : []),
		...(remarks.length > 0 ? [remarks.join(" ")] : []),
	].join("\n\n");
}

/**
 * @param {import("./bench.mjs").Goal[]} goals
 * @returns {import("./bench.mjs").Table}
 */
function goalTable(goals) {
	return {
		head: ["", "goal", "measured", ""],
		rows: goals.map(({ what, goal, measured, met }) => [what, goal, measured, met ? "met" : "**not met**"]),
	};
}

/** The first column to the left, the figures of the others to the right, as Biome formats a table. */
/** @param {import("./bench.mjs").Table} table */
function tableText({ caption, head, rows }) {
	const cells = [head, ...rows].map((row) => row.map(String));
	const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
	const [first, ...others] = cells.map((row) => line(row.map((cell, column) => padded(cell, column))));
	const rule = line(widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)));
	return [...(caption ? [`${caption}\n`] : []), first, rule, ...others].join("\n");

	/**
	 * @param {string} cell
	 * @param {number} column
	 */
	function padded(cell, column) {
		return column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
	}
}

/** @param {string[]} cells */
function line(cells) {
	return `| ${cells.join(" | ")} |`;
}
