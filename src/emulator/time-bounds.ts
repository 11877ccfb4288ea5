/** Node's timers hold no more: about 24.8 days. With more they end at once. */
export const MAX_DURATION_MS = 2 ** 31 - 1;

/** The API's times have four digits for the year. What expires later than a world's time needs some of the last one. */
export const MAX_TIME = Date.UTC(9999, 0, 1);

/**
 * A duration, or the fallback where none is given.
 *
 * @throws RangeError naming what is negative, no number, or too long for a timer.
 */
export function duration(name: string, value: number | undefined, fallback: number): number {
	const ms = value ?? fallback;
	// From JavaScript any value can come.
	if (typeof ms !== "number" || !(ms >= 0)) throw new RangeError(`Expected \`${name}\` to be 0 or more, got ${ms}`);
	if (ms > MAX_DURATION_MS) {
		throw new RangeError(`Expected \`${name}\` to be at most ${MAX_DURATION_MS} ms (about 24.8 days), got ${ms}`);
	}
	return ms;
}

/**
 * A time to be, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @throws RangeError naming what is no such time, or past what the API can write.
 */
export function assertTime(name: string, ms: number): void {
	if (typeof ms === "number" && ms >= 0 && ms <= MAX_TIME) return;
	throw new RangeError(`Expected \`${name}\` to be from 1970-01-01 to 9999-01-01T00:00:00Z, got ${timeText(ms)}`);
}

function timeText(ms: number): string {
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? `${ms} ms` : date.toISOString();
}
