// @ts-check
import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { contentHash } from "../content-hash.mjs";
import { projectRoot } from "../project-paths.mjs";
import { lastLine, runCommand } from "../run-command.mjs";
import { makeCacheEntry } from "./engine-cache.mjs";
import { engineFiles } from "./engine-files.mjs";
import { engineVersions } from "./versions.mjs";

const modules = fileURLToPath(new URL("go", import.meta.url));
const progressMs = 15_000;

/**
 * `-mod=readonly`: go.mod and go.sum are committed, so what is built is what was reviewed.
 * @type {{ folder: string, package: string, binary: string, ldflags: string }[]}
 */
const programs = [
	{
		folder: path.join(modules, "cli"),
		package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
		binary: engineFiles.cli,
		ldflags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${engineVersions.pinned}`,
	},
	{
		folder: path.join(modules, "nodejs-language-host"),
		package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
		binary: engineFiles.languageHost,
		ldflags: "-s -w",
	},
];

/** Ships with the SDK the engine will run. */
const dynamicProvider = path.join(projectRoot, "node_modules", "@pulumi", "pulumi", engineFiles.dynamicProvider);

/** Everything that decides what this source's cache entry contains. */
export function goRecipe() {
	const flags = programs.map((program) => `${program.package} ${program.ldflags}`);
	return [
		"go",
		...flags,
		contentHash(modules, ["."]),
		contentHash(path.dirname(dynamicProvider), [engineFiles.dynamicProvider]),
	].join("\n");
}

/**
 * Built from the engine's own sources, fetched as Go modules.
 * @param {{ entry: string, env: NodeJS.ProcessEnv, log: (text: string) => void, lowPriority?: boolean }} context
 */
export async function engineFromGo({ entry, env, log, lowPriority = false }) {
	const go = await runCommand("go", ["version"], { env, timeoutMs: 30_000 });
	if (go.code === 127) return { reason: "no go on PATH" };
	if (!go.ok) return { reason: `go version: ${lastLine(go.output)}` };
	if (!existsSync(dynamicProvider)) return { reason: "@pulumi/pulumi is not installed here" };
	return makeCacheEntry({ entry, source: "go", env, log, make: (staging) => build(staging, env, log, lowPriority) });
}

/**
 * @param {string} staging
 * @param {NodeJS.ProcessEnv} env
 * @param {(text: string) => void} log
 * @param {boolean} lowPriority
 * @returns {Promise<{ binDir: string } | { reason: string }>}
 */
async function build(staging, env, log, lowPriority) {
	const binDir = path.join(staging, "bin");
	mkdirSync(binDir);
	log(`[engine] building ${engineVersions.pinned} from Go modules: 3 to 8 minutes on 2 cores, this once ...`);

	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	const seen = { downloaded: 0, compiled: 0 };
	const ticker = setInterval(() => {
		const { downloaded, compiled } = seen;
		log(`[engine] still building, ${elapsed()}: ${downloaded} modules downloaded, ${compiled} packages compiled`);
	}, progressMs);
	try {
		const results = await Promise.all(
			programs.map((program) => buildProgram(program, binDir, { env: goEnvironment(env), lowPriority }, seen)),
		);
		const failed = results.find((reason) => reason !== undefined);
		if (failed) return { reason: failed };
	} finally {
		clearInterval(ticker);
	}

	const copy = path.join(binDir, engineFiles.dynamicProvider);
	copyFileSync(dynamicProvider, copy);
	chmodSync(copy, 0o755);
	log(`[engine] built in ${elapsed()}`);
	return { binDir };
}

/**
 * @param {typeof programs[number]} program
 * @param {string} binDir
 * @param {import("../run-command.mjs").CommandOptions} options
 * @param {{ downloaded: number, compiled: number }} seen
 */
async function buildProgram(program, binDir, options, seen) {
	/** @type {string[]} */
	const messages = [];
	const output = path.join(binDir, program.binary);
	const result = await runCommand(
		"go",
		["build", "-v", "-trimpath", "-ldflags", program.ldflags, "-o", output, program.package],
		{
			...options,
			cwd: program.folder,
			onLine: (line) => {
				if (line.startsWith("go: downloading ")) seen.downloaded++;
				else if (/^[\w.~/-]+$/.test(line)) seen.compiled++;
				else if (line.trim() && !line.startsWith("#")) messages.push(line.trim());
			},
		},
	);
	return result.ok ? undefined : `go build of ${program.binary}: ${messages.at(-1) ?? `exit code ${result.code}`}`;
}

/**
 * The user's settings of where modules come from stay; what would change the result does not.
 * @param {NodeJS.ProcessEnv} env
 */
function goEnvironment(env) {
	const { GOOS, GOARCH, ...rest } = env;
	return { ...rest, GOFLAGS: "-mod=readonly -buildvcs=false", GOWORK: "off", CGO_ENABLED: "0" };
}
