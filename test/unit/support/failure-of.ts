/** What the work throws. Work that throws nothing is a failure itself. */
export async function failureOf(work: () => unknown): Promise<Error> {
	let result: unknown;
	try {
		result = await work();
	} catch (error) {
		if (error instanceof Error) {
			return error;
		}
		throw new Error(`No Error was thrown, but ${JSON.stringify(error)}`);
	}
	throw new Error(`Nothing was thrown; the result is ${JSON.stringify(result)}`);
}
