/** What `npm run soak` asks for: more stories, other ones, or the very ones of an earlier failure. */
const asked = process.env["VPCPEER_SOAK_RUNS"];

/** How long to tell stories, where the time alone ends it. */
export const minutes = Number(process.env["VPCPEER_SOAK_MINUTES"] ?? Number.POSITIVE_INFINITY);

/** With the same seed the same stories are told. */
export const seed = Number(process.env["VPCPEER_SOAK_SEED"] ?? 20_261_124);

/** Where fast-check found a failure. */
export const path = process.env["VPCPEER_SOAK_PATH"];

/** How many stories to tell, of a kind of which each test run tells so many. */
export function runsOf(inTests: number): number {
	return asked === undefined ? inTests : Number(asked);
}

/** How long so many stories may take. */
export function timeoutMs(runs: number): number {
	return Number.isFinite(minutes) ? (minutes + 1) * 60_000 : Math.max(600_000, runs * 1_000);
}
