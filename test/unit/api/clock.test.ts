import { systemClock } from "../../../src/api/clock";
import { useFakeTime } from "../support/fake-time";

useFakeTime();

test("A sleep ends after its time, and not before", async () => {
	const started = systemClock.now();
	let woke: number | undefined;
	const sleep = systemClock.sleep(1_000).then(() => {
		woke = systemClock.now() - started;
	});
	await jest.advanceTimersByTimeAsync(999);
	expect(woke).toBeUndefined();
	await jest.advanceTimersByTimeAsync(1);
	await sleep;
	expect(woke).toBe(1_000);
});

test("An aborted sleep ends at once, without an error, and leaves no timer behind", async () => {
	const early = new AbortController();
	const sleep = systemClock.sleep(60_000, early.signal);
	expect(jest.getTimerCount()).toBe(1);
	early.abort();
	await sleep;
	expect(jest.getTimerCount()).toBe(0);
});

test("A sleep whose signal is aborted already does not begin", async () => {
	await systemClock.sleep(60_000, AbortSignal.abort());
	expect(jest.getTimerCount()).toBe(0);
});
