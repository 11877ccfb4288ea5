import { Simulation } from "../support/simulation";
import { type MovesTale, movesTales } from "./moves/commands";
import { MovesStory } from "./moves/story";
import { seed, tellAll, timeoutMs } from "./soak";

let simulation: Simulation;
beforeAll(async () => {
	const transitions = { creating: 1, updating: 1, deleting: 1, routing: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

const inTests = 200;
const ends = { good: 0, refused: 0, broken: 0 };

async function tell({ network, commands }: MovesTale): Promise<void> {
	const teller = new MovesStory(simulation);
	await teller.begin(network);
	for (const command of commands) {
		await teller.tell(command);
	}
	await teller.end();
	for (const end of ["good", "refused", "broken"] as const) {
		ends[end] += teller.ends[end];
	}
}

test(
	`whatever moves in whatever order: what is declared lives, and no state claims what is not there (seed ${seed})`,
	async () => {
		await tellAll("moves", inTests, movesTales, tell);
		process.stderr.write(`random stories (moves): runs that ended ${JSON.stringify(ends)}\n`);
	},
	timeoutMs(inTests),
);
