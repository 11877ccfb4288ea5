import { importModule } from "./support/import-module.js";

/** @type {typeof import("../../tools/testing/jest-runs.mjs")} */
let tested;
beforeAll(async () => {
	tested = await importModule("tools/testing/jest-runs.mjs");
});

it("runs everything, what needs a browser or the engine last", () => {
	expect(tested.jestRuns([])).toEqual([
		{ args: ["--ignoreProjects", "e2e", "browser"], needsEngine: false, needsChromium: false },
		{ args: ["--selectProjects", "browser"], needsEngine: false, needsChromium: true },
		{ args: ["--selectProjects", "e2e"], needsEngine: true, needsChromium: false },
	]);
});

it("allows a choice of files to leave some of the runs empty", () => {
	expect(tested.jestRuns(["wait"])).toEqual([
		{
			args: ["wait", "--passWithNoTests", "--ignoreProjects", "e2e", "browser"],
			needsEngine: false,
			needsChromium: false,
		},
		{ args: ["wait", "--passWithNoTests", "--selectProjects", "browser"], needsEngine: false, needsChromium: true },
		{ args: ["wait", "--passWithNoTests", "--selectProjects", "e2e"], needsEngine: true, needsChromium: false },
	]);
});

it.each([
	[["--selectProjects", "unit"], false, false],
	[["--selectProjects=unit"], false, false],
	[["--selectProjects", "unit", "emulator", "-t", "e2e"], false, false],
	[["--selectProjects", "unit", "e2e"], true, false],
	[["--verbose", "--selectProjects=e2e"], true, false],
	[["--selectProjects", "browser", "e2e"], true, true],
	[["--selectProjects=browser"], false, true],
])("leaves a choice of projects as it is: %j", (args, needsEngine, needsChromium) => {
	expect(tested.jestRuns(args)).toEqual([{ args, needsEngine, needsChromium }]);
});

it.each([
	[["-t", "waits"], true],
	[["--testNamePattern=waits"], true],
	[["--verbose", "waits"], false],
	[[], false],
])("knows a choice by name: %j", (args, expected) => {
	expect(tested.choosesByName(args)).toBe(expected);
});
