import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "./cloud";
import { importModule } from "./import-module";
import type { PulumiRun } from "./pulumi-run";
import { requiredEnv } from "./required-env";
import { RunningPulumi } from "./running-pulumi";
import type { Deployment, StateResource } from "./stack-state";
import { tempFolder } from "./temp-folder";

/** Files of a program by their names, or the name of a folder below test/e2e/cases. */
export type Program = Readonly<Record<string, string>> | string;

export interface StackOptions {
	readonly program: Program;
	/** The cloud that the run is pointed at, with the first account's keys. */
	readonly cloud?: Cloud;
	/** Replaces variables of the environment; undefined takes one away. */
	readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What these tests use of tools/engine/workspace.mjs. */
interface WorkspaceModule {
	workspaceEnvironment(options: { engine: { binDir: string }; folder: string }): NodeJS.ProcessEnv;
}

const commandTimeoutMs = 90_000;
const stackName = "dev";

/** A Pulumi project in a folder of its own, with one stack on a backend of its own, run by the real engine. */
export class Stack {
	readonly folder: string;
	/** Where state, locks and history of the stack lie. */
	readonly backend: string;
	/** The home folder of the user who runs the commands. */
	readonly userHome: string;
	/** The program's folder, where the commands are run. */
	readonly programFolder: string;
	private env: NodeJS.ProcessEnv;

	private constructor(folder: string, env: NodeJS.ProcessEnv) {
		this.folder = folder;
		this.backend = path.join(folder, "backend");
		this.userHome = path.join(folder, "user");
		this.programFolder = path.join(folder, "program");
		this.env = env;
	}

	static async create({ program, cloud, env = {} }: StackOptions): Promise<Stack> {
		const folder = tempFolder();
		const { workspaceEnvironment } = await importModule<WorkspaceModule>("tools/engine/workspace.mjs");
		const stack = new Stack(folder, {
			...workspaceEnvironment({ engine: { binDir: requiredEnv("VPCPEER_ENGINE_BIN") }, folder }),
			// Nobody's files of credentials.
			HOME: path.join(folder, "user"),
			USERPROFILE: path.join(folder, "user"),
			// What would reach for the real metadata service of a machine in the cloud.
			ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
			ALICLOUD_REGION: "cn-hangzhou",
		});
		mkdirSync(stack.userHome);
		if (cloud !== undefined) stack.pointAt(cloud);
		stack.setEnv(env);
		stack.write(program);
		symlinkSync(requiredEnv("VPCPEER_E2E_MODULES"), path.join(stack.programFolder, "node_modules"), "junction");
		await stack.must("stack", "init", stackName);
		return stack;
	}

	/** Later commands work against this cloud, as its first account. */
	pointAt({ emulator }: Cloud): void {
		const [account] = emulator.accounts;
		this.setEnv({
			ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
			ALICLOUD_ACCESS_KEY: account?.accessKeyId,
			ALICLOUD_SECRET_KEY: account?.accessKeySecret,
		});
	}

	/** Changes the environment of later commands; undefined takes a variable away. */
	setEnv(changes: Readonly<Record<string, string | undefined>>): void {
		this.env = Object.fromEntries(
			Object.entries({ ...this.env, ...changes }).filter(([, value]) => value !== undefined),
		);
	}

	/** Puts a program in the place of the one before. */
	write(program: Program): void {
		mkdirSync(this.programFolder, { recursive: true });
		if (typeof program === "string") {
			cpSync(path.join(__dirname, "..", "cases", program), this.programFolder, { recursive: true });
			return;
		}
		const project = { "Pulumi.yaml": "name: e2e\nruntime: nodejs\n", "package.json": '{ "main": "index.js" }' };
		for (const [name, text] of Object.entries({ ...project, ...program })) {
			writeFileSync(path.join(this.programFolder, name), text);
		}
	}

	/** Takes this package out of the program's installed packages. */
	uninstallPackage(): void {
		const modules = path.join(this.programFolder, "node_modules");
		rmSync(modules);
		mkdirSync(modules);
		for (const name of readdirSync(requiredEnv("VPCPEER_E2E_MODULES"))) {
			if (name === "pulumi-alicloud-vpcpeer") continue;
			symlinkSync(path.join(requiredEnv("VPCPEER_E2E_MODULES"), name), path.join(modules, name), "junction");
		}
	}

