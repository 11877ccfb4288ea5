import { UnexpectedStatusError, type WaitReport, WaitTimeoutError } from "../../../src/errors/wait-error";

function report(parts: Partial<WaitReport> = {}): WaitReport {
	return {
		subject: "pcc-1",
		target: ["Activated", "Accepting"],
		seen: new Map([
			["Creating", 12],
			["Updating", 1],
		]),
		lastStatus: "Updating",
		elapsedMs: 30_400,
		timeoutMs: 30_000,
		...parts,
	};
}

test("A timeout says what was waited for, what was seen and how often, how long, and what to do", () => {
	expect(new WaitTimeoutError(report(), "Run again.").message).toBe(
		"waiting for pcc-1 to be Activated or Accepting: still Updating after 30 s (timeout 30 s; saw Creating 12x, Updating 1x). Run again.",
	);
});

test("An unexpected status says what it means", () => {
	const error = new UnexpectedStatusError(
		report({ lastStatus: "Rejected", elapsedMs: 1234 }),
		"it was rejected",
		"Go.",
	);
	expect(error.message).toBe(
		"waiting for pcc-1 to be Activated or Accepting: it is Rejected after 1.2 s: it was rejected (saw Creating 12x, Updating 1x). Go.",
	);
});

test("A wait that never got an answer says so", () => {
	const { message } = new WaitTimeoutError(report({ seen: new Map(), lastStatus: undefined }), "Go.");
	expect(message).toContain("still without an answer after 30 s");
	expect(message).toContain("saw no status");
});

test.each([
	[0, "0.0 s"],
	[9_499, "9.5 s"],
	[10_000, "10 s"],
	[59_400, "59 s"],
	[60_000, "1 min"],
	[61_499, "1 min 1 s"],
	[600_000, "10 min"],
	[59_999, "1 min"],
	[119_999, "2 min"],
	[9_500, "10 s"],
	[9_999, "10 s"],
])("%d ms reads as %s", (timeoutMs, text) => {
	expect(new WaitTimeoutError(report({ timeoutMs }), "").message).toContain(`(timeout ${text};`);
});
