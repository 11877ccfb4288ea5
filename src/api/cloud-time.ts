import type { Clock } from "./clock";

/**
 * The time as the cloud tells it, by the `Date` of its latest answer. What the cloud says of a thing's age is compared with
 * this, and not with the time of this machine, which may be another.
 */
export class CloudTime {
	private readonly clock: Clock;
	private told: { readonly cloudMs: number; readonly at: number } | undefined;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** Takes the time from an answer. One that tells none, or nonsense, changes nothing. */
	note(date: string | undefined): void {
		const cloudMs = Date.parse(date ?? "");
		if (!Number.isNaN(cloudMs)) {
			this.told = { cloudMs, at: this.clock.now() };
		}
	}

	/** Milliseconds since 1970: the cloud's, or before its first answer this machine's. */
	now(): number {
		return this.told === undefined ? Date.now() : this.told.cloudMs + this.clock.now() - this.told.at;
	}

	/** How long ago a time was that the cloud wrote; undefined where it wrote none that can be read. */
	since(time: string | undefined): number | undefined {
		const then = Date.parse(time ?? "");
		return Number.isNaN(then) ? undefined : this.now() - then;
	}
}
