import fc from "fast-check";
import { rateRhythm } from "../../../../src/api/limits/adaptive-rate";
import { probeRhythm } from "../../../../src/api/limits/breaker";
import { rateWindowMs } from "../../../../src/api/limits/rate-limits";
import { limiterRhythm, RequestLimiter, type Turn } from "../../../../src/api/limits/request-limiter";
import { ApiError } from "../../../../src/errors/api-error";
import { outcomeOf, pausesBetween, resultOf, useFakeTime } from "../../support/fake-time";

useFakeTime();

/** A turn of its own for each request, as the client gives it: this one is never given up. */
function patient(): Turn {
	return { signal: new AbortController().signal };
}

function throttled(code = "Throttling.User", httpStatus = 400): ApiError {
	return new ApiError({ action: "List", code, detail: "", httpStatus, requestId: "r", retry: "throttled" });
}

/** A service that takes so many requests in each window of its clock, whoever sends them, and refuses the others. */
function service(most: number, windowMs = 1000) {
	let window = -1;
	let count = 0;
	const starts: number[] = [];
	let refused = 0;
	return {
		starts,
		get refused() {
			return refused;
		},
		async send(): Promise<string> {
			const now = Math.floor(performance.now() / windowMs);
			count = now === window ? count + 1 : 1;
			window = now;
			const taken = count <= most;
			await new Promise((resolve) => setTimeout(resolve, 20));
			if (!taken) {
				refused += 1;
				throw throttled();
			}
			starts.push(performance.now());
			return "answer";
		},
	};
}

/** Sends so many requests at once, and gives the moments in which they were answered. */
async function sendMany(count: number, limiter: RequestLimiter, send: () => Promise<string>): Promise<number[]> {
	const ends: number[] = [];
	const started = performance.now();
	await Promise.all(
		Array.from({ length: count }, async () => {
			await limiter.run(send, patient());
			ends.push(performance.now() - started);
		}),
	);
	return ends;
}

/** A service that refused what was sent in one second, and takes everything since. */
function refusingOnce(): () => Promise<string> {
	const refusedBefore = performance.now() + 100;
	return async () => {
		const started = performance.now();
		await new Promise((resolve) => setTimeout(resolve, 20));
		if (started < refusedBefore) {
			throw throttled();
		}
		return "answer";
	};
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
	await resultOf(Promise.all(Array.from({ length: 64 }, () => limiter.run(send, patient()))));
	expect(most).toBe(limiterRhythm.mostAtOnce);
	expect(performance.now() - started).toBe(200);
});

describe("A refusal that is short", () => {
	test("makes the rate half of what was sent in the last second, and nobody sees it", async () => {
		const limiter = new RequestLimiter();
		const send = refusingOnce();
		const rates: (number | undefined)[] = [];
		const work = Array.from({ length: 20 }, async () => {
			await limiter.run(send, patient());
			rates.push(limiter.rate);
		});
		await resultOf(Promise.all(work));
		expect(rates).toHaveLength(20);
		expect(rates[0]).toBe(10);
	});

	test("lets one request find out whether it is over, before the others follow", async () => {
		const limiter = new RequestLimiter();
		const moments: number[] = [];
		const send = refusingOnce();
		const work = Array.from({ length: 10 }, () =>
			limiter.run(() => {
				moments.push(performance.now());
				return send();
			}, patient()),
		);
		const started = performance.now();
		await resultOf(Promise.all(work));
		const after = moments.map((moment) => moment - started).slice(10);
		expect(after[0]).toBeGreaterThanOrEqual(probeRhythm.first);
		// The probe has its answer before anything else is sent.
		expect((after[1] ?? 0) - (after[0] ?? 0)).toBeGreaterThanOrEqual(20);
		expect(after).toHaveLength(10);
	});

	test("leaves a rate that grows by as much each second, and ends", async () => {
		const limiter = new RequestLimiter();
		await resultOf(limiter.run(refusingOnce(), patient()));
		expect(limiter.rate).toBe(rateRhythm.lowestPerSecond);
		const rates: number[] = [];
		async function steady(): Promise<void> {
			await new Promise((resolve) => setTimeout(resolve, 1000));
			for (let second = 0; second < 5; second += 1) {
				await limiter.run(async () => undefined, patient());
				rates.push(limiter.rate ?? Number.POSITIVE_INFINITY);
				await new Promise((resolve) => setTimeout(resolve, 1000));
			}
			while (limiter.rate !== undefined) {
				await limiter.run(async () => undefined, patient());
			}
		}
		const started = performance.now();
		await resultOf(steady());
		for (const growth of pausesBetween(rates)) {
			expect(growth).toBeCloseTo(rateRhythm.increasePerSecond, 5);
		}
		expect(performance.now() - started).toBeLessThan(30_000);
	});
});

