/** Everything that asks for the time or waits, on a clock that moves only when a test says so. */
export function useFakeTime(): void {
	beforeEach(() => {
		jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] });
	});
	afterEach(() => {
		jest.useRealTimers();
		jest.restoreAllMocks();
	});
}

/** How a promise ended. */
export type Outcome<T> = { readonly value: T } | { readonly error: Error };

/** Lets the timers run, one after the other, until the work has ended. */
export async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
	const outcome = work.then(
		(value) => ({ value }),
		(error: Error) => ({ error }),
	);
	await jest.runAllTimersAsync();
	return outcome;
}

/** The error that the work ends with. Work that ends well is a failure itself. */
export async function errorOf(work: Promise<unknown>): Promise<Error> {
	const outcome = await outcomeOf(work);
	if ("value" in outcome) {
		throw new Error(`Nothing was thrown; the result is ${JSON.stringify(outcome.value)}`);
	}
	return outcome.error;
}

/** The value that the work ends with. */
export async function resultOf<T>(work: Promise<T>): Promise<T> {
	const outcome = await outcomeOf(work);
	if ("error" in outcome) {
		throw outcome.error;
	}
	return outcome.value;
}

/** The pauses between moments. */
export function pausesBetween(moments: readonly number[]): number[] {
	return moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
}
