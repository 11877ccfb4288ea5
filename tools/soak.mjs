// @ts-check
// npm run soak -- [--runs N] [--minutes M] [--seed S] [--path P]: the random stories of the tests, of one connection and of
// moves in whole stacks, more of them, or the very one of an earlier failure: what fails prints the command for it.
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
if (values.minutes !== undefined) {
	env["VPCPEER_SOAK_MINUTES"] = values.minutes;
	env["VPCPEER_SOAK_RUNS"] = values.runs ?? "1000000000";
} else if (values.runs !== undefined) {
	env["VPCPEER_SOAK_RUNS"] = values.runs;
} else {
	env["VPCPEER_SOAK_TIMES"] = "10";
}
// The tests tell the same stories each time; here every run tells other ones.
env["VPCPEER_SOAK_SEED"] = values.seed ?? String(Date.now() % 2 ** 31);

/** Which test tells which stories; a path of a failure begins with their name, or is one of a connection. */
const files = { connection: "random-sequences.test.ts", moves: "random-moves.test.ts" };
let chosen = Object.values(files);
if (values.path !== undefined) {
	const [, name = "connection", where = ""] = /^(?:([a-z]+):)?(.*)$/.exec(values.path) ?? [];
	const file = Object.entries(files).find(([stories]) => stories === name)?.[1];
	if (file === undefined) {
		console.error(`--path: there are no stories "${name}": only ${Object.keys(files).join(" and ")}.`);
		process.exit(1);
	}
	chosen = [file];
	env["VPCPEER_SOAK_PATH"] = where;
	env["VPCPEER_SOAK_RUNS"] = values.runs ?? "1";
}

const jest = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
const result = await runCommand(
	process.execPath,
	[jest, "--selectProjects", "integration", "--", ...chosen.map((file) => `test/integration/random-sequences/${file}`)],
	{ cwd: projectRoot, env, inherit: "all" },
);
process.exitCode = result.code;
