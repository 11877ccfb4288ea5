import { importModule } from "./support/import-module.js";

/** @type {typeof import("../../tools/testing/summary.mjs")} */
let summary;
beforeAll(async () => {
	summary = await importModule("tools/testing/summary.mjs");
});

/** @param {Partial<import("../../tools/testing/summary.mjs").JestReport>} numbers */
function report(numbers) {
	return {
		numPassedTests: 0,
		numFailedTests: 0,
		numPendingTests: 0,
		numTodoTests: 0,
		numRuntimeErrorTestSuites: 0,
		...numbers,
	};
}

describe("the tally of one Jest run", () => {
	it.each([
		["only passed", { numPassedTests: 7 }, 0, { passed: 7, failed: 0 }],
		["a failed one", { numPassedTests: 7, numFailedTests: 2 }, 1, { passed: 7, failed: 2 }],
		["a skipped one counts as failed", { numPassedTests: 7, numPendingTests: 1 }, 0, { passed: 7, failed: 1 }],
		["an announced one counts as failed", { numPassedTests: 7, numTodoTests: 3 }, 0, { passed: 7, failed: 3 }],
		["a file that does not load", { numPassedTests: 7, numRuntimeErrorTestSuites: 1 }, 1, { passed: 7, failed: 1 }],
		["Jest fails for another reason", { numPassedTests: 7 }, 1, { passed: 7, failed: 1 }],
	])("%s", (_name, numbers, exitCode, expected) => {
		expect(summary.tallyOf(report(numbers), { exitCode })).toEqual(expected);
	});

	it("does not hold against a choice by name what it left out", () => {
		const tally = summary.tallyOf(report({ numPassedTests: 1, numPendingTests: 40 }), {
			exitCode: 0,
			choosesByName: true,
		});
		expect(tally).toEqual({ passed: 1, failed: 0 });
	});

	it("is a failure when Jest wrote no report", () => {
		expect(summary.tallyOf(undefined, { exitCode: 1 })).toEqual({ passed: 0, failed: 1 });
	});
});

describe("the last line", () => {
	it("adds up runs and failed stages", () => {
		const { line, exitCode } = summary.summarize(
			[
				{ passed: 40, failed: 1 },
				{ passed: 2, failed: 0 },
			],
			2,
		);
		expect(line).toBe("42 passed, 3 failed");
		expect(exitCode).toBe(1);
	});

	it("is success when all passed", () => {
		expect(summary.summarize([{ passed: 40, failed: 0 }], 0)).toMatchObject({
			line: "40 passed, 0 failed",
			exitCode: 0,
		});
	});

	it("is failure when nothing ran", () => {
		expect(summary.summarize([], 0)).toMatchObject({ line: "0 passed, 0 failed", exitCode: 1 });
	});
});