	/** Runs a command; the test says what end it expects. */
	run(...args: string[]): Promise<PulumiRun> {
		return this.start(...args).ended;
	}

	/** Starts a command without waiting for its end. */
	start(...args: string[]): RunningPulumi {
		return new RunningPulumi({
			binary: path.join(requiredEnv("VPCPEER_ENGINE_BIN"), "pulumi"),
			args: [...args, "--non-interactive"],
			cwd: this.programFolder,
			env: this.env,
			timeoutMs: commandTimeoutMs,
		});
	}

	/** Runs the package's own command, as npx does, in the program's folder. */
	runTool(...args: string[]): Promise<PulumiRun> {
		const home = path.join(requiredEnv("VPCPEER_E2E_MODULES"), "pulumi-alicloud-vpcpeer");
		return this.runNode(path.join(home, "lib", "cli", "main.js"), ...args);
	}

	/** Runs a script in the program's folder, with the environment of the stack's commands. */
	runNode(...args: string[]): Promise<PulumiRun> {
		return new RunningPulumi({
			binary: process.execPath,
			args,
			cwd: this.programFolder,
			env: this.env,
			timeoutMs: commandTimeoutMs,
		}).ended;
	}

	/** Runs a command that has to succeed. */
	async must(...args: string[]): Promise<PulumiRun> {
		const run = await this.run(...args);
		if (run.code !== 0) throw new Error(`Expected a success.\n${run}`);
		return run;
	}

	/** Runs a command that has to fail. */
	async mustFail(...args: string[]): Promise<PulumiRun> {
		const run = await this.run(...args);
		if (run.code === 0) throw new Error(`Expected a failure.\n${run}`);
		return run;
	}

	/** A preview that has to succeed. */
	preview(...args: string[]): Promise<PulumiRun> {
		return this.must("preview", ...args);
	}

	/** The steps that a preview announces, in order, by the resources' names. What stays as it is has none. */
	async previewSteps(): Promise<Record<string, string[]>> {
		const { stdout } = await this.must("preview", "--json");
		const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
		const byName: Record<string, string[]> = {};
		for (const { op, urn } of steps.filter((step) => step.op !== "same")) {
			const name = urn.split("::").at(-1) ?? urn;
			byName[name] = [...(byName[name] ?? []), op];
		}
		return byName;
	}

	/** An up that has to succeed. */
	up(...args: string[]): Promise<PulumiRun> {
		return this.must("up", "--yes", "--skip-preview", ...args);
	}

	/** An up that has to fail. */
	failingUp(...args: string[]): Promise<PulumiRun> {
		return this.mustFail("up", "--yes", "--skip-preview", ...args);
	}

	/** A refresh that has to succeed. */
	refresh(...args: string[]): Promise<PulumiRun> {
		return this.must("refresh", "--yes", "--skip-preview", ...args);
	}

	/** A destroy that has to succeed. */
	destroy(): Promise<PulumiRun> {
		return this.must("destroy", "--yes", "--skip-preview");
	}

	/** Sets a value of the stack's configuration. */
	setConfig(key: string, value: string, ...args: string[]): Promise<PulumiRun> {
		return this.must("config", "set", key, value, ...args);
	}

	/** The stack's outputs. */
	async outputs(): Promise<Record<string, unknown>> {
		return JSON.parse((await this.must("stack", "output", "--json")).stdout) as Record<string, unknown>;
	}

	/** The stack's whole state. */
	async exportState(): Promise<Deployment> {
		return JSON.parse((await this.must("stack", "export")).stdout) as Deployment;
	}

	/** The connections in the state. */
	async stateOfConnections(): Promise<StateResource[]> {
		const { deployment } = await this.exportState();
		return (deployment.resources ?? []).filter(({ type }) => type.endsWith(":VpcPeerConnection"));
	}

	/** Puts a state in the place of the stack's own. */
	async importState(state: Deployment): Promise<PulumiRun> {
		const file = path.join(this.folder, "imported.json");
		writeFileSync(file, JSON.stringify(state));
		return this.must("stack", "import", "--file", file);
	}
}
