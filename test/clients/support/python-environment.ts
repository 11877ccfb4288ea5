import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { importModule } from "../../e2e/support/import-module";

const run = promisify(execFile);

const root = path.resolve(__dirname, "..", "..", "..");
const requirements = path.join(root, "test", "clients", "python", "requirements.txt");

/** Runs a program of `test/clients/python` and reads what it prints. The emulator runs meanwhile, in this process. */
export type RunPython = (program: string, ...args: string[]) => Promise<unknown>;

/**
 * A virtual environment with the official SDKs, kept in the user's cache folder under the hash of what is in it. Tests on
 * a machine without Python fail, and say what to install: skipping would be taken for passing.
 */
export async function pythonWithSdks(): Promise<RunPython> {
	const version = await pythonVersion();
	const { cacheFolder } = await importModule<{ cacheFolder(): string }>("tools/project-paths.mjs");
	const { withLock } = await importModule<{ withLock<T>(lock: string, work: () => Promise<T>): Promise<T> }>(
		"tools/file-lock.mjs",
	);
	const hash = createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex").slice(0, 16);
	const folder = path.join(cacheFolder(), "python", hash);
	await withLock(path.join(cacheFolder(), "locks", `python-${hash}`), () => ensureEnvironment(folder));
	return async (program, ...args) => {
		const file = path.join(root, "test", "clients", "python", program);
		const { stdout } = await run(pythonOf(folder), [file, ...args], { env: cleanEnvironment() });
		return JSON.parse(stdout);
	};
}

async function pythonVersion(): Promise<string> {
	try {
		const { stdout } = await run("python3", ["-c", "import sys, venv, ensurepip; print(sys.version)"]);
		return stdout;
	} catch {
		throw new Error(
			"The tests with the official Python SDKs need python3 with venv and ensurepip: install Python 3.9 or later (on Debian: apt-get install python3 python3-venv).",
		);
	}
}

async function ensureEnvironment(folder: string): Promise<void> {
	// Written last: an environment without it is the rest of a run that was broken off.
	const whole = path.join(folder, ".whole");
	if (existsSync(whole)) return;
	rmSync(folder, { recursive: true, force: true });
	await run("python3", ["-m", "venv", folder]);
	await run(pythonOf(folder), ["-m", "pip", "install", "--quiet", "--no-deps", "--requirement", requirements]);
	writeFileSync(whole, "");
}

function pythonOf(folder: string): string {
	return process.platform === "win32" ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python");
}

/** Nothing of a developer's own cloud, and no proxy, may reach the SDKs. */
function cleanEnvironment(): NodeJS.ProcessEnv {
	const foreign = /^(ALI|PYTHON|https?_proxy$|all_proxy$|no_proxy$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
