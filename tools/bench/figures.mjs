// @ts-check

/** @param {readonly number[]} values */
export function median(values) {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** @param {number} value */
export function seconds(value) {
	return `${value.toFixed(1)} s`;
}

/** @param {number} value */
export function milliseconds(value) {
	return `${Math.round(value)} ms`;
}

/** @param {number} value */
export function ratio(value) {
	return value.toFixed(2);
}

/** @param {number | undefined} bytes decimal, as the goals are */
export function megabytes(bytes) {
	return bytes === undefined ? "not known" : `${Math.round(bytes / 1e6)} MB`;
}

/** @param {number} bytes */
export function kilobytes(bytes) {
	return `${(bytes / 1000).toFixed(2)} kB`;
}
