import { type Clock, systemClock } from "./clock";
import { checkedRateLimit, type RateLimit } from "./rate-limit";
import type { RequestRecord } from "./requests";
import type { StatusDurations } from "./status";
import { duration } from "./time-bounds";
import { defaultSeed, type Seed } from "./world/seed";

/**
 * Options of {@link createEmulator}. All times are in milliseconds, and at most 2^31-1 (about 24.8 days), which is what
 * timers hold.
 *
 * @public
 */
export interface EmulatorOptions {
	/**
	 * The port to listen on; 0 takes a free one.
	 * @defaultValue 0
	 */
	readonly port?: number | undefined;
	/**
	 * The address to listen on. The emulator's keys are public knowledge: leave it on the loopback address.
	 * @defaultValue "127.0.0.1"
	 */
	readonly host?: string | undefined;
	/**
	 * Further host names, without port, under which it answers, such as a container's. It always does under `localhost` and
	 * under addresses; with any other name, a page somewhere on the internet could reach it through the user's browser.
	 * @defaultValue none
	 */
	readonly allowedHosts?: readonly string[] | undefined;
	/** The time that statuses, dates, tokens and sessions go by. @defaultValue the system clock */
	readonly clock?: Clock | undefined;
	/**
	 * The time that the dates of signed requests are compared with. It is not {@link EmulatorOptions.clock}, because
	 * clients sign with the system's time even when a test moves the world's clock.
	 * @defaultValue the system clock
	 */
	readonly signatureClock?: Clock | undefined;
	/**
	 * How long Creating, Updating and Deleting last, how long a request waits for acceptance, and how long a route entry
	 * is being made, changed or deleted.
	 * @defaultValue `{ creating: 3000, updating: 1000, deleting: 2000, acceptance: 7 days, routing: 300 }`
	 */
	readonly transitions?: Partial<StatusDurations> | undefined;
	/** A pause before every answer. @defaultValue 0 */
	readonly latencyMs?: number | undefined;
	/**
	 * How many requests each account may make; the rest is answered `Throttling.User`. `"published"`: what the cloud
	 * publishes, for each operation and region in windows of 60 s. `"none"`: no limit.
	 * @defaultValue "published"
	 */
	readonly rateLimit?: RateLimit | "published" | "none" | undefined;
	/** For how long a new connection is not yet found by Get and List. @defaultValue 0 */
	readonly eventualConsistencyMs?: number | undefined;
	/** For how long after an accepted Create another Create for one of its VPCs is refused. @defaultValue 300 */
	readonly createConflictMs?: number | undefined;
	/** For how long a deleted connection can still be read with status `Deleted`. @defaultValue 0 */
	readonly deletedReadableMs?: number | undefined;
	/** For how long a ClientToken is remembered. @defaultValue 24 hours */
	readonly clientTokenTtlMs?: number | undefined;
	/** For how long a client may take to send the headers of a request; then it gets HTTP 408. @defaultValue 10 s */
	readonly headersTimeoutMs?: number | undefined;
	/** For how long a client may take to send a whole request; then it gets HTTP 408. @defaultValue 30 s */
	readonly requestTimeoutMs?: number | undefined;
	/** A file that keeps the world across restarts. @defaultValue nothing is kept */
	readonly stateFile?: string | undefined;
	/** What exists at the start and after a reset. @defaultValue {@link defaultSeed} */
	readonly seed?: Seed | undefined;
	/** Takes each request as it is put on record. It must not throw. @defaultValue nothing is done */
	readonly onRequest?: ((record: RequestRecord) => void) | undefined;
	/** Takes messages for people, e.g. that a damaged state file was set aside. @defaultValue they are dropped */
	readonly onNotice?: ((message: string) => void) | undefined;
}

/** The options with every default filled in. Times can be changed while it runs. */
export interface Settings {
	readonly port: number;
	readonly host: string;
	readonly allowedHosts: readonly string[];
	readonly clock: Clock;
	readonly signatureClock: Clock;
	durations: StatusDurations;
	latencyMs: number;
	readonly rateLimit: RateLimit | undefined;
	eventualConsistencyMs: number;
	createConflictMs: number;
	deletedReadableMs: number;
	clientTokenTtlMs: number;
	readonly headersTimeoutMs: number;
	readonly requestTimeoutMs: number;
	readonly stateFile: string | undefined;
	readonly seed: Seed;
	readonly onRequest: (record: RequestRecord) => void;
	readonly onNotice: (message: string) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Fills in the defaults. A duration that no timer can hold is a mistake of the caller. */
export function resolveOptions(options: EmulatorOptions): Settings {
	const { transitions = {} } = options;
	return {
		port: options.port ?? 0,
		host: options.host ?? "127.0.0.1",
		allowedHosts: options.allowedHosts ?? [],
		clock: options.clock ?? systemClock,
		signatureClock: options.signatureClock ?? systemClock,
		durations: {
			creating: duration("transitions.creating", transitions.creating, 3000),
			updating: duration("transitions.updating", transitions.updating, 1000),
			deleting: duration("transitions.deleting", transitions.deleting, 2000),
			// 7 days: CreateVpcPeerConnection and alicloud-api.md 1.6.
			acceptance: duration("transitions.acceptance", transitions.acceptance, 7 * DAY_MS),
			routing: duration("transitions.routing", transitions.routing, 300),
		},
		latencyMs: duration("latencyMs", options.latencyMs, 0),
		rateLimit: checkedRateLimit(options.rateLimit),
		eventualConsistencyMs: duration("eventualConsistencyMs", options.eventualConsistencyMs, 0),
		createConflictMs: duration("createConflictMs", options.createConflictMs, 300),
		deletedReadableMs: duration("deletedReadableMs", options.deletedReadableMs, 0),
		clientTokenTtlMs: duration("clientTokenTtlMs", options.clientTokenTtlMs, DAY_MS),
		headersTimeoutMs: duration("headersTimeoutMs", options.headersTimeoutMs, 10_000),
		requestTimeoutMs: duration("requestTimeoutMs", options.requestTimeoutMs, 30_000),
		stateFile: options.stateFile,
		seed: options.seed ?? defaultSeed,
		onRequest: options.onRequest ?? (() => undefined),
		onNotice: options.onNotice ?? (() => undefined),
	};
}
