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
} as const satisfies Record<string, Fault>;

/** Answers out of date. Replicas lag for a moment only: one of these at a time, for two answers at most. */
const outdated = {
	"not-found-yet": namedFaults["not-found-yet"],
	"old-answer": namedFaults["old-answer"],
} as const satisfies Record<string, Fault>;

/** Faults that one command meets. */
export interface Disturbance {
	readonly fault: keyof typeof passing | keyof typeof outdated;
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
	.tuple(fc.array(oneOf(passing), { maxLength: 2 }), fc.option(oneOf(outdated), { nil: undefined, freq: 2 }))
	.map(([some, late]) => (late === undefined ? some : [...some, late]));

/** The rule to be added to an emulator. */
export function ruleOf({ fault, skip, times }: Disturbance) {
	return { action: "*", skip, times, ...{ ...passing, ...outdated }[fault] };
}