test.each([
	[
		"503 SystemBusy",
		new ApiError({ action: "A", code: "SystemBusy", detail: "", httpStatus: 503, retry: "server" }),
		true,
	],
	["429", new ApiError({ action: "A", code: "TooMany", detail: "", httpStatus: 429, retry: "server" }), true],
	["500", new ApiError({ action: "A", code: "InternalError", detail: "", httpStatus: 500, retry: "server" }), false],
	[
		"a refusal of the input",
		new ApiError({ action: "A", code: "IllegalParam.Name", detail: "", retry: "none" }),
		false,
	],
	["an error of ours", new Error("a fault"), false],
])("%s is passed on; whether it slows requests down: see the row", async (_what, error, slows) => {
	const limiter = new RequestLimiter();
	expect(await outcomeOf(limiter.run(() => Promise.reject(error), patient()))).toEqual({ error });
	expect(limiter.rate !== undefined).toBe(slows);
});

describe("A published limit", () => {
	test("is spent in any 60 s to the share at most, whatever comes", async () => {
		const property = fc.asyncProperty(
			fc.integer({ min: 1, max: 40 }),
			fc.array(fc.record({ after: fc.integer({ min: 0, max: 30_000 }), count: fc.integer({ min: 1, max: 30 }) }), {
				minLength: 1,
				maxLength: 8,
			}),
			async (perWindow, batches) => {
				const limiter = new RequestLimiter({ perWindow });
				const starts: number[] = [];
				const work: Promise<void>[] = [];
				async function all(): Promise<void> {
					for (const { after, count } of batches) {
						await new Promise((resolve) => setTimeout(resolve, after));
						for (let index = 0; index < count; index += 1) {
							work.push(limiter.run(async () => void starts.push(performance.now()), patient()));
						}
					}
					await Promise.all(work);
				}
				await resultOf(all());
				expect(starts).toHaveLength(batches.reduce((sum, { count }) => sum + count, 0));
				for (const start of starts) {
					const within = starts.filter((one) => one >= start && one < start + rateWindowMs);
					expect(within.length).toBeLessThanOrEqual(perWindow);
				}
			},
		);
		await fc.assert(property, { numRuns: 40 });
	});

	test("is told in numbers: what is left, and when there is more", async () => {
		const limiter = new RequestLimiter({ perWindow: 10 });
		expect(limiter.allowance).toEqual({ perWindow: 10, left: 10, nextInMs: 0 });
		await resultOf(Promise.all([1, 2, 3].map(() => limiter.run(async () => undefined, patient()))));
		expect(limiter.allowance).toEqual({ perWindow: 10, left: 7, nextInMs: rateWindowMs });
		expect(new RequestLimiter().allowance).toBeUndefined();
	});

	test("that is used up is told to those who wait", async () => {
		const limiter = new RequestLimiter({ perWindow: 2, title: "List in cn-hangzhou" });
		const told: [string, number][] = [];
		const turn = () => ({ ...patient(), onHeld: (reason: string, ms: number) => told.push([reason, ms]) });
		await resultOf(Promise.all([1, 2, 3].map(() => limiter.run(async () => undefined, turn()))));
		expect(told).toContainEqual([
			"List in cn-hangzhou: at most 2 in a minute, so that others who work in the account can, too",
			rateWindowMs,
		]);
	});

	test("counts what other credentials of the account have sent", async () => {
		const [limiter, other] = [new RequestLimiter({ perWindow: 5 }), new RequestLimiter({ perWindow: 5 })];
		await resultOf(Promise.all([1, 2].map(() => other.run(async () => undefined, patient()))));
		limiter.join(other);
		expect(limiter.allowance?.left).toBe(3);
	});
});

