/** The provider's own words for what it refuses or can't do, each with a way on. */
const goodReasons: readonly RegExp[] = [
	// A connection that exists, with `aliases` before `adopt`.
	/exists[\s\S]*aliases[\s\S]*adopt: true/,
	/can't be adopted: /,
	// One that an answer out of date did not show.
	/exists[\s\S]*Run `pulumi up` again: it adopts it/,
	// One that could not be looked for.
	/ResourceAlreadyExist\.VpcPeer/,
	// Two of one program that want the same.
	/is declared by /,
	/still needs it/,
	// Routes that lead elsewhere, and a quota that is used up.
	/is not overwritten with a route to/,
	/QuotaExceeded/,
	// An accepter of a connection that has got another one's name.
	/is neither its requester nor its accepter/,
	// A review that an answer out of date misled.
	/has no such VPC/,
	// Routes of a run about them alone, whose program has another connection by now than the state.
	/has nothing in [\s\S]*give one of these/,
	/is a table of [\s\S]*or another connection/,
	// Routes of another stack, or of resources that a run was not about.
	/OperationDenied\.RouteEntryExist/,
	// A change of a connection that a killed run left before it was accepted.
	/It is Accepting: [\s\S]*Take the change back/,
	// The engine's own.
	/duplicate resource URN or alias/,
];

/** The same for things that are not there: the first one that they name must not be. */
const absences = /does not exist any more|is not found|it is NotFound|is not there/;

/** Throws unless a failure is one that a person may meet in such a story. */
export function assertGoodReason(error: Error, alive: readonly string[]): void {
	const { message } = error;
	const [named = ""] = /\b(pcc|rte)-\w+/.exec(message) ?? [];
	const isGone = absences.test(message) && !alive.includes(named);
	if (!isGone && !goodReasons.some((reason) => reason.test(message))) {
		throw new Error(`No good reason to fail: ${message}`, { cause: error });
	}
}
