/** A duration for people: "0.4 s", "12 s", "2 min 5 s". */
export function durationText(ms: number): string {
	if (ms < 60_000) {
		return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
	}
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