describe("A window of the cloud that others have used up", () => {
	test("is waited for, with few requests, and then all get through at once", async () => {
		await jest.advanceTimersByTimeAsync(rateWindowMs - (performance.now() % rateWindowMs));
		const cloud = service(360, rateWindowMs);
		await resultOf(Promise.all(Array.from({ length: 360 }, () => cloud.send())));
		const limiter = new RequestLimiter({ perWindow: 180 });
		const ends = await resultOf(sendMany(100, limiter, cloud.send));
		expect(Math.min(...ends)).toBeGreaterThan(50_000);
		expect(Math.max(...ends)).toBeLessThan(rateWindowMs + probeRhythm.longest + 1000);
		expect(cloud.refused).toBeLessThan(limiterRhythm.mostAtOnce + 20);
	});

	test("is known the next time: it is asked again when its successor begins", async () => {
		await jest.advanceTimersByTimeAsync(rateWindowMs - (performance.now() % rateWindowMs) + 40_000);
		const cloud = service(50, rateWindowMs);
		const limiter = new RequestLimiter({ perWindow: 180 });
		await resultOf(sendMany(60, limiter, cloud.send));
		const refusedBefore = cloud.refused;
		await resultOf(sendMany(60, limiter, cloud.send));
		expect(cloud.refused - refusedBefore).toBeLessThanOrEqual(limiterRhythm.mostAtOnce + 8);
	});

	test("teaches how much an operation of unknown limit may be asked for: half of what was let in", async () => {
		await jest.advanceTimersByTimeAsync(rateWindowMs - (performance.now() % rateWindowMs));
		const cloud = service(200, rateWindowMs);
		const limiter = new RequestLimiter();
		await resultOf(sendMany(220, limiter, cloud.send));
		const ends = await resultOf(sendMany(150, limiter, cloud.send));
		expect(Math.max(...ends)).toBeGreaterThan(30_000);
	});

	test("is told to those who wait", async () => {
		await jest.advanceTimersByTimeAsync(rateWindowMs - (performance.now() % rateWindowMs));
		const cloud = service(1, rateWindowMs);
		await resultOf(cloud.send());
		const told: string[] = [];
		const refused: string[] = [];
		const limiter = new RequestLimiter({ perWindow: 180, title: "List in cn-hangzhou" });
		await resultOf(
			limiter.run(cloud.send, {
				...patient(),
				onHeld: (reason) => told.push(reason),
				onRefused: ({ code }) => refused.push(code),
			}),
		);
		expect(new Set(told)).toEqual(
			new Set(["List in cn-hangzhou: the cloud answers Throttling.User, and takes more when its minute is over"]),
		);
		expect(new Set(refused)).toEqual(new Set(["Throttling.User"]));
	});

	test("does not starve one of four processes of an account", async () => {
		await jest.advanceTimersByTimeAsync(rateWindowMs - (performance.now() % rateWindowMs));
		const cloud = service(360, rateWindowMs);
		const processes = Array.from({ length: 4 }, () => new RequestLimiter({ perWindow: 180 }));
		const ends = await resultOf(
			Promise.all(processes.map(async (limiter) => Math.max(...(await sendMany(400, limiter, cloud.send))))),
		);
		expect(cloud.starts).toHaveLength(1600);
		// 1,600 requests take at least four and a half windows; the last of the four has six.
		expect(Math.max(...ends)).toBeLessThan(6 * rateWindowMs);
	});
});

test("Requests get their turn in the order in which they came, however slow the rate", async () => {
	const limiter = new RequestLimiter();
	await resultOf(limiter.run(refusingOnce(), patient()));
	const order: number[] = [];
	const all = Array.from({ length: 40 }, (_, index) => limiter.run(async () => order.push(index), patient()));
	await resultOf(Promise.all(all));
	expect(order).toEqual([...order].sort((left, right) => left - right));
	expect(order).toHaveLength(40);
});

test("An aborted request leaves the queue with the signal's reason, and those behind it go on", async () => {
	const limiter = new RequestLimiter({ perWindow: 1 });
	const impatient = new AbortController();
	const sent: string[] = [];
	const first = limiter.run(async () => sent.push("first"), patient());
	const second = limiter
		.run(async () => sent.push("second"), { signal: impatient.signal })
		.catch((reason: unknown) => reason);
	const third = limiter.run(async () => sent.push("third"), patient());
	impatient.abort("no time left");
	expect(await resultOf(second)).toBe("no time left");
	await resultOf(Promise.all([first, third]));
	expect(sent).toEqual(["first", "third"]);
	expect(limiter.queued).toBe(0);
});

test("Four limiters under one shared rate all get everything through, and none is starved", async () => {
	const shared = service(10);
	const processes = Array.from({ length: 4 }, () => new RequestLimiter());
	const ended: number[] = [];
	const all = processes.map(async (limiter) => {
		await sendMany(50, limiter, shared.send);
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
			await resultOf(sendMany(count, limiter, send));
			expect(starts).toHaveLength(count);
			expect(limiter.rate ?? rateRhythm.freePerSecond).toBeGreaterThanOrEqual(rateRhythm.lowestPerSecond);
		},
	);
	await fc.assert(property, { numRuns: 30 });
});
