// @ts-check

/** The Jest project whose tests run the real engine, on the built package. */
const engineProject = "e2e";
/** The Jest project whose tests look at the emulator's page in a real browser. */
const browserProject = "browser";

/**
 * @typedef {object} JestRun
 * @property {string[]} args
 * @property {boolean} needsEngine
 * @property {boolean} needsChromium
 */

/**
 * How Jest is called. The tests that need the browser and the engine come last, so that these can be had while the
 * others run; a call that chooses projects itself is left as it is.
 * @param {string[]} userArgs
 * @returns {JestRun[]}
 */
export function jestRuns(userArgs) {
	const projects = chosenProjects(userArgs);
	if (projects) {
		const needs = { needsEngine: projects.includes(engineProject), needsChromium: projects.includes(browserProject) };
		return [{ args: userArgs, ...needs }];
	}
	// A choice of files or names may leave one of them without tests; on a full run that is a failure.
	const partial = userArgs.length > 0 ? [...userArgs, "--passWithNoTests"] : [];
	return [
		{ args: [...partial, "--ignoreProjects", engineProject, browserProject], needsEngine: false, needsChromium: false },
		{ args: [...partial, "--selectProjects", browserProject], needsEngine: false, needsChromium: true },
		{ args: [...partial, "--selectProjects", engineProject], needsEngine: true, needsChromium: false },
	];
}

/** @param {string[]} userArgs */
export function choosesByName(userArgs) {
	return userArgs.some((arg) => /^(-t.*|--testNamePattern(=.*)?)$/.test(arg));
}

/**
 * The values of --selectProjects; undefined when the call chooses no projects.
 * @param {string[]} userArgs
 */
function chosenProjects(userArgs) {
	const at = userArgs.findIndex((arg) => /^--selectProjects(=|$)/.test(arg));
	if (at < 0) return undefined;
	const inline = userArgs[at]?.split("=")[1];
	if (inline) return [inline];
	const following = userArgs.slice(at + 1);
	const end = following.findIndex((arg) => arg.startsWith("-"));
	return end < 0 ? following : following.slice(0, end);
}
