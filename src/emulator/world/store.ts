import type { Changes } from "../changes";
import { isManual } from "../clock";
import type { Settings } from "../options";
import type { EarlierConnections } from "./earlier";
import type { WorldState } from "./model";
import { loadState, saveState } from "./persistence";
import { type Seed, worldFromSeed } from "./seed";

/** The world, and how it is kept. */
export interface Store {
	state: WorldState;
	readonly earlier: EarlierConnections;
	readonly settings: Settings;
	readonly changes: Changes;
	/** The emulator's time. */
	now(): number;
	/** Writes the world to the state file, if there is one. To be called after every change. */
	save(): void;
	/** Moves the time forward. */
	advance(ms: number): void;
	/** Back to the seed; to another one from now on, if one is given. */
	reset(seed?: Seed): void;
}

/** Opens the world: from the state file when it is there and sound, else from the seed. */
export function openStore(settings: Settings, changes: Changes): Store {
	const { clock, stateFile } = settings;
	let { seed } = settings;
	const saved = stateFile === undefined ? undefined : loadState(stateFile, settings.onNotice);
	const store: Store = {
		state: saved ?? worldFromSeed(seed, clock.now()),
		earlier: new Map(),
		settings,
		changes,
		now: () => clock.now() + (store.state.clockOffsetMs ?? 0),
		save: () => {
			if (stateFile !== undefined) saveState(stateFile, store.state);
			changes.announce("state");
		},
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
			store.earlier.clear();
			store.save();
		},
	};
	return store;
}
