import fc from "fast-check";
import { Simulation } from "../support/simulation";
import { type MovesTale, movesTales } from "./moves/commands";
import { MovesStory } from "./moves/story";
import { minutes, path, runsOf, seed, timeoutMs } from "./soak";

let simulation: Simulation;
beforeAll(async () => {
	const transitions = { creating: 1, updating: 1, deleting: 1, routing: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

const runs = runsOf(300);
let told = 0;
const ends = { good: 0, refused: 0, broken: 0 };

async function tell({ network, commands }: MovesTale): Promise<void> {
	const teller = new MovesStory(simulation);
	await teller.begin(network);
	for (const command of commands) {
		await teller.tell(command);
	}
	await teller.end();
	told += 1;
	for (const end of ["good", "refused", "broken"] as const) {
		ends[end] += teller.ends[end];
	}
}

test(
	`whatever moves in whatever order: what is declared lives, and no state claims what is not there (seed ${seed})`,
	async () => {
		process.stderr.write(`random moves: seed ${seed}\n`);
		await fc.assert(fc.asyncProperty(movesTales, tell), {
			numRuns: runs,
			seed,
			...(path === undefined ? {} : { path }),
			...(Number.isFinite(minutes) ? { interruptAfterTimeLimit: minutes * 60_000 } : {}),
		});
		process.stderr.write(`random moves: ${told} told; runs: ${JSON.stringify(ends)}\n`);
		if (path === undefined && !Number.isFinite(minutes)) {
			expect(told).toBeGreaterThanOrEqual(runs);
		}
	},
	timeoutMs(runs),
);
