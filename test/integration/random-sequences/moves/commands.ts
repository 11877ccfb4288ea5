import fc from "fast-check";
import type { CrashPoint } from "../../crash-points/crash";
import type { RunOptions } from "../../support/stack-engine";
import { kill } from "../commands";
import { type Disturbance, disturbances } from "../disturbances";
import { type Edit, edited, edits } from "./edits";
import { type Network, peers } from "./network";

/** How a run is disturbed, and how the engine goes about it. */
export interface MovesRun {
	readonly faults: readonly Disturbance[];
	readonly kill?: CrashPoint;
	readonly engine: Pick<RunOptions, "order" | "ahead">;
}

/** What happens next. `stack` says in which of the stacks, round and round. */
export type MovesCommand = { readonly stack: number } & (
	| {
			readonly do: "edit";
			readonly edit: Edit;
			readonly run: MovesRun;
			/** What the person does about a refusal. */
			readonly refused: "take it back" | "adopt" | "nothing";
			/** Whether a further run has to find nothing to do. */
			readonly again: boolean;
	  }
	| { readonly do: "up"; readonly run: MovesRun; readonly refresh: boolean }
	| { readonly do: "targeted up" | "replace" | "taint"; readonly which: number; readonly run: MovesRun }
	| { readonly do: "preview" }
	| { readonly do: "refresh" | "destroy"; readonly run: MovesRun }
	| { readonly do: "rename the stack" | "begin a stack of the old name" }
	| { readonly do: "move"; readonly which: number; readonly programToo: boolean }
	| { readonly do: "connection dropped" | "route dropped"; readonly which: number }
	| { readonly do: "quota of routes"; readonly left: number | undefined }
	| { readonly do: "time passes"; readonly ms: number }
);

const minute = 60_000;

const runs: fc.Arbitrary<MovesRun> = fc
	.record({
		faults: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: disturbances }),
		killed: kill,
		engine: fc.record({ order: fc.constantFrom("program" as const, "reversed" as const), ahead: fc.boolean() }),
	})
	.map(({ killed, ...run }) => ({ ...run, ...killed }));

const which = fc.nat(3);
const stack = fc.nat(2);

/** A story: what there is at first, and what happens then. */
export interface MovesTale {
	readonly network: Network;
	readonly commands: readonly MovesCommand[];
}

/** Any command. */
const movesCommands: fc.Arbitrary<MovesCommand> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			do: fc.constant("edit" as const),
			stack,
			edit: edits,
			run: runs,
			refused: fc.constantFrom("take it back" as const, "adopt" as const, "nothing" as const),
			again: fc.boolean(),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant("up" as const), stack, run: runs, refresh: fc.boolean() }),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constantFrom("targeted up" as const, "replace" as const, "taint" as const),
			stack,
			which,
			run: runs,
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constantFrom("refresh" as const, "destroy" as const), stack, run: runs }),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constantFrom("rename the stack" as const, "begin a stack of the old name" as const, "preview" as const),
			stack,
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant("move" as const), stack, which, programToo: fc.boolean() }),
	},
	{
		weight: 3,
		arbitrary: fc.oneof(
			fc.record({
				do: fc.constantFrom("connection dropped" as const, "route dropped" as const),
				stack,
				which,
			}),
			fc.record({ do: fc.constant("quota of routes" as const), stack, left: fc.constantFrom(undefined, 0, 1, 2) }),
			fc.record({
				do: fc.constant("time passes" as const),
				stack,
				ms: fc.constantFrom(1, minute, 100 * minute, 8 * 24 * 60 * minute),
			}),
		),
	},
);

/** Any story. */
export const movesTales: fc.Arbitrary<MovesTale> = fc.record({
	network: fc
		.array(fc.record({ peer: peers, number: fc.nat(3) }), { minLength: 1, maxLength: 2 })
		.map((added) =>
			added.reduce<Network>((network, { peer, number }) => edited(network, { edit: "add", peer, number }), []),
		),
	commands: fc.array(movesCommands, { minLength: 1, maxLength: 6 }),
});
