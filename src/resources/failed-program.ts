/**
 * Fails the program with an error from within an output's `apply`. The engine shows the error's message; whatever depends
 * on the output is not declared.
 *
 * The promise is not rejected where the engine runs the program: docs/decisions/0017-errors-in-outputs.md says why.
 */
export function failProgram(error: unknown): Promise<never> {
	if (!runnerOfPrograms.test(process.argv[1] ?? "")) {
		return Promise.reject(error);
	}
	process.nextTick(() => {
		throw error;
	});
	return new Promise(() => {});
}

/** The SDK's script that runs a program for the engine. Inline programs of the Automation API and unit tests have another. */
const runnerOfPrograms = /[\\/]cmd[\\/]run(?:[\\/]index(?:\.js)?)?$/;
