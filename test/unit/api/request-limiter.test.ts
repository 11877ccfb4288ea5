import fc from "fast-check";
import { limiterRhythm, RequestLimiter } from "../../../src/api/request-limiter";
import { ApiError } from "../../../src/errors/api-error";
import { outcomeOf, pausesBetween, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

/** A signal of its own for each request, as the client gives it: this one is never aborted. */
function never(): AbortSignal {
	return new AbortController().signal;
}

function throttled(code = "Throttling.User", httpStatus = 400): ApiError {
	return new ApiError({ action: "List", code, detail: "", httpStatus, requestId: "r", retry: "throttled" });
}

/** A service that takes so many requests in each second of its clock, whoever sends them, and refuses the others. */
function service(perSecond: number) {
	let second = -1;
	let count = 0;
	const starts: number[] = [];
	let refused = 0;
	return {
		starts,
		get refused() {
			return refused;
		},
		async send(): Promise<string> {
			const now = Math.floor(performance.now() / 1000);
			count = now === second ? count + 1 : 1;
			second = now;
			await new Promise((resolve) => setTimeout(resolve, 20));
			if (count > perSecond) {
				refused += 1;
				throw throttled();
			}
			starts.push(performance.now());
			return "answer";
		},
	};
}

/** Sends again until there is an answer, as the retry does. */
async function insist(limiter: RequestLimiter, send: () => Promise<string>): Promise<string> {
	for (;;) {
		try {
			return await limiter.run(send, never());
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	}
}

test("Without a refusal nothing waits but for a free slot", async () => {
	const limiter = new RequestLimiter();
	let atOnce = 0;
	let most = 0;
	async function send(): Promise<void> {
		atOnce += 1;
		most = Math.max(most, atOnce);
		await new Promise((resolve) => setTimeout(resolve, 100));
		atOnce -= 1;
	}
	const started = performance.now();
	await resultOf(Promise.all(Array.from({ length: 64 }, () => limiter.run(send, never()))));
	expect(most).toBe(limiterRhythm.mostAtOnce);
	expect(performance.now() - started).toBe(200);
});

test("A refusal for load makes the rate half of what was sent in the last second", async () => {
	const limiter = new RequestLimiter();
	const refused = Array.from({ length: 20 }, () => limiter.run(async () => Promise.reject(throttled()), never()));
	await outcomeOf(Promise.allSettled(refused));
	expect(limiter.queueing.perSecond).toBeLessThanOrEqual(10);
	expect(limiter.queueing.because).toBe("Throttling.User");
});

test("What was under way at a cut does not cut again", async () => {
	const limiter = new RequestLimiter();
	async function refuse(afterMs: number): Promise<never> {
		await new Promise((resolve) => setTimeout(resolve, afterMs));
		throw throttled();
	}
	const all = Array.from({ length: 16 }, (_, index) => limiter.run(() => refuse(10 + index), never()));
	await outcomeOf(Promise.allSettled(all));
	expect(limiter.queueing.perSecond).toBe(8);
});

test.each([
	["429", throttled("TooMany", 429), true],
	[
		"503 SystemBusy",
		new ApiError({ action: "A", code: "SystemBusy", detail: "", httpStatus: 503, retry: "server" }),
		true,
	],
	["500", new ApiError({ action: "A", code: "InternalError", detail: "", httpStatus: 500, retry: "server" }), false],
	[
		"a refusal of the input",
		new ApiError({ action: "A", code: "IllegalParam.Name", detail: "", retry: "none" }),
		false,
	],
	["an error of ours", new Error("a fault"), false],
])("Whether %s slows requests down", async (_what, error, slows) => {
	const limiter = new RequestLimiter();
	await outcomeOf(limiter.run(() => Promise.reject(error), never()));
	expect(limiter.queueing.perSecond !== undefined).toBe(slows);
});

test("Once the service answers again, the rate grows by as much each second, and then the limit ends", async () => {
	const limiter = new RequestLimiter();
	await outcomeOf(limiter.run(() => Promise.reject(throttled()), never()));
	expect(limiter.queueing.perSecond).toBe(limiterRhythm.lowestPerSecond);
	const rates: number[] = [];
	async function steady(): Promise<void> {
		for (let second = 0; second < 5; second += 1) {
			await limiter.run(async () => undefined, never());
			rates.push(limiter.queueing.perSecond ?? Number.POSITIVE_INFINITY);
			await new Promise((resolve) => setTimeout(resolve, 1000));
		}
		while (limiter.queueing.perSecond !== undefined) {
			await limiter.run(async () => undefined, never());
		}
	}
	const started = performance.now();
	await resultOf(steady());
	for (const growth of pausesBetween(rates)) {
		expect(growth).toBeCloseTo(limiterRhythm.increasePerSecond, 5);
	}
	expect(performance.now() - started).toBeLessThan(30_000);
});

test("Requests get their turn in the order in which they came, however slow the rate", async () => {
	const limiter = new RequestLimiter();
	await outcomeOf(limiter.run(() => Promise.reject(throttled()), never()));
	const order: number[] = [];
	const all = Array.from({ length: 40 }, (_, index) => limiter.run(async () => order.push(index), never()));
	await resultOf(Promise.all(all));
	expect(order).toEqual([...order].sort((left, right) => left - right));
	expect(order).toHaveLength(40);
});

test("An aborted request leaves the line with the signal's reason, and those behind it go on", async () => {
	const limiter = new RequestLimiter();
	await outcomeOf(limiter.run(() => Promise.reject(throttled()), never()));
	const impatient = new AbortController();
	const sent: string[] = [];
	const first = limiter.run(async () => sent.push("first"), never());
	const second = limiter.run(async () => sent.push("second"), impatient.signal).catch((reason: unknown) => reason);
	const third = limiter.run(async () => sent.push("third"), never());
	impatient.abort("no time left");
	expect(await resultOf(second)).toBe("no time left");
	await resultOf(Promise.all([first, third]));
	expect(sent).toEqual(["first", "third"]);
	expect(limiter.queueing.waiting).toBe(0);
});

test("Four limiters under one shared limit all get everything through, and none is starved", async () => {
	const shared = service(10);
	const processes = Array.from({ length: 4 }, () => new RequestLimiter());
	const ended: number[] = [];
	const all = processes.map(async (limiter) => {
		await Promise.all(Array.from({ length: 50 }, () => insist(limiter, shared.send)));
		ended.push(performance.now());
	});
	const started = performance.now();
	await resultOf(Promise.all(all));
	expect(shared.starts).toHaveLength(200);
	// The service takes 200 requests in 20 s at best; each of the four is done within four times that.
	expect(Math.max(...ended) - started).toBeLessThan(80_000);
	// Without a limiter, some 4,000 requests would be refused on the way: 190 of them twice a second.
	expect(shared.refused).toBeLessThan(400);
});

test("Whatever the service takes, all requests get through and the rate stays above the lowest", async () => {
	const property = fc.asyncProperty(
		fc.integer({ min: 1, max: 30 }),
		fc.integer({ min: 1, max: 40 }),
		async (rate, count) => {
			const limiter = new RequestLimiter();
			const { send, starts } = service(rate);
			const work = Promise.all(Array.from({ length: count }, () => insist(limiter, send)));
			await resultOf(work);
			expect(starts).toHaveLength(count);
			expect(limiter.queueing.perSecond ?? limiterRhythm.freePerSecond).toBeGreaterThanOrEqual(
				limiterRhythm.lowestPerSecond,
			);
		},
	);
	await fc.assert(property, { numRuns: 30 });
});
