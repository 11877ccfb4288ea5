import type { VpcPeerStatus } from "../status";

/** How a status looks. */
export type Tone = "good" | "busy" | "waiting" | "bad" | "gone";

export const toneOf: Record<VpcPeerStatus, Tone> = {
	Activated: "good",
	Creating: "busy",
	Updating: "busy",
	Accepting: "waiting",
	Rejected: "bad",
	Expired: "bad",
	Deleting: "gone",
	Deleted: "gone",
};

const units: readonly (readonly [string, number])[] = [
	["d", 86_400_000],
	["h", 3_600_000],
	["min", 60_000],
	["s", 1000],
];

/** A duration in its largest unit, e.g. `6.9 d`, `12 s`. */
export function durationText(ms: number): string {
	const [unit, size] = units.find(([, length]) => ms >= length) ?? (["s", 1000] as const);
	const amount = ms / size;
	return `${unit === "s" || amount >= 10 ? Math.ceil(amount) : Number(amount.toFixed(1))} ${unit}`;
}

/** A moment, e.g. `2026-01-02 03:04:05`. */
export function momentText(ms: number): string {
	return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

/** A time of day, e.g. `03:04:05.678`. */
export function timeText(ms: number): string {
	return new Date(ms).toISOString().slice(11, 23);
}

/** `one connection`, `3 connections`. */
export function countText(count: number, thing: string): string {
	return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
