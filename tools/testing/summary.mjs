// @ts-check

/**
 * What Jest's JSON report says about one run, as far as it counts here.
 * @typedef {object} JestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests skipped
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites files that could not even be loaded
 */

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * No test may be skipped: a skipped one, and one that is only announced, counts as failed. Only a run that was asked
 * to choose by name skips rightly.
 * @param {JestReport | undefined} report absent when Jest did not get as far as writing one
 * @param {{ exitCode: number, choosesByName?: boolean }} run
 * @returns {Tally}
 */
export function tallyOf(report, { exitCode, choosesByName = false }) {
	if (!report) return { passed: 0, failed: 1 };
	const skipped = choosesByName ? 0 : report.numPendingTests + report.numTodoTests;
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
	// Jest can fail without a failed test, for example by a coverage threshold.
	return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/**
 * The sum over all Jest runs, and 1 for each other stage that failed.
 * @param {Tally[]} tallies
 * @param {number} failedStages
 * @returns {Tally & { line: string, exitCode: 0 | 1 }}
 */
export function summarize(tallies, failedStages) {
	const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
	const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0) + failedStages;
	return { passed, failed, line: `${passed} passed, ${failed} failed`, exitCode: failed > 0 || passed === 0 ? 1 : 0 };
}
