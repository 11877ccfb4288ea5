import { execFileSync } from "node:child_process";

export interface ProcessEntry {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** The process with this id and all that it started, itself first. The engine puts its plugins into groups of their own. */
export function processTree(root: number): ProcessEntry[] {
	const all = listProcesses();
	const tree = all.filter((entry) => entry.pid === root);
	for (const entry of tree) tree.push(...all.filter(({ parent }) => parent === entry.pid));
	return tree;
}

/** Ends processes at once, without a chance to clean up. */
export function killProcesses(entries: readonly ProcessEntry[]): void {
	for (const { pid } of entries) {
		try {
			process.kill(pid, "SIGKILL");
		} catch {
			// Ended in the meantime.
		}
	}
}

function listProcesses(): ProcessEntry[] {
	const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
	return lines.flatMap((line) => {
		const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
		return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command: command ?? "" }];
	});
}
