import type { Refusal } from "../http/guard";

/** A request to the control interface that cannot be carried out. */
export class ControlError extends Error {
	readonly httpStatus: 400 | 403 | 404 | 413 | 415;
	/** What in the request is wrong: a member of the body, a parameter, a header. */
	readonly member: string;

	constructor(httpStatus: ControlError["httpStatus"], member: string, message: string) {
		super(message);
		this.httpStatus = httpStatus;
		this.member = member;
	}
}

/** Throws the first refusal, if there is one. */
export function assertAllowed(...refusals: readonly (Refusal | undefined)[]): void {
	const refusal = refusals.find((one) => one !== undefined);
	if (refusal !== undefined) throw new ControlError(refusal.httpStatus, refusal.member, refusal.message);
}

/** Runs a change of the world; what the world does not have is a mistake in the named member. */
export function changing<Result>(member: string, change: () => Result, httpStatus: 400 | 404 = 400): Result {
	try {
		return change();
	} catch (error) {
		if (error instanceof RangeError) throw new ControlError(httpStatus, member, error.message);
		throw error;
	}
}
