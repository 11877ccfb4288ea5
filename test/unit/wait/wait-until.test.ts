import { UnexpectedStatusError, WaitTimeoutError } from "../../../src/errors/wait-error";
import { belief } from "../../../src/wait/belief";
import { Durations } from "../../../src/wait/durations";
import { waitRhythm } from "../../../src/wait/rhythm";
import { type Observation, type Wait, waitUntil } from "../../../src/wait/wait-until";
import { errorOf, pausesBetween, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

/** A thing that is seen in these statuses, the last one again and again. */
function thing(...statuses: (string | Observation<string> | Error)[]) {
	const started = performance.now();
	const moments: number[] = [];
	async function observe(): Promise<Observation<string>> {
		const seen = statuses[Math.min(moments.length, statuses.length - 1)];
		moments.push(performance.now() - started);
		if (seen instanceof Error) {
			throw seen;
		}
		return typeof seen === "string" ? { status: seen, value: `value of ${seen}` } : (seen as Observation<string>);
	}
	return { moments, observe };
}

function waitFor(observe: Wait<string>["observe"], more: Partial<Wait<string>> & { timeoutMs?: number } = {}) {
	const { timeoutMs, ...rest } = more;
	return waitUntil<string>({
		subject: "pcc-1",
		pending: ["Creating", "Updating"],
		target: ["Activated"],
		failed: { Rejected: "the accepter's account rejected it" },
		observe,
		deadline: performance.now() + (timeoutMs ?? 60_000),
		onTimeout: "Run again.",
		onFailure: "Make a new one.",
		...rest,
	});
}

test("A target status ends the wait at the first look, with what was seen", async () => {
	const { observe, moments } = thing("Activated");
	expect(await resultOf(waitFor(observe))).toBe("value of Activated");
	expect(moments).toEqual([0]);
});

test("Pending statuses are looked through until a target is seen", async () => {
	const { observe, moments } = thing("Creating", "Updating", "Creating", "Activated");
	expect(await resultOf(waitFor(observe))).toBe("value of Activated");
	expect(moments).toHaveLength(4);
});

test("A target that is not settled yet keeps the wait going", async () => {
	const unsettled = { status: "Activated", value: "old", unsettled: true };
	const { observe, moments } = thing(unsettled, unsettled, { status: "Activated", value: "new", unsettled: false });
	expect(await resultOf(waitFor(observe))).toBe("new");
	expect(moments).toHaveLength(3);
});

test("A failed status ends the wait once it is believed, and says what it means and what was seen", async () => {
	const { observe, moments } = thing("Creating", "Creating", "Rejected");
	const error = await errorOf(waitFor(observe));
	expect(error).toBeInstanceOf(UnexpectedStatusError);
	expect(pausesBetween(moments).slice(2)).toEqual(belief.pausesMs);
	expect(error.message).toMatch(
		/^waiting for pcc-1 to be Activated: it is Rejected after .* s: the accepter's account rejected it \(saw Creating 2x, Rejected 3x\)\. Make a new one\.$/,
	);
});

test("A status in none of the three sets is waited out, and named as unknown only where it never ends", async () => {
	expect(await resultOf(waitFor(thing("Verifying", "Activated").observe))).toBe("value of Activated");
	const error = await errorOf(waitFor(thing("Verifying").observe));
	expect(error).toBeInstanceOf(WaitTimeoutError);
	expect(error.message).toContain(
		"This release of pulumi-alicloud-vpcpeer does not know the status Verifying; a newer one may.",
	);
});

test("One or two answers with a failed status, as of a replica that lags behind, end nothing", async () => {
	const { observe } = thing("Creating", "Rejected", "Rejected", "Creating", "Exploded", "Activated");
	expect(await resultOf(waitFor(observe))).toBe("value of Activated");
});

test("A target of a doubtful answer is believed when it is the same three times in a row", async () => {
	const doubtful = (status: string) => ({ status, value: status, doubtful: true });
	const once = thing(doubtful("Activated"), "Updating", doubtful("Activated"), doubtful("Activated"), "Updating");
	const error = await errorOf(waitFor(once.observe, { timeoutMs: 5_000 }));
	expect(error).toBeInstanceOf(WaitTimeoutError);
	const lasting = thing("Updating", doubtful("Activated"));
	expect(await resultOf(waitFor(lasting.observe))).toBe("Activated");
	expect(lasting.moments).toHaveLength(4);
});

test("Of two surprises that contradict each other the one that lasts is believed", async () => {
	const doubtful = { status: "Activated", value: "old", doubtful: true };
	const { observe } = thing("Rejected", doubtful, "Rejected", doubtful, "Rejected");
	expect((await errorOf(waitFor(observe))).message).toContain("it is Rejected");
});

test("A failed status that comes too late to be believed is a timeout", async () => {
	const started = performance.now();
	const observe = async () => {
		const status = performance.now() - started >= 9_500 ? "Rejected" : "Creating";
		return { status, value: status };
	};
	const error = await errorOf(waitFor(observe, { timeoutMs: 10_000 }));
	expect(error).toBeInstanceOf(WaitTimeoutError);
	expect(error.message).toContain("still Rejected after 10 s");
});

test("What is learnt of a change is when it was seen first, not when it was believed", async () => {
	const durations = new Durations();
	const { observe, moments } = thing("Updating", { status: "Activated", value: "", doubtful: true });
	await resultOf(waitFor(observe, { pace: { kind: "updated", durations } }));
	expect(durations.expected("updated")).toEqual({ earliest: 0, latest: moments[1] });
});

test("News of others do not cut short the pause in which an answer is doubted", async () => {
	const pauses: number[] = [];
	const pause = async (ms: number) => {
		pauses.push(ms);
	};
	const { observe, moments } = thing("Creating", "Rejected");
	await errorOf(waitFor(observe, { pause }));
	expect(pauses).toHaveLength(1);
	expect(pausesBetween(moments).slice(1)).toEqual(belief.pausesMs);
});

test("A failed status counts although the observation is not settled", async () => {
	const { observe } = thing({ status: "Rejected", value: "", unsettled: true });
	expect(await errorOf(waitFor(observe))).toBeInstanceOf(UnexpectedStatusError);
});

test("At the deadline there is one last look, and the timeout says what was seen", async () => {
	const { observe, moments } = thing("Creating");
	const error = await errorOf(waitFor(observe, { timeoutMs: 42_000 }));
	expect(error).toBeInstanceOf(WaitTimeoutError);
	const last = moments.at(-1) ?? 0;
	expect(last).toBeGreaterThanOrEqual(41_990);
	expect(last).toBeLessThanOrEqual(42_010);
	expect(error.message).toBe(
		`waiting for pcc-1 to be Activated: still Creating after 42 s (timeout 42 s; saw Creating ${moments.length}x). Run again.`,
	);
});

test("What is ready at the last look is taken", async () => {
	const started = performance.now();
	const observe = async () => {
		const status = performance.now() - started >= 19_990 ? "Activated" : "Creating";
		return { status, value: status };
	};
	expect(await resultOf(waitFor(observe, { timeoutMs: 20_000 }))).toBe("Activated");
});

test("A deadline that has passed still allows one look", async () => {
	const ready = thing("Activated");
	expect(await resultOf(waitFor(ready.observe, { timeoutMs: -1 }))).toBe("value of Activated");
	const pending = thing("Creating");
	expect(await errorOf(waitFor(pending.observe, { timeoutMs: -1 }))).toBeInstanceOf(WaitTimeoutError);
	expect(pending.moments).toEqual([0]);
});

test("The looks start quick, grow ever more patient, and stay under the longest pause", async () => {
	jest.spyOn(Math, "random").mockReturnValue(0);
	const { observe, moments } = thing("Creating");
	await errorOf(waitFor(observe, { timeoutMs: 120_000 }));
	const pauses = pausesBetween(moments).slice(0, -1);
	expect(pauses[0]).toBeGreaterThanOrEqual(waitRhythm.first);
	for (const [index, pause] of pauses.slice(1).entries()) {
		expect(pause).toBeGreaterThanOrEqual((pauses[index] ?? 0) - 1);
	}
	expect(Math.max(...pauses)).toBe(waitRhythm.longest);
	expect(new Set(pauses).size).toBeGreaterThan(5);
});

test("Chance spreads the looks, the late ones as well, so that connections made together are not looked at together", async () => {
	const last: number[] = [];
	for (const random of [0, 0.999]) {
		jest.spyOn(Math, "random").mockReturnValue(random);
		const { observe, moments } = thing("Creating");
		await errorOf(waitFor(observe, { timeoutMs: 120_000 }));
		last.push(pausesBetween(moments).at(-3) ?? 0);
	}
	expect(last[0]).toBe(waitRhythm.longest);
	expect(last[1]).toBeLessThan((1 - 0.9 * waitRhythm.jitter) * waitRhythm.longest);
});

test("A wait teaches how long the next one of its kind takes, which then looks seldom and sees it soon", async () => {
	const durations = new Durations();
	const looks: number[] = [];
	const late: number[] = [];
	for (let run = 0; run < 3; run += 1) {
		const started = performance.now();
		let count = 0;
		async function observe(): Promise<Observation<string>> {
			count += 1;
			const status = performance.now() - started >= 60_000 ? "Activated" : "Creating";
			return { status, value: status };
		}
		await resultOf(waitFor(observe, { timeoutMs: 600_000, pace: { kind: "created", durations } }));
		looks.push(count);
		late.push(performance.now() - started - 60_000);
	}
	expect(looks[0]).toBeGreaterThan(15);
	for (const run of [1, 2]) {
		expect(looks[run]).toBeLessThanOrEqual(15);
		expect(late[run]).toBeLessThanOrEqual(3_000);
	}
});

describe("A change that was asked for just now", () => {
	test("is looked at at once while nobody knows how long such changes take", async () => {
		const { observe, moments } = thing("Creating", "Activated");
		await resultOf(waitFor(observe, { justBegun: true, pace: { kind: "deleted", durations: new Durations() } }));
		expect(moments[0]).toBe(0);
	});

	test("is looked at first when it may be over, once that is known, and no later than at the deadline", async () => {
		const durations = new Durations();
		durations.note("deleted", { earliest: 900, latest: 1_000 });
		const pace = { kind: "deleted", durations };
		const known = thing("Creating", "Activated");
		await resultOf(waitFor(known.observe, { justBegun: true, pace }));
		expect(known.moments[0]).toBeGreaterThan(400);
		const hasty = thing("Activated");
		await resultOf(waitFor(hasty.observe, { justBegun: true, pace, timeoutMs: 50 }));
		expect(hasty.moments[0]).toBeLessThanOrEqual(50);
	});
});

test("A wait that saw nothing pending teaches nothing", async () => {
	const durations = new Durations();
	await resultOf(waitFor(thing("Activated").observe, { pace: { kind: "created", durations } }));
	expect(durations.expected("created")).toBeUndefined();
});

test("News ends a pause early, and the deadline still holds", async () => {
	const { observe, moments } = thing("Creating", "Creating", "Creating", "Activated");
	const asked: number[] = [];
	const pause = async (ms: number) => {
		asked.push(ms);
	};
	expect(await resultOf(waitFor(observe, { pause, timeoutMs: 50 }))).toBe("value of Activated");
	expect(moments).toEqual([0, 0, 0, 0]);
	expect(Math.max(...asked)).toBeLessThanOrEqual(50);
});

test.each([new Error("the answer was refused"), new TypeError("a fault")])(
	"A look that fails (%s) ends the wait with that failure",
	async (failure) => {
		const { observe, moments } = thing("Creating", failure);
		expect(await errorOf(waitFor(observe))).toBe(failure);
		expect(moments).toHaveLength(2);
	},
);

test("Each look that did not end the wait is reported with its status", async () => {
	const seen: string[] = [];
	const { observe } = thing("Creating", "Updating", "Activated");
	await resultOf(waitFor(observe, { onPending: (status) => seen.push(status) }));
	expect(seen).toEqual(["Creating", "Updating"]);
});

test("The report of a timeout is there for the program, too", async () => {
	const { observe } = thing("Creating", "Updating");
	const { report } = (await errorOf(waitFor(observe, { timeoutMs: 1_000 }))) as WaitTimeoutError;
	expect(report).toMatchObject({ subject: "pcc-1", target: ["Activated"], lastStatus: "Updating", timeoutMs: 1_000 });
	expect(report.seen.get("Creating")).toBe(1);
});

test("Nothing is left waiting when it has ended", async () => {
	await resultOf(waitFor(thing("Creating", "Activated").observe));
	expect(jest.getTimerCount()).toBe(0);
});
