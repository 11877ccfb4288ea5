import * as v from "valibot";
import { actionNames } from "../actions";
import type { Fault, FaultKind } from "../faults";
import type { FaultScope } from "../faults/fault-scope";
import type { StatusDurations } from "../status";
import { MAX_DURATION_MS } from "../time-bounds";
import type { TimingChange } from "../timing";
import { type Rules, text } from "../world/rules";
import { prefixListRules } from "../world/seed-file";
import { ControlError } from "./control-error";

const ms = v.pipe(
	v.number(),
	v.minValue(0, "must be 0 or more"),
	v.maxValue(MAX_DURATION_MS, `must be at most ${MAX_DURATION_MS}: timers hold no more`),
);
/** The clock itself says what is too far. */
const distance = v.pipe(v.number(), v.finite(), v.minValue(0, "must be 0 or more"));
const count = v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(0, "must be 0 or more"));
const positive = v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(1, "must be 1 or more"));
const operation = v.pipe(
	v.string(),
	v.check((name) => name === "*" || actionNames.has(name), 'must be the name of an operation of the emulator, or "*"'),
);

const scope = {
	action: operation,
	skip: v.exactOptional(count),
	times: v.exactOptional(
		v.union(
			[
				v.pipe(
					v.literal("always"),
					v.transform(() => Number.POSITIVE_INFINITY),
				),
				positive,
			],
			'must be a whole number from 1, or "always"',
		),
	),
	probability: v.exactOptional(
		v.pipe(v.number(), v.minValue(0, "must be from 0 to 1"), v.maxValue(1, "must be from 0 to 1")),
	),
	seed: v.exactOptional(v.pipe(v.number(), v.safeInteger("must be a whole number"))),
	accountId: v.exactOptional(text),
	instanceId: v.exactOptional(text),
} satisfies Rules<FaultScope>;

const afterEffect = v.exactOptional(v.boolean());
const error = {
	httpStatus: v.pipe(v.number(), v.integer(), v.minValue(400, "must be 400 or more"), v.maxValue(599)),
	code: text,
	message: v.exactOptional(v.string()),
	retryAfterMs: v.exactOptional(ms),
	afterEffect,
};
const skew = v.pipe(
	v.number(),
	v.minValue(-MAX_DURATION_MS, `must be at least -${MAX_DURATION_MS}`),
	v.maxValue(MAX_DURATION_MS, `must be at most ${MAX_DURATION_MS}`),
);

/** What rules of each kind have besides their scope. */
const kinds = {
	error,
	"not-json": { afterEffect },
	hang: { afterEffect },
	outage: { ms, afterEffect },
	hold: { afterEffect },
	delay: { ms },
	"slow-headers": { ms },
	"slow-body": { ms },
	"clock-skew": { ms: skew },
	"drop-before": {},
	"drop-after": {},
	truncate: {},
	duplicate: {},
	stale: {},
	old: {},
	"expired-token": {},
} satisfies Record<FaultKind | "hold", v.ObjectEntries>;

const fault = v.variant(
	"kind",
	Object.entries(kinds).map(([kind, own]) => v.strictObject({ kind: v.literal(kind), ...scope, ...own })),
);

const transitions = {
	creating: v.exactOptional(ms),
	updating: v.exactOptional(ms),
	deleting: v.exactOptional(ms),
	acceptance: v.exactOptional(ms),
	routing: v.exactOptional(ms),
} satisfies Rules<StatusDurations>;

const timing = {
	transitions: v.exactOptional(v.strictObject(transitions)),
	latencyMs: v.exactOptional(ms),
	eventualConsistencyMs: v.exactOptional(ms),
	createConflictMs: v.exactOptional(ms),
	deletedReadableMs: v.exactOptional(ms),
	clientTokenTtlMs: v.exactOptional(ms),
} satisfies Rules<TimingChange>;

type WantedFault = FaultScope & (Fault | { readonly kind: "hold"; readonly afterEffect?: boolean });

/** The bodies of the control interface. */
export const bodies = {
	nothing: v.strictObject({}),
	advance: v.strictObject({ ms: distance }),
	timing: v.strictObject(timing),
	fault: fault as v.GenericSchema as v.GenericSchema<unknown, WantedFault>,
	permission: v.strictObject({ accountId: text, action: text, effect: v.picklist(["deny", "allow"]) }),
	prefixList: v.strictObject({ accountId: text, ...prefixListRules }),
	route: v.strictObject({ routeTableId: text, destinationCidrBlock: text, instanceId: text }),
};

/** The query of the request record. */
export const recordQuery = v.strictObject({
	after: v.optional(
		v.pipe(v.string(), v.regex(/^\d{1,15}$/, "must be the number of a request"), v.transform(Number)),
		"0",
	),
	limit: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,4}$/, "must be a number from 1 to 1000"),
			v.transform(Number),
			v.minValue(1),
			v.maxValue(1000),
		),
		"100",
	),
	latest: v.optional(v.picklist(["true", "false"]), "false"),
	action: v.optional(text),
	accountId: v.optional(text),
	failed: v.optional(v.picklist(["true", "false"]), "false"),
});

/** A value of the shape, or a refusal that names the first member that has another. */
export function shaped<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	const unknown = issue.type === "strict_object" && issue.expected === "never";
	throw new ControlError(400, v.getDotPath(issue) ?? "(body)", unknown ? "There is no such member." : issue.message);
}
