// @ts-check
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { workspaceEnvironment } from "../engine/workspace.mjs";
import { runCommand } from "../run-command.mjs";
import { watchProviderMemory } from "./provider-memory.mjs";

const project = "bench";
const stackName = "bench";

/**
 * @typedef {object} Measured
 * @property {number} seconds
 * @property {string} output
 * @property {number | undefined} peakMemory of the provider process, in bytes; undefined where the system does not tell
 */

/** A program with a stack of its own on a backend of files, run by the real engine. */
export class Stack {
	/**
	 * @param {object} options
	 * @param {import("../engine/engine-files.mjs").Engine} options.engine
	 * @param {string} options.modules
	 * @param {string} options.folder
	 * @param {string} options.program
	 * @param {NodeJS.ProcessEnv} options.env
	 */
	static async create({ engine, modules, folder, program, env }) {
		const programFolder = path.join(folder, "program");
		mkdirSync(programFolder, { recursive: true });
		writeFileSync(path.join(programFolder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
		writeFileSync(path.join(programFolder, "package.json"), '{ "main": "index.js" }');
		writeFileSync(path.join(programFolder, "index.js"), program);
		installInto(path.join(programFolder, "node_modules"), modules);
		const stack = new Stack(engine, folder, workspaceEnvironment({ engine, folder, env }));
		await stack.pulumi("stack", "init", stackName);
		return stack;
	}

	/**
	 * @param {import("../engine/engine-files.mjs").Engine} engine
	 * @param {string} folder
	 * @param {NodeJS.ProcessEnv} env
	 */
	constructor(engine, folder, env) {
		this.engine = engine;
		this.folder = folder;
		this.env = env;
	}

	/**
	 * Runs a command that has to succeed.
	 * @param {...string} args
	 * @returns {Promise<Measured>}
	 */
	async pulumi(...args) {
		const memory = watchProviderMemory();
		const started = performance.now();
		const { ok, code, output } = await runCommand(this.engine.path, [...args, "--non-interactive"], {
			cwd: path.join(this.folder, "program"),
			env: this.env,
		});
		const seconds = (performance.now() - started) / 1000;
		const peakMemory = memory.stop();
		if (!ok) throw new Error(`pulumi ${args.join(" ")} ended with exit code ${code}:\n${output.slice(-4000)}`);
		return { seconds, output, peakMemory };
	}

	/**
	 * How much of the stack's file one resource of a kind takes, on average.
	 * @param {RegExp} type
	 */
	stateBytes(type) {
		const file = path.join(this.folder, "backend", ".pulumi", "stacks", project, `${stackName}.json`);
		const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
		/** @type {{ type: string }[]} */
		const resources = checkpoint.latest.resources.filter((/** @type {{ type: string }} */ one) => type.test(one.type));
		const bytes = resources.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0);
		return Math.round(bytes / resources.length);
	}
}

/**
 * This package lies in the program's own folder, as it does for users: the state holds its path. The others are linked.
 * @param {string} target
 * @param {string} modules
 */
function installInto(target, modules) {
	mkdirSync(target);
	for (const name of readdirSync(modules)) {
		const [from, to] = [path.join(modules, name), path.join(target, name)];
		if (name === "pulumi-alicloud-vpcpeer") cpSync(from, to, { recursive: true });
		else symlinkSync(from, to, "junction");
	}
}
