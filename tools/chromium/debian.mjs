// @ts-check
import { readFileSync } from "node:fs";
import { lastLine, runCommand } from "../run-command.mjs";

/** Chromium, and a font to draw text with. */
export const packages = ["chromium", "fonts-dejavu-core"];

/** Longer than any mirror takes that is worth waiting for. */
const timeoutMs = 15 * 60_000;

/**
 * Why Debian's packages are none for this machine; undefined when they are. Ubuntu's package of that name is a stub.
 * @param {() => string} [readRelease]
 */
export function notDebian(readRelease = () => readFileSync("/etc/os-release", "utf8")) {
	try {
		const release = readRelease();
		return /^ID=["']?debian["']?$/m.test(release) ? undefined : "this is no Debian";
	} catch {
		return "this is no Debian";
	}
}

/**
 * Runs apt-get to its end; answers why it failed, or its output.
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv }} context
 * @returns {Promise<{ output: string } | { reason: string }>}
 */
export async function aptGet(args, { cwd, env }) {
	const options = { timeoutMs, env: { ...env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" }, lowPriority: true };
	const command = ["-q", "-o", "DPkg::Lock::Timeout=300", ...args];
	const { ok, output, stdout } = await runCommand(
		"apt-get",
		command,
		cwd === undefined ? options : { ...options, cwd },
	);
	return ok ? { output: stdout } : { reason: `apt-get ${args[args.length - 1]} failed: ${lastLine(output)}` };
}
