// @ts-check

/*
 * In JavaScript, because Jest reads a configuration in TypeScript only with a loader that Node 20 does not bring along.
 * p-retry, p-limit, p-queue, https-proxy-agent and what they need are ES modules only: Jest on Node 20 runs CommonJS, so these are
 * transformed with our own sources.
 */

/** @type {import("jest").Config} */
const shared = {
	testEnvironment: "node",
	transform: {
		"^.+\\.[cm]?[jt]s$": [
			"@swc/jest",
			{ jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
		],
	},
	transformIgnorePatterns: [
		"/node_modules/(?!(p-retry|is-network-error|p-limit|yocto-queue|p-queue|p-timeout|https-proxy-agent|agent-base|proxy-agent-negotiate)/)",
	],
	modulePathIgnorePatterns: ["<rootDir>/lib/"],
	moduleNameMapper: {
		// A module that is loaded only when it is needed is named as Node's own `import` finds it.
		"^(\\.{1,2}/.*)\\.js$": "$1",
		// The package by its own name, as users import it: from the sources.
		"^pulumi-alicloud-vpcpeer/(emulator|testing)$": ["<rootDir>/src/$1", "<rootDir>/src/emulator/$1"],
	},
};

/**
 * @param {string} name
 * @param {number} testTimeout
 */
function project(name, testTimeout) {
	return {
		...shared,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
		globals: { projectTestTimeout: testTimeout },
		setupFilesAfterEnv: ["<rootDir>/test/tools/support/project-timeout.js"],
	};
}

// The repository's own commands are ES modules: tests that need them borrow Node's `import`.
const importsModules = { testEnvironment: "<rootDir>/test/tools/support/native-import-environment.mjs" };

/** @type {import("jest").Config} */
export default {
	projects: [
		project("unit", 10_000),
		project("emulator", 15_000),
		project("integration", 30_000),
		{ ...project("tools", 30_000), ...importsModules, testMatch: ["<rootDir>/test/tools/**/*.test.js"] },
		// On the emulator; on the real service by CONFORMANCE_ENDPOINT.
		project("conformance", 30_000),
		{ ...project("cli", 60_000), ...importsModules },
		// The first run installs the Python SDKs.
		{ ...project("clients", 600_000), ...importsModules },
		{
			...project("browser", 120_000),
			...importsModules,
			globalSetup: "<rootDir>/test/browser/support/global-setup.mjs",
			globalTeardown: "<rootDir>/test/e2e/support/global-teardown.mjs",
		},
		{
			...project("e2e", 300_000),
			...importsModules,
			globalSetup: "<rootDir>/test/e2e/support/global-setup.mjs",
			globalTeardown: "<rootDir>/test/e2e/support/global-teardown.mjs",
		},
	],
};
