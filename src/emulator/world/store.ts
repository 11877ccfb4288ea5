import type { Settings } from "../options";
import type { EarlierConnections } from "./earlier";
import type { WorldState } from "./model";
import { loadState, saveState } from "./persistence";
import { worldFromSeed } from "./seed";

/** The world, and how it is kept. */
export interface Store {
	state: WorldState;
	readonly earlier: EarlierConnections;
	readonly settings: Settings;
	/** The emulator's time. */
	now(): number;
	/** Writes the world to the state file, if there is one. To be called after every change. */
	save(): void;
	/** Back to the seed. */
	reset(): void;
}

/** Opens the world: from the state file when it is there and sound, else from the seed. */
export function openStore(settings: Settings): Store {
	const { clock, stateFile, seed } = settings;
	const saved = stateFile === undefined ? undefined : loadState(stateFile, settings.onNotice);
	const store: Store = {
		state: saved ?? worldFromSeed(seed, clock.now()),
		earlier: new Map(),
		settings,
		now: () => clock.now(),
		save: () => {
			if (stateFile !== undefined) saveState(stateFile, store.state);
		},
		reset: () => {
			store.state = worldFromSeed(seed, clock.now());
			store.earlier.clear();
			store.save();
		},
	};
	return store;
}
