// @ts-check
// npm run soak -- [--runs N] [--minutes M] [--seed S] [--path P]: the random sequences of the tests, more of them, or the
// very ones of an earlier failure: fast-check prints the seed and the path of what failed.
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";
import { projectRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";

const { values } = parseArgs({
	options: {
		runs: { type: "string" },
		minutes: { type: "string" },
		seed: { type: "string" },
		path: { type: "string" },
	},
});

for (const [name, lowest] of /** @type {const} */ ([
	["runs", 1],
	["minutes", 1],
	["seed", Number.MIN_SAFE_INTEGER],
])) {
	const value = values[name];
	if (value !== undefined && !(Number(value) >= lowest)) {
		console.error(`--${name}: "${value}" is no number${lowest === 1 ? " from 1" : ""}.`);
		process.exit(1);
	}
}

await ensureInstalled();
const env = { ...process.env };
// With a time and no number the time alone ends it.
env["VPCPEER_SOAK_RUNS"] = values.runs ?? (values.minutes === undefined ? "10000" : "1000000000");
if (values.minutes !== undefined) env["VPCPEER_SOAK_MINUTES"] = values.minutes;
// The tests run the same sequences each time; here every run tells other ones.
env["VPCPEER_SOAK_SEED"] = values.seed ?? String(Date.now() % 2 ** 31);
if (values.path !== undefined) env["VPCPEER_SOAK_PATH"] = values.path;

const jest = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
const result = await runCommand(
	process.execPath,
	[jest, "--selectProjects", "integration", "--", "test/integration/random-sequences"],
	{ cwd: projectRoot, env, inherit: "all" },
);
process.exitCode = result.code;
