import fc from "fast-check";

/** The stories that are told, by the names with which a path of a failure begins. */
export type Stories = "connection" | "moves";

/** What `npm run soak` asks for: more stories, other ones, or the very ones of an earlier failure. */
const { VPCPEER_SOAK_RUNS: asked, VPCPEER_SOAK_PATH: path, VPCPEER_SOAK_TIMES: times = "1" } = process.env;

/** How long to tell stories, where the time alone ends it. */
const minutes = Number(process.env["VPCPEER_SOAK_MINUTES"] ?? Number.POSITIVE_INFINITY);

/** With the same seed the same stories are told. */
export const seed = Number(process.env["VPCPEER_SOAK_SEED"] ?? 20_261_124);

/** How many stories to tell, of a kind of which each test run tells so many. */
function runsOf(inTests: number): number {
	return asked === undefined ? inTests * Number(times) : Number(asked);
}

/** How long so many stories may take. */
export function timeoutMs(inTests: number): number {
	return Number.isFinite(minutes) ? (minutes + 1) * 60_000 : Math.max(600_000, runsOf(inTests) * 1_000);
}

/** Tells stories one after another; of one that fails it says how to tell it again. Resolves with how many were told. */
export async function tellAll<Story>(
	name: Stories,
	inTests: number,
	stories: fc.Arbitrary<Story>,
	tell: (story: Story) => Promise<void>,
): Promise<number> {
	let told = 0;
	const numRuns = runsOf(inTests);
	const property = fc.asyncProperty(stories, async (story) => {
		await tell(story);
		told += 1;
	});
	process.stderr.write(`random stories (${name}): seed ${seed}\n`);
	try {
		await fc.assert(property, {
			numRuns,
			seed,
			...(path === undefined ? {} : { path }),
			...(Number.isFinite(minutes) ? { interruptAfterTimeLimit: minutes * 60_000 } : {}),
		});
	} catch (error) {
		const { message, cause } = error as Error;
		const [, where = ""] = /path: "([^"]*)"/.exec(message) ?? [];
		throw new Error(`npm run soak -- --seed ${seed} --path ${name}:${where}\n${message}`, { cause });
	}
	process.stderr.write(`random stories (${name}): ${told} told\n`);
	if (path === undefined && !Number.isFinite(minutes) && told < numRuns) {
		throw new Error(`Only ${told} of ${numRuns} stories were told`);
	}
	return told;
}
