import { setMaxListeners } from "node:events";
import { createFaults, type Faults } from "./faults";
import { startServer } from "./http/server";
import { type EmulatorOptions, resolveOptions } from "./options";
import { createRateLimiter } from "./rate-limit";
import { createRequestLog, type RequestRecord } from "./requests";
import { createAuthenticator } from "./signature/authenticate";
import { createWorld } from "./world/create-world";
import { accountSnapshots } from "./world/snapshots";
import { openStore } from "./world/store";
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
	/** The requests so far, oldest first; the oldest of very many are dropped. */
	readonly requests: readonly RequestRecord[];
	/** The world behind the API, for tests and demos. */
	readonly world: World;
	/** Faults to be injected. */
	readonly faults: Faults;
	/** Forgets the requests so far. */
	clearRequests(): void;
	/** Resolves with the first request, past or to come, for which the predicate holds. Rejects on close. */
	waitForRequest(predicate: (record: RequestRecord) => boolean): Promise<RequestRecord>;
	/** Back to the seed: no connections, no faults, no requests on record. */
	reset(): void;
	/** Stops at once; requests that are being answered lose their connection. */
	close(): Promise<void>;
}

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
	const store = openStore(settings);
	const authenticator = createAuthenticator(store, settings.signatureClock);
	const faults = createFaults();
	const log = createRequestLog();
	const limiter = createRateLimiter(settings.rateLimit);
	const closing = new AbortController();
	// Each request under way listens for the end; Node takes more than ten listeners for a leak.
	setMaxListeners(0, closing.signal);
	const server = await startServer({ store, authenticator, faults, limiter, log, closing: closing.signal });
	let closed: Promise<void> | undefined;
	return {
		url: `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${server.port}`,
		port: server.port,
		get accounts() {
			return accountSnapshots(store);
		},
		get requests() {
			return log.records;
		},
		world: createWorld(store),
		faults,
		clearRequests: log.clear,
		waitForRequest: log.waitFor,
		reset: () => {
			faults.clear();
			log.clear();
			authenticator.reset();
			limiter.reset();
			store.reset();
		},
		close: () => {
			closed ??= stop();
			return closed;
		},
	};

	async function stop(): Promise<void> {
		closing.abort();
		faults.clear();
		log.close();
		await server.close();
	}
}
