// @ts-check
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "../build.mjs";
import { ensureEngine } from "../engine/ensure-engine.mjs";
import { runPulumi } from "../engine/run-pulumi.mjs";
import { workspaceEnvironment } from "../engine/workspace.mjs";
import { ensureInstalled } from "../install.mjs";
import { projectRoot, quickstartFolder } from "../project-paths.mjs";
import { runCommand } from "../run-command.mjs";
import { startEmulator } from "./emulator.mjs";

export const stackName = "quickstart";

/**
 * @typedef {object} Session
 * @property {(...args: string[]) => Promise<void>} pulumi runs it in the foreground; throws PulumiFailed
 * @property {(...args: string[]) => Promise<void>} ask the same, with the terminal to answer questions on
 * @property {(...args: string[]) => Promise<string>} capture runs it quietly and answers its stdout
 */

/** The engine has already said on the terminal what went wrong. */
export class PulumiFailed extends Error {
	/** @param {number} code */
	constructor(code) {
		super(`pulumi ended with exit code ${code}`);
		this.code = code;
	}
}

/**
 * Runs a command's work on the quickstart stack, with everything it needs around it: dependencies, lib/, an engine,
 * and the emulator for as long as the work takes. Sets the exit code: the engine's own when the engine failed.
 * @param {(session: Session) => Promise<void>} work
 */
export async function runOnQuickstart(work) {
	try {
		await ensureInstalled();
		await ensureBuilt();
		const engine = await ensureEngine();
		mkdirSync(quickstartFolder, { recursive: true });
		const emulator = await startEmulator();
		try {
			await work(await openSession(engine, emulator));
		} finally {
			await emulator.close();
		}
	} catch (error) {
		if (!(error instanceof PulumiFailed)) console.error(error instanceof Error ? error.message : error);
		process.exitCode = error instanceof PulumiFailed ? error.code : 1;
	}
}

/**
 * @param {import("../engine/engine-files.mjs").Engine} engine
 * @param {import("./emulator.mjs").Emulator} emulator
 * @returns {Promise<Session>}
 */
async function openSession(engine, emulator) {
	const [account] = emulator.accounts;
	if (!account) throw new Error("The emulator has no account: remove .quickstart/emulator.json and run again.");
	const env = workspaceEnvironment({
		engine,
		folder: quickstartFolder,
		env: {
			ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
			ALICLOUD_ACCESS_KEY: account.accessKeyId,
			ALICLOUD_SECRET_KEY: account.accessKeySecret,
			ALICLOUD_REGION: "cn-hangzhou",
		},
	});
	/**
	 * @param {string[]} args
	 * @param {boolean} interactive
	 */
	const foreground = async (args, interactive) => {
		const code = await runPulumi(engine, args, { cwd: projectRoot, env, interactive });
		if (code !== 0) throw new PulumiFailed(code);
	};
	/** @param {string[]} args */
	const capture = async (...args) => {
		const result = await runCommand(engine.path, [...args, "--non-interactive"], { cwd: projectRoot, env });
		if (result.ok) return result.stdout ?? "";
		console.error(result.output.trimEnd());
		throw new PulumiFailed(result.code);
	};

	await capture("stack", "select", "--create", stackName);
	await removeAbandonedLock(capture);
	return {
		capture,
		pulumi: (...args) => foreground([...args, "--non-interactive"], false),
		ask: (...args) => foreground(args, true),
	};
}

/**
 * A killed run leaves its lock on the stack. Whoever holds the emulator's port is alone with the stack, so any lock
 * found then is such a one.
 * @param {Session["capture"]} capture
 */
async function removeAbandonedLock(capture) {
	const locks = path.join(quickstartFolder, "backend", ".pulumi", "locks");
	const held =
		existsSync(locks) && readdirSync(locks, { recursive: true }).some((name) => String(name).endsWith(".json"));
	if (!held) return;
	await capture("cancel", "--yes", "--stack", stackName);
	console.log(`An earlier run was interrupted; its lock on the stack is removed. Should the engine warn of pending operations:
this run repeats them, and afterwards the warning ends with npm run pulumi -- refresh --yes --clear-pending-creates`);
}
