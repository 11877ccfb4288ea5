import fc from "fast-check";
import { Simulation } from "../support/simulation";
import { type Command, commands } from "./commands";
import { seed, tellAll, timeoutMs } from "./soak";
import { Story } from "./story";

let simulation: Simulation;
beforeAll(async () => {
	const transitions = { creating: 1, updating: 1, deleting: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

const inTests = 1_000;

async function tell(story: readonly Command[]): Promise<void> {
	const teller = new Story(simulation);
	for (const command of story) {
		await teller.tell(command);
	}
	await teller.end();
}

test(
	`whatever happens in whatever order: exactly one connection, known to the state, as the program says (seed ${seed})`,
	async () => {
		await tellAll("connection", inTests, fc.array(commands, { minLength: 1, maxLength: 6 }), tell);
	},
	timeoutMs(inTests),
);
