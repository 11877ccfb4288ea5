/** A promise that is settled from outside. */
export interface Latch {
	readonly promise: Promise<void>;
	readonly open: () => void;
	readonly fail: (reason: Error) => void;
}

/** Makes a latch. Nobody has to await it: a failure alone must not end the process. */
export function latch(): Latch {
	let open: () => void = () => undefined;
	let fail: (reason: Error) => void = () => undefined;
	const promise = new Promise<void>((resolve, reject) => {
		open = resolve;
		fail = reject;
	});
	promise.catch(() => undefined);
	return { promise, open, fail };
}
