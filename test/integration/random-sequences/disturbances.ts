import fc from "fast-check";
import { type Fault, namedFaults } from "../../../src/emulator";

/** Faults that pass: whatever the provider is doing has to come to its end in spite of them. */
const passing = {
	throttled: namedFaults.throttled,
	"throttled-with-pause": namedFaults["throttled-with-pause"],
	"system-busy": namedFaults["system-busy"],
	"internal-error": namedFaults["internal-error"],
	"internal-error-after": { ...namedFaults["internal-error"], afterEffect: true },
	"bad-gateway": namedFaults["bad-gateway"],
	"bad-gateway-after": { kind: "not-json", afterEffect: true },
	"service-unavailable": namedFaults["service-unavailable"],
	conflict: namedFaults.conflict,
	"token-in-use": namedFaults["token-in-use"],
	"lost-request": namedFaults["lost-request"],
	"lost-answer": namedFaults["lost-answer"],
	"broken-answer": namedFaults["broken-answer"],
	"sent-twice": namedFaults["sent-twice"],
	// Who reads this has no more than `readTimeoutMs`.
	"no-answer": namedFaults["no-answer"],
	"no-answer-after": { ...namedFaults["no-answer"], afterEffect: true },
	outage: { kind: "outage", ms: 2 },
	"outage-after": { kind: "outage", ms: 2, afterEffect: true },
	late: { kind: "delay", ms: 3 },
	"slow-headers": { kind: "slow-headers", ms: 3 },
	"slow-body": { kind: "slow-body", ms: 3 },
	"clock-a-little-off": { kind: "clock-skew", ms: -60_000 },
	"expired-token": namedFaults["expired-token"],
} as const satisfies Record<string, Fault>;

/** Faults that end a command, which says so. The next one of its kind has to come to its end. */
const ending = {
	"clock-far-off": namedFaults["clock-skew"],
} as const satisfies Record<string, Fault>;

/** A session that ends, and the one after it as well, is an end of the command; an outage may last too long for it. */
const mayEndOnes: ReadonlySet<string> = new Set([...Object.keys(ending), "expired-token", "outage", "outage-after"]);

/** The provider's own words for it. */
const unreachable = /nothing listens there/;
const endings = new RegExp(`${unreachable.source}|InvalidTimeStamp\\.Expired|InvalidSecurityToken\\.Expired`);

/** Whether a command may rightly fail in this way after such disturbances. */
export function mayEnd(faults: readonly Disturbance[], message: string): boolean {
	return faults.some(({ fault }) => mayEndOnes.has(fault)) && endings.test(message);
}

/** The effect was there, and no answer told of it. */
const withoutWord: ReadonlySet<string> = new Set([
	"internal-error-after",
	"bad-gateway-after",
	"lost-answer",
	"broken-answer",
	"no-answer-after",
	"outage-after",
]);

/**
 * Whether a command that ended so may have had an effect of which no answer told: the outage that swallowed the answer
 * lasted, or the request that was to be sent again was refused before the cloud looked at it.
 */
export function mayHideEffect(faults: readonly Disturbance[], message: string): boolean {
	return faults.some(({ fault }) => withoutWord.has(fault)) && endings.test(message);
}

/** Answers out of date. Replicas lag for a moment only: one of these at a time, for two answers at most. */
const outdated = {
	"not-found-yet": namedFaults["not-found-yet"],
	"old-answer": namedFaults["old-answer"],
} as const satisfies Record<string, Fault>;

/** Faults that one command meets. */
export interface Disturbance {
	readonly fault: keyof typeof passing | keyof typeof ending | keyof typeof outdated;
	/** Which of the command's requests it begins with. */
	readonly skip: number;
	readonly times: number;
}

const at = { skip: fc.nat(8), times: fc.integer({ min: 1, max: 2 }) };

function oneOf<Name extends Disturbance["fault"]>(faults: Record<Name, Fault>): fc.Arbitrary<Disturbance> {
	return fc.record({ fault: fc.constantFrom(...(Object.keys(faults) as Name[])), ...at });
}

/** None, some that pass, and at most one answer out of date. */
export const disturbances: fc.Arbitrary<readonly Disturbance[]> = fc
	.tuple(
		fc.array(oneOf({ ...passing, ...ending }), { maxLength: 2 }),
		fc.option(oneOf(outdated), { nil: undefined, freq: 2 }),
	)
	.map(([some, late]) => (late === undefined ? some : [...some, late]));

/** The rule to be added to an emulator. */
export function ruleOf({ fault, skip, times }: Disturbance) {
	return { action: "*", skip, times, ...{ ...passing, ...ending, ...outdated }[fault] };
}
