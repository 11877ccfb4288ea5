import type { CallLimits } from "../../../src/api/call-limits";
import { retryTransient } from "../../../src/api/retry";
import { ApiError } from "../../../src/errors/api-error";
import { ConfigurationError } from "../../../src/errors/configuration-error";
import { type RetryClass, retryRhythms } from "../../../src/errors/retry-class";
import { errorOf, pausesBetween, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

function failing(retry: RetryClass): ApiError {
	return new ApiError({ action: "Create", code: `Test.${retry}`, detail: "d", retry });
}

/** Makes the attempts end as listed, the last way again and again, and notes when each was made. */
function attempts(...endings: (ApiError | Error | "done")[]) {
	const started = performance.now();
	const moments: number[] = [];
	return {
		moments,
		attempt: async (): Promise<string> => {
			const ending = endings[Math.min(moments.length, endings.length - 1)];
			moments.push(performance.now() - started);
			if (ending instanceof Error) {
				throw ending;
			}
			return ending ?? "done";
		},
	};
}

function limitsOf(deadlineMs: number, more: Partial<CallLimits> = {}): CallLimits {
	return { deadline: performance.now() + deadlineMs, ...more };
}

const transient = ["conflict", "throttled", "server", "unreachable"] as const;

test.each(transient)("A failure of class %s is tried again until it succeeds", async (kind) => {
	const { attempt, moments } = attempts(failing(kind), failing(kind), "done");
	expect(await resultOf(retryTransient(attempt, limitsOf(600_000)))).toBe("done");
	expect(moments).toHaveLength(3);
});

test.each<[what: string, error: Error]>([
	["an answer of class none", failing("none")],
	["a missing setting", new ConfigurationError("region is missing")],
	["any other error", new Error("a fault")],
	["a TypeError", new TypeError("a fault")],
])("With %s it ends at once", async (_what, error) => {
	const { attempt, moments } = attempts(error);
	expect(await errorOf(retryTransient(attempt, limitsOf(600_000)))).toBe(error);
	expect(moments).toEqual([0]);
});

test("A final failure after a transient one ends it", async () => {
	const final = failing("none");
	const { attempt, moments } = attempts(failing("server"), final);
	expect(await errorOf(retryTransient(attempt, limitsOf(600_000)))).toBe(final);
	expect(moments).toHaveLength(2);
});

test.each(transient)("The pauses of class %s grow by its factor and stay under its longest", async (kind) => {
	jest.spyOn(Math, "random").mockReturnValue(0.999999);
	const { attempt, moments } = attempts(failing(kind));
	await errorOf(retryTransient(attempt, limitsOf(120_000)));
	const pauses = pausesBetween(moments).slice(0, -1);
	const { firstDelayMs, factor, longestDelayMs } = retryRhythms[kind];
	expect(pauses.length).toBeGreaterThan(4);
	for (const [index, pause] of pauses.entries()) {
		const planned = Math.min(firstDelayMs * factor ** index, longestDelayMs);
		expect(Math.abs(pause - planned)).toBeLessThanOrEqual(2);
	}
});

test("Chance shortens a pause by a quarter at most, so that what failed together does not come back together", async () => {
	const pauses: number[] = [];
	for (const random of [0, 0.5, 0.999999]) {
		jest.spyOn(Math, "random").mockReturnValue(random);
		const { attempt, moments } = attempts(failing("conflict"), "done");
		await resultOf(retryTransient(attempt, limitsOf(600_000)));
		pauses.push(Math.round(moments[1] ?? 0));
	}
	expect(pauses[0]).toBe(225);
	expect(pauses[1]).toBeGreaterThan(255);
	expect(pauses[1]).toBeLessThan(270);
	expect(pauses[2]).toBeGreaterThanOrEqual(299);
	expect(pauses[2]).toBeLessThanOrEqual(300);
});

test("The last attempt is made at the deadline, and its failure is what is thrown", async () => {
	const { attempt, moments } = attempts(failing("server"));
	const error = await errorOf(retryTransient(attempt, limitsOf(30_000)));
	expect(error).toBeInstanceOf(ApiError);
	const last = moments.at(-1) ?? 0;
	expect(last).toBeGreaterThanOrEqual(29_990);
	expect(last).toBeLessThanOrEqual(30_010);
});

test("A deadline that has passed allows the one attempt and no more", async () => {
	const { attempt, moments } = attempts(failing("server"));
	await errorOf(retryTransient(attempt, limitsOf(-1)));
	expect(moments).toEqual([0]);
});

test("An unreachable host is given up long before the deadline", async () => {
	const { attempt, moments } = attempts(failing("unreachable"));
	await errorOf(retryTransient(attempt, limitsOf(600_000)));
	expect(moments.at(-1)).toBeGreaterThan(10_000);
	expect(moments.at(-1)).toBeLessThan(20_000);
});

test.each(["conflict", "server"] as const)(
	"A host that becomes unreachable after a failure of class %s is tried until the deadline: the request may have been carried out",
	async (kind) => {
		const { attempt, moments } = attempts(failing(kind), failing("unreachable"));
		await errorOf(retryTransient(attempt, limitsOf(600_000)));
		expect(moments.at(-1)).toBe(600_000);
	},
);

test("A host that was unreachable at first, and then answers, is borne until the deadline, too", async () => {
	const { attempt, moments } = attempts(failing("unreachable"), failing("server"), failing("unreachable"));
	await errorOf(retryTransient(attempt, limitsOf(600_000)));
	expect(moments.at(-1)).toBe(600_000);
});

test("A pause is cut short by the deadline", async () => {
	jest.spyOn(Math, "random").mockReturnValue(0.999999);
	const { attempt, moments } = attempts(failing("throttled"), "done");
	expect(await resultOf(retryTransient(attempt, limitsOf(100)))).toBe("done");
	expect(moments).toEqual([0, 100]);
});

test("Each further attempt is announced with the failure and the pause", async () => {
	jest.spyOn(Math, "random").mockReturnValue(0);
	const seen: [code: string, delayMs: number][] = [];
	const onRetry: CallLimits["onRetry"] = (error, delayMs) => seen.push([error.code, delayMs]);
	const { attempt } = attempts(failing("throttled"), failing("conflict"), failing("none"));
	await errorOf(retryTransient(attempt, limitsOf(600_000, { onRetry })));
	expect(seen).toEqual([
		["Test.throttled", 0.75 * retryRhythms.throttled.firstDelayMs],
		["Test.conflict", 0.75 * retryRhythms.conflict.firstDelayMs],
	]);
});

test("A failure that the caller wants to deal with itself is left to it", async () => {
	const leave = (error: ApiError) => error.code === "Test.conflict";
	const { attempt, moments } = attempts(failing("server"), failing("conflict"), "done");
	const error = await errorOf(retryTransient(attempt, limitsOf(600_000, { leave })));
	expect((error as ApiError).code).toBe("Test.conflict");
	expect(moments).toHaveLength(2);
});

test("Nothing is left waiting when it has ended", async () => {
	const { attempt } = attempts(failing("server"), "done");
	await resultOf(retryTransient(attempt, limitsOf(600_000)));
	expect(jest.getTimerCount()).toBe(0);
});
