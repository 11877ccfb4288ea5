import type { Changes } from "./changes";
import type { Settings } from "./options";
import type { StatusDurations } from "./status";
import { duration } from "./time-bounds";

/**
 * The times that can be changed while an emulator runs, in milliseconds. See the options of the same names.
 *
 * @public
 */
export interface TimingValues {
	readonly transitions: StatusDurations;
	readonly latencyMs: number;
	readonly eventualConsistencyMs: number;
	readonly createConflictMs: number;
	readonly deletedReadableMs: number;
	readonly clientTokenTtlMs: number;
}

/**
 * A change of {@link TimingValues}: what is absent stays.
 *
 * @public
 */
export type TimingChange = Partial<Omit<TimingValues, "transitions">> & {
	readonly transitions?: Partial<StatusDurations>;
};

/**
 * The times of a running emulator.
 *
 * @public
 */
export interface Timing {
	/** The times as they are now. */
	read(): TimingValues;
	/**
	 * Changes them, from the next request on: a transition that has begun keeps its end. Throws a RangeError on a time
	 * that is negative or more than 2^31-1, and then changes nothing.
	 */
	change(change: TimingChange): TimingValues;
	/** Back to the times of the start. */
	reset(): void;
}

/** Gives access to the times of a settings object. */
export function createTiming(settings: Settings, changes: Changes): Timing {
	const read = (): TimingValues => ({
		transitions: { ...settings.durations },
		latencyMs: settings.latencyMs,
		eventualConsistencyMs: settings.eventualConsistencyMs,
		createConflictMs: settings.createConflictMs,
		deletedReadableMs: settings.deletedReadableMs,
		clientTokenTtlMs: settings.clientTokenTtlMs,
	});
	const write = ({ transitions, ...values }: TimingValues) => {
		Object.assign(settings, values, { durations: transitions });
		changes.announce("settings");
	};
	const atStart = read();
	return {
		read,
		change: (change) => {
			const now = read();
			const { transitions: wanted, ...others } = change;
			write({
				...checked("", now, others),
				transitions: checked("transitions.", now.transitions, wanted ?? {}),
			});
			return read();
		},
		reset: () => write(atStart),
	};
}

function checked<Values extends object>(prefix: string, now: Values, change: Partial<Values>): Values {
	const names = Object.keys(change) as (keyof Values & string)[];
	const entries = names.map((name) => [
		name,
		duration(`${prefix}${name}`, change[name] as number | undefined, now[name] as number),
	]);
	return { ...now, ...Object.fromEntries(entries) };
}
