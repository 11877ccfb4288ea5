import { InvalidArgumentError } from "commander";
import { MAX_DURATION_MS } from "../emulator/time-bounds";
import { parseDuration } from "../schema/duration";

/** A port to listen on; 0 takes a free one. */
export function portOption(text: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError("Allowed: a port from 0 to 65535.");
	return port;
}

/** A duration in milliseconds; unlike the durations of resources it may be zero. */
export function durationOption(text: string): number {
	const ms = durationOf(text);
	if (ms === undefined) throw new InvalidArgumentError(`Allowed: 0, or ${durationForm}.`);
	return ms;
}

/** A rate limit of the emulator. */
export function rateLimitOption(text: string): "published" | "none" | { requestsPerSecond: number } {
	if (text === "published" || text === "none") return text;
	const requestsPerSecond = /^\d*\.?\d+$/.test(text) ? Number(text) : 0;
	if (requestsPerSecond === 0) {
		throw new InvalidArgumentError("Allowed: published, none, or a number of requests per second above 0.");
	}
	return { requestsPerSecond };
}

/** Durations by name, written `name=duration,name=duration`. */
export function namedDurations<Name extends string>(names: readonly Name[]) {
	return (text: string): Partial<Record<Name, number>> => {
		const durations: Partial<Record<Name, number>> = {};
		for (const part of text.split(",")) {
			const [given = "", value = ""] = part.split("=").map((side) => side.trim());
			const name = names.find((one) => one === given);
			const ms = durationOf(value);
			if (name === undefined || ms === undefined) {
				throw new InvalidArgumentError(
					`Allowed: name=duration, separated by commas; names ${names.join(", ")}; a duration is 0, or ${durationForm}.`,
				);
			}
			durations[name] = ms;
		}
		return durations;
	};
}

const durationForm = `a number with a unit such as "250ms", "3s", "5m", "168h", at most ${Math.floor(MAX_DURATION_MS / 3_600_000)}h`;

function durationOf(text: string): number | undefined {
	const ms = text === "0" ? 0 : parseDuration(text);
	return ms === undefined || ms > MAX_DURATION_MS ? undefined : ms;
}
