import fc from "fast-check";
import { Durations } from "../../../src/wait/durations";
import { pauseBeforeLook, waitRhythm } from "../../../src/wait/rhythm";

/** A request's time there and back, which each look takes. */
const latency = 20;

/** Waits for something that takes this long: how many looks, how late the last one, and what was learnt. */
function waitOut(lastsMs: number, durations: Durations, random: () => number, sharers = 1) {
	let now = 0;
	let pendingAt = 0;
	let looks = 1;
	while (now < lastsMs) {
		pendingAt = now;
		now += latency + pauseBeforeLook({ elapsed: now, expected: durations.expected("k"), sharers, random: random() });
		looks += 1;
	}
	durations.note("k", { earliest: pendingAt, latest: now });
	return { looks, lateMs: now - lastsMs };
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

test("Without knowledge no moment is seen later than five seconds or a good third of the wait", () => {
	fc.assert(
		fc.property(lasts, chances, (lastsMs, values) => {
			const { looks, lateMs } = waitOut(lastsMs, new Durations(), dealing(values));
			const share = Math.max(waitRhythm.first, waitRhythm.share * lastsMs);
			expect(lateMs).toBeLessThanOrEqual(Math.min(share, waitRhythm.longest) + latency);
			expect(looks).toBeLessThanOrEqual(30);
		}),
	);
});

test.each([200, 1_000, 3_000, 8_000, 20_000, 60_000])(
	"Once one of %i ms was seen, the next are seen within 5 % or 150 ms by 15 looks at most",
	(lastsMs) => {
		fc.assert(
			fc.property(chances, (values) => {
				const durations = new Durations();
				const random = dealing(values);
				waitOut(lastsMs, durations, random);
				for (let run = 0; run < 4; run += 1) {
					const { looks, lateMs } = waitOut(lastsMs, durations, random);
					expect(looks).toBeLessThanOrEqual(15);
					expect(lateMs).toBeLessThanOrEqual(goal(lastsMs));
				}
			}),
		);
	},
);

test("Eight that share their looks meet the goal at once, with at most 15 requests each", () => {
	fc.assert(
		fc.property(lasts, chances, (lastsMs, values) => {
			const { looks, lateMs } = waitOut(lastsMs, new Durations(), dealing(values), 8);
			expect(lateMs).toBeLessThanOrEqual(goal(lastsMs));
			expect(looks / 8).toBeLessThanOrEqual(15);
		}),
	);
});

test("What takes far longer or shorter than learnt is still seen in a good third of the wait", () => {
	fc.assert(
		fc.property(lasts, lasts, chances, (before, lastsMs, values) => {
			const durations = new Durations();
			const random = dealing(values);
			for (let run = 0; run < 3; run += 1) {
				waitOut(before, durations, random);
			}
			const { looks, lateMs } = waitOut(lastsMs, durations, random);
			// Quicker than ever: the looks on the way to the expected end are some way apart.
			const approach = waitRhythm.approach * before;
			expect(lateMs).toBeLessThanOrEqual(Math.max(goal(lastsMs), approach, waitRhythm.longest) + latency);
			expect(looks).toBeLessThanOrEqual(60);
		}),
	);
});

test("Chance takes up to its share off every pause, the longest as well, and never adds to one", () => {
	const span = fc.option(
		fc.tuple(lasts, lasts).map(([a, b]) => ({ earliest: Math.min(a, b), latest: Math.max(a, b) })),
		{ nil: undefined },
	);
	fc.assert(
		fc.property(lasts, span, fc.integer({ min: 1, max: 100 }), chance, (elapsed, expected, sharers, random) => {
			const full = pauseBeforeLook({ elapsed, expected, sharers, random: 0 });
			const pause = pauseBeforeLook({ elapsed, expected, sharers, random });
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
