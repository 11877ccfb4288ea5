import { setMaxListeners } from "node:events";
import { type Change, createChanges } from "./changes";
import type { EmulatorClock } from "./clock";
import { type ConnectionReachability, reachabilityOf } from "./control/reachability";
import { type EmulatorState, stateOf } from "./control/state";
import { watchTransitions } from "./control/transitions";
import { createFaults, type Faults } from "./faults";
import { startServer } from "./http/server";
import { type EmulatorOptions, resolveOptions } from "./options";
import { createRateLimiter } from "./rate-limit";
import { createRequestLog, type RequestRecord } from "./requests";
import { createAuthenticator } from "./signature/authenticate";
import { assertTime } from "./time-bounds";
import { createTiming, type Timing } from "./timing";
import { createWorld } from "./world/create-world";
import type { Seed } from "./world/seed";
import { accountSnapshots } from "./world/snapshots";
import { openStore, type Store } from "./world/store";
import type { EmulatorAccount, World } from "./world/world";

/**
 * A running emulator.
 *
 * @public
 */
export interface Emulator {
	/** Where it listens, e.g. `http://127.0.0.1:41234`. */
	readonly url: string;
	readonly port: number;
	/** The accounts as they are now. */
	readonly accounts: readonly EmulatorAccount[];
	/**
	 * Why the state file does not hold the latest change, such as a full disk; undefined when it does, or there is none.
	 * It is written again with each change and on close.
	 */
	readonly unsaved: string | undefined;
	/** The requests so far, oldest first; the oldest of very many are dropped. */
	readonly requests: readonly RequestRecord[];
	/** The world behind the API, for tests and demos. */
	readonly world: World;
	/** Faults to be injected. */
	readonly faults: Faults;
	/** The emulator's time, which can be moved forward. */
	readonly clock: EmulatorClock;
	/** How long transitions and answers take. */
	readonly timing: Timing;
	/** Everything that exists, as plain JSON: what `GET /_emulator/state` answers. */
	state(): EmulatorState;
	/** Whether the route tables of both sides lead into a connection; undefined when there is no such connection. */
	reachability(instanceId: string): ConnectionReachability | undefined;
	/**
	 * Calls the listener at each change, also when time alone ends a transition, until the returned function is called.
	 * Listening does not keep the process alive.
	 */
	onChange(listener: (change: Change) => void): () => void;
	/** Forgets the requests so far. */
	clearRequests(): void;
	/** Resolves with the first request, past or to come, for which the predicate holds. Rejects on close. */
	waitForRequest(predicate: (record: RequestRecord) => boolean): Promise<RequestRecord>;
	/** Back to the seed: no connections, no faults, no requests on record, the times and the clock of the start. */
	reset(): void;
	/** Like {@link Emulator.reset}, to another seed, which later resets go back to. Throws a RangeError on a bad one. */
	seed(seed: Seed): void;
	/** Writes everything that exists to a file, as a state file has it. */
	saveSnapshot(file: string): void;
	/**
	 * Puts what {@link Emulator.saveSnapshot} wrote in the place of everything that exists. Faults, requests on record and
	 * the seed stay as they are. Throws a RangeError when the file is not there or damaged, and changes nothing then.
	 */
	loadSnapshot(file: string): void;
	/** Resolves when it listens: at once, unless a fault of the kind `outage` goes on. */
	reachable(): Promise<void>;
	/** Stops at once; requests that are being answered lose their connection. */
	close(): Promise<void>;
}

/** What the control interface steers: everything but the server it runs in. */
export type ControlledEmulator = Omit<Emulator, "url" | "port" | "reachable" | "close">;

/**
 * Starts a local cloud that answers the API of VPC peering connections.
 *
 * @param options - See {@link EmulatorOptions}; without any it listens on a free port with two accounts in it.
 *
 * @example
 * const emulator = await createEmulator();
 * const [requester, accepter] = emulator.accounts;
 * // … point a client at emulator.url with requester.accessKeyId and requester.accessKeySecret …
 * await emulator.close();
 *
 * @public
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const settings = resolveOptions(options);
	const changes = createChanges();
	const store = await openStore(settings, changes);
	const authenticator = createAuthenticator(store, settings.signatureClock);
	const faults = createFaults(() => changes.announce("faults"));
	const log = createRequestLog(changes);
	const limiter = createRateLimiter(settings.rateLimit);
	const closing = new AbortController();
	// Each request under way listens for the end; Node takes more than ten listeners for a leak.
	setMaxListeners(0, closing.signal);
	const timing = createTiming(settings, changes);
	const restart = (seed?: Seed) => {
		store.reset(seed);
		faults.clear();
		log.clear();
		authenticator.reset();
		limiter.reset();
		timing.reset();
	};
	const controlled = {
		get accounts() {
			return accountSnapshots(store);
		},
		get unsaved() {
			return store.unsaved;
		},
		get requests() {
			return log.records;
		},
		world: createWorld(store),
		faults,
		clock: clockOf(store),
		timing,
		state: () => stateOf(store),
		reachability: (instanceId) => reachabilityOf(stateOf(store), instanceId),
		onChange: watchTransitions(store),
		clearRequests: log.clear,
		waitForRequest: log.waitFor,
		reset: () => restart(),
		seed: restart,
		saveSnapshot: store.saveSnapshot,
		loadSnapshot: store.loadSnapshot,
	} satisfies ControlledEmulator;
	const exchange = { store, authenticator, faults, limiter, log, closing: closing.signal };
	const server = await startServer(exchange, controlled).catch(async (error) => {
		await store.close();
		throw error;
	});
	let closed: Promise<void> | undefined;
	return Object.assign(controlled, {
		url: `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${server.port}`,
		port: server.port,
		reachable: () => server.reachable(),
		close: () => {
			closed ??= stop();
			return closed;
		},
	});

	async function stop(): Promise<void> {
		closing.abort();
		faults.clear();
		log.close();
		await server.close();
		await store.close();
	}
}

function clockOf(store: Store): EmulatorClock {
	return {
		now: () => store.now(),
		get offsetMs() {
			return store.state.clockOffsetMs ?? 0;
		},
		advance: (ms) => {
			if (!(ms >= 0)) throw new RangeError(`Expected \`ms\` to be 0 or more, got ${ms}`);
			assertTime("time", store.now() + ms);
			store.advance(ms);
			return store.now();
		},
	};
}
