import fc from "fast-check";
import type { CrashPoint } from "../crash-points/crash";
import { type Disturbance, disturbances } from "./disturbances";
import { type Program, programs } from "./programs";

/** What happens next: a run of the engine, or something that others do. */
export type Command =
	| {
			readonly do: "up";
			readonly program: Program;
			readonly faults: readonly Disturbance[];
			readonly kill?: CrashPoint;
	  }
	| {
			readonly do: "up again" | "refresh" | "destroy";
			readonly faults: readonly Disturbance[];
			readonly kill?: CrashPoint;
	  }
	| { readonly do: "changed by hand"; readonly field: "name" | "bandwidth" | "tags" | "group" }
	| { readonly do: "deleted by hand" | "accepted" | "rejected" }
	| { readonly do: "time passes"; readonly ms: number };

/** A kill of a run, or none. */
export const kill: fc.Arbitrary<{ kill?: CrashPoint }> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant({}) },
	{
		weight: 1,
		arbitrary: fc
			.record({
				moment: fc.constantFrom("before" as const, "late" as const, "after" as const),
				request: fc.integer({ min: 1, max: 9 }),
			})
			.map((point) => ({ kill: point })),
	},
	{ weight: 1, arbitrary: fc.constant({ kill: { moment: "end" as const } }) },
);

/** Any command. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(programs, disturbances, kill)
			.map(([program, faults, point]): Command => ({ do: "up", program, faults, ...point })),
	},
	{
		weight: 4,
		arbitrary: fc
			.tuple(fc.constantFrom("up again" as const, "refresh" as const, "destroy" as const), disturbances, kill)
			.map(([name, faults, point]): Command => ({ do: name, faults, ...point })),
	},
	{
		weight: 3,
		arbitrary: fc.oneof(
			fc.record({
				do: fc.constant("changed by hand" as const),
				field: fc.constantFrom("name" as const, "bandwidth" as const, "tags" as const, "group" as const),
			}),
			fc.record({ do: fc.constantFrom("deleted by hand" as const, "accepted" as const, "rejected" as const) }),
			fc.record({ do: fc.constant("time passes" as const), ms: fc.constantFrom(1, 60_000, 8 * 86_400_000) }),
		),
	},
);
