import { spawn } from "node:child_process";
import { killProcesses, type ProcessEntry, processTree } from "./process-tree";
import { PulumiRun } from "./pulumi-run";

export interface PulumiOptions {
	readonly binary: string;
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env: NodeJS.ProcessEnv;
	readonly timeoutMs: number;
}

/** A pulumi command that runs. */
export class RunningPulumi {
	/** The command's end, whatever it is; rejects only when its time is up. */
	readonly ended: Promise<PulumiRun>;
	private readonly pid: number;
	private readonly listeners = new Set<(stdout: string) => void>();

	constructor({ binary, args, cwd, env, timeoutMs }: PulumiOptions) {
		const command = `pulumi ${args.join(" ")}`;
		const child = spawn(binary, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
		this.pid = child.pid ?? 0;
		const written = { stdout: "", stderr: "" };
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			written.stdout += text;
			for (const listener of this.listeners) listener(written.stdout);
		});
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			written.stderr += text;
		});
		this.ended = new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.kill();
				reject(new Error(`${command}: not ended after ${timeoutMs} ms\n${written.stdout}\n${written.stderr}`));
			}, timeoutMs);
			child.on("error", reject);
			child.on("close", (code) => {
				clearTimeout(timer);
				resolve(new PulumiRun(command, { code, ...written }));
			});
		});
		// A test that fails before it waits for the end must not fail a second time.
		this.ended.catch(() => undefined);
	}

	/** Waits until the command has written a text, or has ended without it. */
	async says(text: string): Promise<void> {
		let listener: (stdout: string) => void = () => undefined;
		const said = new Promise<void>((resolve) => {
			listener = (stdout) => stdout.includes(text) && resolve();
			this.listeners.add(listener);
		});
		const silent = this.ended.then((run) => {
			if (!run.stdout.includes(text)) throw new Error(`Ended without saying ${JSON.stringify(text)}\n${run}`);
		});
		await Promise.race([said, silent]);
		this.listeners.delete(listener);
	}

	/** `kill -9` of the engine, the language host, the program and the provider: all at once. */
	kill(): void {
		killProcesses(processTree(this.pid));
	}

	/** `kill -9` of the provider process alone. */
	killProvider(): void {
		const providers = processTree(this.pid).filter(({ command }) => command.includes("dynamic-provider"));
		if (providers.length === 0) throw new Error("No provider process is running");
		killProcesses(providers);
	}

	/** `kill -9` of the engine alone. The provider goes on with what it is doing; it is ended after the test file. */
	killEngine(): void {
		const [engine, ...others] = processTree(this.pid);
		orphans.push(...others);
		if (engine !== undefined) killProcesses([engine]);
	}
}

const orphans: ProcessEntry[] = [];

afterAll(() => killProcesses(orphans.splice(0)));
