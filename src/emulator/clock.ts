import { assertTime } from "./time-bounds";

/**
 * Where the emulator takes the time from.
 *
 * @public
 */
export interface Clock {
	/** Milliseconds since 1970-01-01T00:00:00Z. */
	now(): number;
}

/**
 * A clock that moves only when told to.
 *
 * @public
 */
export interface ManualClock extends Clock {
	/** Moves the clock forward by `ms` milliseconds. */
	advance(ms: number): void;
	/** Sets the clock to `ms` milliseconds since 1970-01-01T00:00:00Z. */
	set(ms: number): void;
}

/**
 * The time of a running emulator: the clock it was given, and how far it was moved ahead of it.
 *
 * @public
 */
export interface EmulatorClock extends Clock {
	/** How far it was moved ahead of the clock it was given, in milliseconds. Kept in the state file. */
	readonly offsetMs: number;
	/**
	 * Moves the time forward, so that transitions end and requests expire at once. A {@link ManualClock} that the emulator
	 * was given is moved itself.
	 *
	 * @param ms - How far, in milliseconds; 0 or more, and not past 9999-01-01T00:00:00Z.
	 * @returns The new time.
	 * @throws RangeError on anything else; the time stays as it is then.
	 */
	advance(ms: number): number;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };

const DEFAULT_START_MS = Date.UTC(2026, 0, 1);

/**
 * Makes a clock that stands still until it is moved, so that a test decides when a transition is over.
 *
 * @param startMs - The first time it shows. Default: 2026-01-01T00:00:00Z.
 *
 * @example
 * const clock = manualClock();
 * const emulator = await createEmulator({ clock });
 * clock.advance(7 * 24 * 60 * 60 * 1000); // an unanswered request has now expired
 *
 * @public
 */
export function manualClock(startMs: number = DEFAULT_START_MS): ManualClock {
	let current = Number.NaN;
	const set = (ms: number) => {
		assertTime("time", ms);
		current = ms;
	};
	set(startMs);
	return {
		now: () => current,
		advance: (ms) => set(current + ms),
		set,
	};
}

/** Whether a clock is moved by whoever made it. */
export function isManual(clock: Clock): clock is ManualClock {
	return "advance" in clock && typeof clock.advance === "function";
}

/** The API writes times in UTC without milliseconds, e.g. `2026-01-02T03:04:05Z` (alicloud-api.md 1.6). */
export function toApiTime(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
