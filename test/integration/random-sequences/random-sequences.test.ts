import fc from "fast-check";
import { Simulation } from "../support/simulation";
import { type Command, commands } from "./commands";
import { Story } from "./story";

/** `npm run soak` sets these: more runs, or the very runs of an earlier failure. */
const runs = Number(process.env["VPCPEER_SOAK_RUNS"] ?? 1_000);
const minutes = Number(process.env["VPCPEER_SOAK_MINUTES"] ?? Number.POSITIVE_INFINITY);
const seed = Number(process.env["VPCPEER_SOAK_SEED"] ?? 20_261_124);
const path = process.env["VPCPEER_SOAK_PATH"];

let simulation: Simulation;
beforeAll(async () => {
	const transitions = { creating: 1, updating: 1, deleting: 1 };
	simulation = await Simulation.start({ transitions, createConflictMs: 0 });
});
afterAll(() => simulation.emulator.close());

let told = 0;

async function tell(story: readonly Command[]): Promise<void> {
	const teller = new Story(simulation);
	for (const command of story) {
		await teller.tell(command);
	}
	await teller.end();
	told += 1;
}

test(
	`whatever happens in whatever order: exactly one connection, known to the state, as the program says (seed ${seed})`,
	async () => {
		process.stderr.write(`random sequences: seed ${seed}\n`);
		await fc.assert(fc.asyncProperty(fc.array(commands, { minLength: 1, maxLength: 6 }), tell), {
			numRuns: runs,
			seed,
			...(path === undefined ? {} : { path }),
			...(Number.isFinite(minutes) ? { interruptAfterTimeLimit: minutes * 60_000 } : {}),
		});
		process.stderr.write(`random sequences: ${told} told\n`);
		if (path === undefined && !Number.isFinite(minutes)) {
			expect(told).toBeGreaterThanOrEqual(runs);
		}
	},
	Number.isFinite(minutes) ? (minutes + 1) * 60_000 : Math.max(600_000, runs * 1_000),
);
