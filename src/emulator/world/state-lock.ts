import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";

/** The right to write a state file. */
export interface StateLock {
	/** Whether another process has taken the file over, as happens to one that was stopped and went on later. */
	readonly lost: boolean;
	release(): Promise<void>;
}

// A process that was killed leaves its lock behind: for so long it is taken for alive.
const STALE_MS = 4000;
const UPDATE_MS = 1000;
const RETRY_MS = 500;
const RETRIES = (STALE_MS + UPDATE_MS) / RETRY_MS;

/**
 * Takes a state file for this emulator alone: two that write the same file would each undo what the other does.
 *
 * @param named - How the user calls it, for messages.
 * @throws Error with code `ELOCKED` when another emulator has it.
 */
export async function lockStateFile(file: string, named: string, onLost: (reason: string) => void): Promise<StateLock> {
	mkdirSync(dirname(file), { recursive: true });
	const held = { lost: false };
	const release = await lock(file, {
		// The file itself comes with the first change.
		realpath: false,
		stale: STALE_MS,
		update: UPDATE_MS,
		retries: { retries: RETRIES, minTimeout: RETRY_MS, maxTimeout: RETRY_MS },
		onCompromised: (error) => {
			held.lost = true;
			onLost(`another emulator may have taken it over (${error.message})`);
		},
	}).catch((error: NodeJS.ErrnoException) => {
		throw error.code === "ELOCKED" ? inUse(named) : error;
	});
	return {
		get lost() {
			return held.lost;
		},
		release: async () => {
			// A lock that is gone already, with the folder it was in, is released.
			if (!held.lost) await release().catch(() => undefined);
		},
	};
}

function inUse(file: string): Error {
	const message = `The state file ${file} is in use by another emulator: stop that one, or give this one another file.`;
	return Object.assign(new Error(message), { code: "ELOCKED" });
}
