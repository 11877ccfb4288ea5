import type { Changes } from "../changes";
import { isManual } from "../clock";
import type { Settings } from "../options";
import { type Earlier, forgetEarlier, noEarlier } from "./earlier";
import type { WorldState } from "./model";
import { loadState, readSnapshot, saveState } from "./persistence";
import { type Seed, worldFromSeed } from "./seed";
import { lockStateFile, type StateLock } from "./state-lock";

/** The world, and how it is kept. */
export interface Store {
	state: WorldState;
	readonly earlier: Earlier;
	readonly settings: Settings;
	readonly changes: Changes;
	/** The emulator's time. */
	now(): number;
	/** Writes the world to the state file, if there is one. To be called after every change. */
	save(): void;
	/** Writes the world to a file of its own. */
	saveSnapshot(file: string): void;
	/** Puts the world of such a file in the place of this one. */
	loadSnapshot(file: string): void;
	/** Lets the state file go. */
	close(): Promise<void>;
	/** Moves the time forward. */
	advance(ms: number): void;
	/** Back to the seed; to another one from now on, if one is given. */
	reset(seed?: Seed): void;
}

/** Opens the world: from the state file when it is there and sound, else from the seed. */
export async function openStore(settings: Settings, changes: Changes): Promise<Store> {
	const { stateFile, onNotice } = settings;
	if (stateFile === undefined) return storeOf(settings, changes, undefined, undefined);
	const lock = await lockStateFile(stateFile, onNotice);
	try {
		return storeOf(settings, changes, loadState(stateFile, onNotice), lock);
	} catch (error) {
		await lock.release();
		throw error;
	}
}

function storeOf(
	settings: Settings,
	changes: Changes,
	saved: WorldState | undefined,
	lock: StateLock | undefined,
): Store {
	const { clock, stateFile } = settings;
	let { seed } = settings;
	const store: Store = {
		state: saved ?? worldFromSeed(seed, clock.now()),
		earlier: noEarlier(),
		settings,
		changes,
		now: () => clock.now() + (store.state.clockOffsetMs ?? 0),
		save: () => {
			if (stateFile !== undefined && lock?.lost === false) saveState(stateFile, store.state);
			changes.announce("state");
		},
		saveSnapshot: (file) => saveState(file, store.state),
		loadSnapshot: (file) => {
			store.state = readSnapshot(file);
			forgetEarlier(store.earlier);
			store.save();
		},
		close: async () => lock?.release(),
		advance: (ms) => {
			if (isManual(clock)) clock.advance(ms);
			else store.state.clockOffsetMs = (store.state.clockOffsetMs ?? 0) + ms;
			store.save();
			changes.announce("clock");
		},
		reset: (next = seed) => {
			const fresh = worldFromSeed(next, clock.now());
			seed = next;
			store.state = fresh;
			forgetEarlier(store.earlier);
			store.save();
		},
	};
	return store;
}
