// @ts-check
import { spawn } from "node:child_process";
import os from "node:os";

/**
 * @typedef {object} CommandResult
 * @property {boolean} ok exit code 0
 * @property {number} code 128 + signal number when a signal ended it, 127 when it could not be started
 * @property {string} output stdout and stderr in order of arrival, as far as captured
 * @property {string} stdout stdout alone
 * @property {boolean} timedOut
 */

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] then the command and all it started are ended
 * @property {"all" | "stderr"} [inherit] goes to this process's own stdout and stderr (stderr: stdout is still captured)
 * @property {boolean} [lowPriority] leave the processor to what runs beside it
 * @property {(line: string) => void} [onLine] each captured line, as it arrives
 */

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
const stopSignals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a command to its end; never throws. Whatever still runs when this process is told to stop is told the same.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ["ignore", options.inherit === "all" ? "inherit" : "pipe", options.inherit ? "inherit" : "pipe"],
			// A process group of its own: ending it ends the compilers and scripts below it, too.
			detached: process.platform !== "win32",
		});
		remember(child);
		if (options.lowPriority && child.pid) lowerPriority(child.pid);

		let output = "";
		let stdout = "";
		let timedOut = false;
		const timer = options.timeoutMs
			? setTimeout(() => {
					timedOut = true;
					endTree(child, "SIGKILL");
				}, options.timeoutMs)
			: undefined;

		const lines = lineSplitter(options.onLine);
		child.stdout?.setEncoding("utf8").on("data", (text) => {
			output += text;
			stdout += text;
			lines(text);
		});
		child.stderr?.setEncoding("utf8").on("data", (text) => {
			output += text;
			lines(text);
		});

		/** @param {number} code */
		const finish = (code) => {
			clearTimeout(timer);
			forget(child);
			resolve({ ok: code === 0, code, output, stdout, timedOut });
		};
		child.on("error", (error) => {
			output += `${command}: ${error.message}\n`;
			finish(127);
		});
		child.on("close", (code, signal) => finish(code ?? signalCode(signal)));
	});
}

/**
 * The exit code a shell would report for a process ended by a signal.
 * @param {NodeJS.Signals | null} signal
 */
export function signalCode(signal) {
	return 128 + (signal ? os.constants.signals[signal] : 0);
}

/**
 * The last line that says something, for one-line reasons.
 * @param {string} output
 */
export function lastLine(output) {
	return output.trim().split("\n").at(-1)?.trim() ?? "";
}

/** @param {((line: string) => void) | undefined} onLine */
function lineSplitter(onLine) {
	let rest = "";
	/** @param {string} text */
	return (text) => {
		if (!onLine) return;
		const parts = (rest + text).split("\n");
		rest = parts.pop() ?? "";
		for (const line of parts) onLine(line);
	};
}

/** @param {number} pid */
function lowerPriority(pid) {
	try {
		os.setPriority(pid, os.constants.priority.PRIORITY_LOW);
	} catch {
		// Only slower for the others.
	}
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endTree(child, signal) {
	try {
		if (process.platform !== "win32" && child.pid) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch {
		// Already gone.
	}
}

/** @param {import("node:child_process").ChildProcess} child */
function remember(child) {
	if (running.size === 0) for (const signal of stopSignals) process.on(signal, stopWithChildren);
	running.add(child);
}

/** @param {import("node:child_process").ChildProcess} child */
function forget(child) {
	running.delete(child);
	if (running.size === 0) for (const signal of stopSignals) process.off(signal, stopWithChildren);
}

/** @param {NodeJS.Signals} signal */
function stopWithChildren(signal) {
	for (const child of running) endTree(child, "SIGTERM");
	process.exit(signalCode(signal));
}
