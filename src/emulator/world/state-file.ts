import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { WorldState } from "./model";
import { loadState, saveState } from "./persistence";
import { lockStateFile } from "./state-lock";

/** A file that keeps a world across restarts. */
export interface StateFile {
	/** What it held when it was opened; undefined when it was not there, or damaged. */
	readonly opened: WorldState | undefined;
	/** Why it does not hold the latest change; undefined when it does. */
	readonly unsaved: string | undefined;
	/** Writes the world. A file that can't be written is said once, and written again with the next change. */
	save(state: WorldState): void;
	/** Writes once more what could not be written, and lets the file go. */
	close(state: WorldState): Promise<void>;
}

/**
 * Opens a state file for this emulator alone.
 *
 * @throws Error with code `ELOCKED` when another emulator has it.
 */
export async function openStateFile(named: string, onNotice: (message: string) => void): Promise<StateFile> {
	const file = fileBehind(named);
	const held = { unsaved: undefined as string | undefined };
	const say = (reason: string) => {
		held.unsaved = reason;
		onNotice(`Writing emulator state ${named}: ${reason}. What changes is kept in memory, and not in the file.`);
	};
	const lock = await lockStateFile(file, named, say);
	const write = (state: WorldState) => {
		// Whoever took the file over writes what they have.
		if (lock.lost) return;
		try {
			saveState(file, state);
			if (held.unsaved !== undefined) onNotice(`Writing emulator state ${named}: it holds the latest changes again.`);
			held.unsaved = undefined;
		} catch (error) {
			// Once, not with each request: a full disk stays full for a while.
			if (held.unsaved === undefined) say((error as Error).message);
		}
	};
	let opened: WorldState | undefined;
	try {
		opened = loadState(file, onNotice);
	} catch (error) {
		await lock.release();
		throw error;
	}
	return {
		opened,
		get unsaved() {
			return held.unsaved;
		},
		save: write,
		close: async (state) => {
			if (held.unsaved !== undefined) write(state);
			await lock.release();
		},
	};
}

/**
 * The file itself, whatever links lead to it: the lock lies beside it, so that two names of one file don't let two
 * emulators in.
 */
function fileBehind(named: string): string {
	const path = resolve(named);
	try {
		return realpathSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
	// It comes with the first change: there, where a link says, or in the folder that is there already.
	const target = linkTarget(path);
	if (target !== undefined) return fileBehind(target);
	return join(folderBehind(dirname(path)), basename(path));
}

function folderBehind(folder: string): string {
	try {
		return realpathSync(folder);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		return join(folderBehind(dirname(folder)), basename(folder));
	}
}

function linkTarget(path: string): string | undefined {
	const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
	return isLink ? resolve(dirname(path), readlinkSync(path)) : undefined;
}
