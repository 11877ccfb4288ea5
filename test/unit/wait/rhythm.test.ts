import fc from "fast-check";
import { rateWindowMs } from "../../../src/api/limits/rate-limits";
import type { Allowance } from "../../../src/api/limits/window-budget";
import { Durations } from "../../../src/wait/durations";
import { pauseBeforeLook, waitRhythm } from "../../../src/wait/rhythm";

/** A request's time there and back, which each look takes. */
const latency = 20;

/** What may be asked of an operation with a published limit, by what was asked so far: half of it is ours. */
function published(looks: readonly number[], now: number): Allowance {
	const within = looks.filter((look) => look > now - rateWindowMs);
	const [oldest = now - rateWindowMs] = within;
	return { perWindow: 180, left: 180 - within.length, nextInMs: oldest + rateWindowMs - now };
}

function unknown(): undefined {
	return undefined;
}

/** Waits for something that takes this long: how many looks, how late the last one, and what was learnt. */
function waitOut(
	lastsMs: number,
	durations: Durations,
	random: () => number,
	allowance: (looks: readonly number[], now: number) => Allowance | undefined = published,
) {
	let now = 0;
	let pendingAt = 0;
	const looks = [0];
	while (now < lastsMs) {
		pendingAt = now;
		const plan = { elapsed: now, expected: durations.expected("k"), allowance: allowance(looks, now), lookMs: latency };
		now += latency + pauseBeforeLook({ ...plan, random: random() });
		looks.push(now);
	}
	durations.note("k", { earliest: pendingAt, latest: now });
	return { looks: looks.length, lateMs: now - lastsMs };
}

const lasts = fc.integer({ min: 1, max: 60_000 });
const chance = fc.double({ min: 0, max: 1, noNaN: true });
const chances = fc.array(chance, { minLength: 1, maxLength: 20 });

function dealing(values: readonly number[]): () => number {
	let next = 0;
	return () => values[next++ % values.length] ?? 0;
}

function goal(lastsMs: number): number {
	return Math.max(150, 0.05 * lastsMs);
}

test("With a published limit and no knowledge every moment is seen within 5 % or 150 ms, for half of our share", () => {
	fc.assert(
		fc.property(lasts, chances, (lastsMs, values) => {
			const { looks, lateMs } = waitOut(lastsMs, new Durations(), dealing(values));
			expect(lateMs).toBeLessThanOrEqual(goal(lastsMs));
			expect(looks).toBeLessThanOrEqual(100);
		}),
	);
});

test("With an unknown limit no moment is seen later than five seconds or a good third of the wait", () => {
	fc.assert(
		fc.property(lasts, chances, (lastsMs, values) => {
			const { looks, lateMs } = waitOut(lastsMs, new Durations(), dealing(values), unknown);
			const share = Math.max(waitRhythm.first, waitRhythm.share * lastsMs);
			expect(lateMs).toBeLessThanOrEqual(Math.min(share, waitRhythm.longest) + latency);
			expect(looks).toBeLessThanOrEqual(30);
		}),
	);
});

test.each([200, 1_000, 3_000, 8_000, 20_000, 60_000])(
	"Once one of %i ms was seen, the next are seen within 5 % or 150 ms by 17 looks at most",
	(lastsMs) => {
		fc.assert(
			fc.property(chances, (values) => {
				const durations = new Durations();
				const random = dealing(values);
				waitOut(lastsMs, durations, random);
				for (let run = 0; run < 4; run += 1) {
					const { looks, lateMs } = waitOut(lastsMs, durations, random);
					expect(looks).toBeLessThanOrEqual(17);
					expect(lateMs).toBeLessThanOrEqual(goal(lastsMs));
				}
			}),
		);
	},
);

test("What takes longer than learnt is still seen within 5 % or 150 ms; what is quicker, on the way to the expected end", () => {
	fc.assert(
		fc.property(lasts, lasts, chances, (before, lastsMs, values) => {
			const durations = new Durations();
			const random = dealing(values);
			for (let run = 0; run < 3; run += 1) {
				waitOut(before, durations, random);
			}
			const { lateMs } = waitOut(lastsMs, durations, random);
			const approach = lastsMs < before ? waitRhythm.approach * before : 0;
			expect(lateMs).toBeLessThanOrEqual(Math.max(goal(lastsMs), approach) + latency);
		}),
	);
});

test("Young waits spread what is left of the minute, and old ones go on as planned", () => {
	const scarce: Allowance = { perWindow: 180, left: 9, nextInMs: 20_000 };
	const plan = { expected: undefined, lookMs: latency, random: 0 };
	expect(pauseBeforeLook({ ...plan, elapsed: 1_000, allowance: scarce })).toBe(2_000);
	expect(pauseBeforeLook({ ...plan, elapsed: 20_000, allowance: scarce })).toBe(
		pauseBeforeLook({ ...plan, elapsed: 20_000, allowance: { ...scarce, left: 180 } }),
	);
});

test("Chance takes up to its share off every pause, the longest as well, and never adds to one", () => {
	const span = fc.option(
		fc.tuple(lasts, lasts).map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
		{ nil: undefined },
	);
	const allowances = fc.option(
		fc.record({ perWindow: fc.constant(180), left: fc.nat(180), nextInMs: fc.nat(rateWindowMs) }),
		{ nil: undefined },
	);
	fc.assert(
		fc.property(lasts, span, allowances, fc.nat(500), chance, (elapsed, expected, allowance, lookMs, random) => {
			const plan = { elapsed, expected, allowance, lookMs };
			const full = pauseBeforeLook({ ...plan, random: 0 });
			const pause = pauseBeforeLook({ ...plan, random });
			expect(pause).toBeCloseTo(full * (1 - waitRhythm.jitter * random), 5);
			expect(pause).toBeGreaterThan(0.8 * waitRhythm.closest);
		}),
	);
});

describe("durations", () => {
	it("of one length become more exact with each", () => {
		const durations = new Durations();
		durations.note("k", { earliest: 40, latest: 60 });
		durations.note("k", { earliest: 55, latest: 62 });
		expect(durations.expected("k")).toEqual({ earliest: 55, latest: 60 });
	});

	it("that differ are expected between the shortest and the longest", () => {
		const durations = new Durations();
		durations.note("k", { earliest: 40, latest: 45 });
		durations.note("k", { earliest: 55, latest: 62 });
		expect(durations.expected("k")).toEqual({ earliest: 40, latest: 62 });
	});

	it("of one kind say nothing of another, and old ones are forgotten", () => {
		const durations = new Durations();
		durations.note("k", { earliest: 1, latest: 2 });
		expect(durations.expected("other")).toBeUndefined();
		for (let round = 0; round < 6; round += 1) {
			durations.note("k", { earliest: 500, latest: 510 });
		}
		expect(durations.expected("k")).toEqual({ earliest: 500, latest: 510 });
	});
});
