import fc from "fast-check";
import type { CallLimits } from "../../../src/api/call-limits";
import { ApiError } from "../../../src/errors/api-error";
import { VpcPeeringError } from "../../../src/errors/vpc-peering-error";
import { OperationQueue, type Turn } from "../../../src/provider/operation-queue";
import { errorOf, resultOf, useFakeTime } from "../support/fake-time";

useFakeTime();

const action = "CreateVpcPeerConnection";

function limits(deadlineMs = 600_000, more: Partial<CallLimits> = {}): CallLimits {
	return { deadline: performance.now() + deadlineMs, ...more };
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs operations of the given length on these things, and notes when each started and ended. */
function recorder(queue: OperationQueue) {
	const spans: { name: string; keys: readonly string[]; start: number; end: number }[] = [];
	const zero = performance.now();
	return {
		spans,
		run: (name: string, keys: readonly string[], lengthMs = 100, more: Partial<Turn> = {}) =>
			queue.run({ action, keys, ...more }, limits(), async () => {
				const start = performance.now() - zero;
				await pause(lengthMs);
				spans.push({ name, keys, start, end: performance.now() - zero });
			}),
	};
}

test("Operations on one VPC go one after another, in the order in which they came", async () => {
	const { run, spans } = recorder(new OperationQueue());
	await resultOf(Promise.all([run("a", ["hub", "1"]), run("b", ["2", "hub"]), run("c", ["hub", "3"])]));
	expect(spans.map(({ name, start }) => [name, start])).toEqual([
		["a", 0],
		["b", 100],
		["c", 200],
	]);
});

test("Operations on different VPCs go side by side", async () => {
	const { run, spans } = recorder(new OperationQueue());
	await resultOf(Promise.all([run("a", ["1", "2"]), run("b", ["3", "4"])]));
	expect(spans.map(({ start }) => start)).toEqual([0, 0]);
});

test("Whatever they need, all operations end, and no two that share a thing overlap", async () => {
	const pair = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 3 });
	// Random lengths of 0 matter: a library's lock let two go in at once when one ended in the same tick.
	const operation = fc.record({ keys: pair, lengthMs: fc.integer({ min: 0, max: 50 }) });
	const property = fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
		const queue = new OperationQueue();
		const { run, spans } = recorder(queue);
		await resultOf(Promise.all(operations.map(({ keys, lengthMs }, index) => run(String(index), keys, lengthMs))));
		expect(spans).toHaveLength(operations.length);
		for (const one of spans) {
			const clashing = spans.filter(
				(other) =>
					other !== one &&
					other.keys.some((key) => one.keys.includes(key)) &&
					other.start < one.end &&
					one.start < other.end,
			);
			expect(clashing).toEqual([]);
		}
		expect(queue.busyWith).toEqual([]);
	});
	await fc.assert(property, { numRuns: 100 });
});

test("A failure lets the next one go on", async () => {
	const queue = new OperationQueue();
	const failing = queue.run({ action, keys: ["hub"] }, limits(), () => Promise.reject(new Error("refused")));
	const next = queue.run({ action, keys: ["hub"] }, limits(), async () => "done");
	expect((await errorOf(failing)).message).toBe("refused");
	expect(await resultOf(next)).toBe("done");
});

test("After an operation that needs a rest the next one on the same VPC waits for it, others do not", async () => {
	const { run, spans } = recorder(new OperationQueue());
	const all = [run("a", ["hub", "1"], 100, { restMs: 400 }), run("b", ["hub", "2"]), run("c", ["3", "4"])];
	await resultOf(Promise.all(all));
	expect(Object.fromEntries(spans.map(({ name, start }) => [name, start]))).toEqual({ a: 0, b: 500, c: 0 });
});

test("A rest that has passed holds nobody up", async () => {
	const { run, spans } = recorder(new OperationQueue());
	await resultOf(run("a", ["hub"], 0, { restMs: 400 }));
	await jest.advanceTimersByTimeAsync(1_000);
	await resultOf(run("b", ["hub"], 0));
	expect(spans[1]?.start).toBe(1_000);
});

test("Nobody rests after an operation that turned out to have changed nothing", async () => {
	const queue = new OperationQueue();
	const { run, spans } = recorder(queue);
	await resultOf(run("a", ["hub", "1"], 0, { restMs: 400 }));
	queue.needNoRest(["hub", "1"]);
	await resultOf(run("b", ["hub"], 0));
	expect(spans[1]?.start).toBe(spans[0]?.start);
});

test("A conflict after an operation of our own teaches how long to rest", async () => {
	const queue = new OperationQueue();
	const { run, spans } = recorder(queue);
	const conflict = new ApiError({ action, code: "Conflict.Operation", detail: "", retry: "conflict" });
	await resultOf(run("a", ["hub"], 0));
	const told: string[] = [];
	const refused = queue.run(
		{ action, keys: ["hub"] },
		limits(600_000, { onRetry: ({ code }) => told.push(code) }),
		async ({ onRetry }) => {
			onRetry?.(conflict, 300);
			await pause(700);
		},
	);
	await resultOf(refused);
	expect(told).toEqual(["Conflict.Operation"]);
	const before = performance.now();
	await resultOf(run("c", ["hub"], 0));
	expect(performance.now() - before).toBe(700);
	expect(spans).toHaveLength(2);
});

test("A conflict of another process teaches nothing", async () => {
	const queue = new OperationQueue();
	const conflict = new ApiError({ action, code: "Conflict.Operation", detail: "", retry: "conflict" });
	await resultOf(queue.run({ action, keys: ["hub"] }, limits(), async ({ onRetry }) => onRetry?.(conflict, 300)));
	const before = performance.now();
	await resultOf(queue.run({ action, keys: ["hub"] }, limits(), async () => undefined));
	expect(performance.now() - before).toBe(0);
});

test("An operation whose turn does not come before its deadline is given up with what it waited for", async () => {
	const queue = new OperationQueue();
	const long = queue.run({ action, keys: ["vpc-hub", "vpc-1"] }, limits(), () => pause(60_000));
	let sent = false;
	const late = queue.run({ action, keys: ["vpc-hub", "vpc-2"] }, limits(5_000), async () => {
		sent = true;
	});
	const error = await errorOf(late);
	await resultOf(long);
	expect(error).toBeInstanceOf(VpcPeeringError);
	expect(error.message).toBe(
		"CreateVpcPeerConnection: not sent. For 5.0 s it waited for its turn behind other operations of this run on vpc-2, vpc-hub: the cloud does not take them side by side. Run `pulumi up` again, or set longer timeouts.",
	);
	expect(sent).toBe(false);
});

test("More operations than a thousand can wait for one VPC", async () => {
	const { run, spans } = recorder(new OperationQueue());
	await resultOf(Promise.all(Array.from({ length: 1_100 }, (_, index) => run(String(index), ["hub"], 1))));
	expect(spans).toHaveLength(1_100);
});

test("Who has to wait is told so, who need not is not", async () => {
	const { run } = recorder(new OperationQueue());
	const queued: string[] = [];
	const all = ["a", "b"].map((name) => run(name, ["hub"], 10, { onQueued: () => queued.push(name) }));
	await resultOf(Promise.all(all));
	expect(queued).toEqual(["b"]);
});
