// @ts-check
import { spawn } from "node:child_process";
import { signalCode } from "../run-command.mjs";

/**
 * Runs `pulumi` in the foreground and answers its exit code. Ctrl-C is given to it exactly once, so that it ends what
 * is under way and writes its state; whoever presses it again later is passed on, too, and the engine then stops hard.
 * @param {import("./engine-files.mjs").Engine} engine
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, interactive?: boolean }} options
 * @returns {Promise<number>}
 */
export function runPulumi(engine, args, { cwd, env, interactive = false }) {
	// The terminal signals its whole foreground group, and npm passes the same signal on to us: only a command that
	// asks questions stays in that group.
	const ownGroup = !interactive && process.platform !== "win32";
	return new Promise((resolve, reject) => {
		const child = spawn(engine.path, args, {
			cwd,
			env,
			stdio: [interactive ? "inherit" : "ignore", "inherit", "inherit"],
			detached: ownGroup,
		});
		let lastPassedOn = 0;
		/** @param {NodeJS.Signals} signal */
		const passOn = (signal) => {
			if (!ownGroup && signal === "SIGINT") return;
			if (Date.now() - lastPassedOn < 1_000) return;
			lastPassedOn = Date.now();
			child.kill(signal);
		};
		process.on("SIGINT", passOn).on("SIGTERM", passOn);
		/** @param {() => void} settle */
		const finish = (settle) => {
			process.off("SIGINT", passOn).off("SIGTERM", passOn);
			settle();
		};
		child.on("error", (error) => finish(() => reject(new Error(`${engine.path}: ${error.message}`))));
		child.on("close", (code, signal) => finish(() => resolve(code ?? signalCode(signal))));
	});
}
