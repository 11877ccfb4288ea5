import { importModule } from "./support/import-module.js";

/** @type {typeof import("../../tools/testing/jest-runs.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/testing/jest-runs.mjs");
});

it("runs everything, what needs the engine last", () => {
	expect(tested.jestRuns([])).toEqual([
		{ args: ["--ignoreProjects", "e2e"], needsEngine: false },
		{ args: ["--selectProjects", "e2e"], needsEngine: true },
	]);
});

it("allows a choice of files to leave one of the two runs empty", () => {
	expect(tested.jestRuns(["wait"])).toEqual([
		{ args: ["wait", "--passWithNoTests", "--ignoreProjects", "e2e"], needsEngine: false },
		{ args: ["wait", "--passWithNoTests", "--selectProjects", "e2e"], needsEngine: true },
	]);
});

it.each([
	[["--selectProjects", "unit"], false],
	[["--selectProjects=unit"], false],
	[["--selectProjects", "unit", "emulator", "-t", "e2e"], false],
	[["--selectProjects", "unit", "e2e"], true],
	[["--verbose", "--selectProjects=e2e"], true],
])("leaves a choice of projects as it is: %j", (args, needsEngine) => {
	expect(tested.jestRuns(args)).toEqual([{ args, needsEngine }]);
});

it.each([
	[["-t", "waits"], true],
	[["--testNamePattern=waits"], true],
	[["--verbose", "waits"], false],
	[[], false],
])("knows a choice by name: %j", (args, expected) => {
	expect(tested.choosesByName(args)).toBe(expected);
});
