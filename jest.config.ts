import type { Config } from "jest";

// p-retry and is-network-error are published as ES modules only: Jest on Node 20 runs CommonJS,
// so these two are transformed with our own sources.
const shared: Config = {
	testEnvironment: "node",
	transform: {
		"^.+\\.[cm]?[jt]s$": [
			"@swc/jest",
			{ jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
		],
	},
	transformIgnorePatterns: ["/node_modules/(?!(p-retry|is-network-error)/)"],
	modulePathIgnorePatterns: ["<rootDir>/lib/"],
};

function project(name: string, testTimeout: number): Config {
	return {
		...shared,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
		setupFiles: [],
		testTimeout,
	} as Config;
}

const config: Config = {
	projects: [project("unit", 10_000), project("emulator", 15_000), project("integration", 30_000), project("e2e", 300_000)],
};

export default config;
