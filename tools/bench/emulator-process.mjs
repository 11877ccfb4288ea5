// @ts-check
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../project-paths.mjs";

/**
 * The emulator as a process of its own, by the command that users run, on a free port.
 * @param {string[]} options
 */
export async function startEmulatorProcess(options = []) {
	const command = path.join(projectRoot, "lib", "cli", "main.js");
	const child = spawn(process.execPath, [command, "emulator", "--port", "0", ...options], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const closed = new Promise((resolve) => child.on("close", resolve));
	let output = "";
	const url = await new Promise((resolve, reject) => {
		child.stdout.setEncoding("utf8").on("data", (text) => {
			output += text;
			const found = /endpoint +(http:\S+)/.exec(output)?.[1];
			if (found && output.includes("Ctrl-C")) resolve(found);
		});
		child.on("close", () => reject(new Error(`The emulator did not get ready:\n${output}`)));
	});
	return {
		url: /** @type {string} */ (url),
		/** The most memory it has held so far, in bytes; undefined where there is no /proc. */
		peakMemory() {
			const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(statusOf(child.pid))?.[1];
			return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
		},
		async stop() {
			child.kill("SIGTERM");
			await closed;
		},
	};
}

/** @param {number | undefined} pid */
function statusOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/status`, "utf8");
	} catch {
		return "";
	}
}
