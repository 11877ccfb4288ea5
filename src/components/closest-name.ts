/** The name that was meant, of those that there are: the same but for its case, or with a slip or two; undefined for none. */
export function closestName(given: string, names: readonly string[]): string | undefined {
	const near = names
		.map((name) => ({ name, slips: slipsBetween(given.toLowerCase(), name.toLowerCase()) }))
		.filter(({ name, slips }) => slips <= (name.length < 5 ? 1 : 2))
		.sort((one, other) => one.slips - other.slips);
	return near[0]?.name;
}

/** How many letters have to be added, taken out or changed to make one text of the other. */
function slipsBetween(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let index = 0; index < one.length; index += 1) {
		const next = [index + 1];
		for (let at = 0; at < other.length; at += 1) {
			const changed = (row[at] as number) + (one[index] === other[at] ? 0 : 1);
			next.push(Math.min(changed, (row[at + 1] as number) + 1, (next[at] as number) + 1));
		}
		row = next;
	}
	return row[other.length] as number;
}
