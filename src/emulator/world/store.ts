import type { Changes } from "../changes";
import { isManual } from "../clock";
import type { Settings } from "../options";
import { type Earlier, forgetEarlier, noEarlier } from "./earlier";
import type { WorldState } from "./model";
import { readSnapshot, saveState } from "./persistence";
import { type Seed, worldFromSeed } from "./seed";
import { parseSeed } from "./seed-file";
import { openStateFile, type StateFile } from "./state-file";

/** The world, and how it is kept. */
export interface Store {
	state: WorldState;
	readonly earlier: Earlier;
	readonly settings: Settings;
	readonly changes: Changes;
	/** The emulator's time. */
	now(): number;
	/** Why the state file does not hold the latest change; undefined when it does, or there is none. */
	readonly unsaved: string | undefined;
	/** Writes the world to the state file, if there is one. To be called after every change. Never throws. */
	save(): void;
	/** Writes the world to a file of its own; throws where that can't be written. */
	saveSnapshot(file: string): void;
	/** Puts the world of such a file in the place of this one. */
	loadSnapshot(file: string): void;
	/** Writes what could not be written before, and lets the state file go. */
	close(): Promise<void>;
	/** Moves the time forward. */
	advance(ms: number): void;
	/** Back to the seed; to another one from now on, if one is given. */
	reset(seed?: Seed): void;
}

/** Opens the world: from the state file when it is there and sound, else from the seed. */
export async function openStore(settings: Settings, changes: Changes): Promise<Store> {
	const { stateFile, onNotice, seed, clock } = settings;
	// A seed that can't be used is refused before the file is taken.
	const fresh = worldFromSeed(parseSeed(seed), clock.now());
	const file = stateFile === undefined ? undefined : await openStateFile(stateFile, onNotice);
	return storeOf(settings, changes, file, file?.opened ?? fresh);
}

function storeOf(settings: Settings, changes: Changes, file: StateFile | undefined, state: WorldState): Store {
	const { clock } = settings;
	let { seed } = settings;
	const store: Store = {
		state,
		earlier: noEarlier(),
		settings,
		changes,
		now: () => clock.now() + (store.state.clockOffsetMs ?? 0),
		get unsaved() {
			return file?.unsaved;
		},
		save: () => {
			file?.save(store.state);
			changes.announce("state");
		},
		saveSnapshot: (snapshot) => saveState(snapshot, store.state),
		loadSnapshot: (snapshot) => {
			store.state = readSnapshot(snapshot);
			forgetEarlier(store.earlier);
			store.save();
		},
		close: async () => file?.close(store.state),
		advance: (ms) => {
			if (isManual(clock)) clock.advance(ms);
			else store.state.clockOffsetMs = (store.state.clockOffsetMs ?? 0) + ms;
			store.save();
			changes.announce("clock");
		},
		reset: (next = seed) => {
			const fresh = worldFromSeed(parseSeed(next), clock.now());
			seed = next;
			store.state = fresh;
			forgetEarlier(store.earlier);
			store.save();
		},
	};
	return store;
}
