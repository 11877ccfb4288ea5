import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { sync as writeFileAtomic } from "write-file-atomic";
import { parseJson } from "../json-text";
import type { WorldState } from "./model";
import { findDamage } from "./state-shape";
import { upgradeState } from "./upgrade";

/**
 * Reads the state file. A file that cannot be understood is moved aside under another name and reported: what it
 * holds may be the only record of somebody's work.
 */
export function loadState(file: string, onNotice: (message: string) => void): WorldState | undefined {
	const text = readIfThere(file);
	if (text === undefined) return undefined;
	const { state, damage } = understood(text);
	if (state !== undefined) return state;
	const aside = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`;
	renameSync(file, aside);
	onNotice(
		`Reading emulator state ${file}: ${damage}. It was set aside as ${aside}; the emulator starts from its seed.`,
	);
	return undefined;
}

/** Writes the state so that a crash at any moment leaves either the old file or the new one, whole. */
export function saveState(file: string, state: WorldState): void {
	mkdirSync(dirname(file), { recursive: true });
	// The file holds the keys of sessions: nobody but its owner needs to read it.
	writeFileAtomic(file, `${JSON.stringify(state, null, "\t")}\n`, { mode: 0o600 });
}

/**
 * Reads a state that somebody asks for by name: unlike the state file, one that is damaged is refused and left alone.
 *
 * @throws RangeError saying what is wrong with it.
 */
export function readSnapshot(file: string): WorldState {
	const text = readIfThere(file);
	if (text === undefined) throw new RangeError(`Reading emulator snapshot ${file}: there is no such file`);
	const { state, damage } = understood(text);
	if (state === undefined) throw new RangeError(`Reading emulator snapshot ${file}: ${damage}`);
	return state;
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
		throw error;
	}
}

function understood(text: string): { state?: WorldState; damage?: string } {
	let value: unknown;
	try {
		value = parseJson(text);
	} catch (error) {
		return { damage: (error as Error).message };
	}
	const state = upgradeState(value);
	const damage = findDamage(state);
	return damage === undefined ? { state: state as WorldState } : { damage };
}
