/** Exit codes: 0 done, 1 the work failed, 2 the command was called wrongly. */
export type FailureCode = 1 | 2;

/** A failure that a person can do something about: shown as its message alone, in one line. */
export class CommandFailure extends Error {
	override readonly name = "CommandFailure";
	readonly exitCode: FailureCode;

	constructor(message: string, exitCode: FailureCode = 1) {
		super(message);
		this.exitCode = exitCode;
	}
}
