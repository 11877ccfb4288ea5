import { createHash } from "node:crypto";
import type { Clock } from "../clock";

/** Remembers nonces for as long as a request with one of them could still be replayed. */
export interface NonceMemory {
	/** Whether the nonce is new for this key; remembers it. */
	take(accessKeyId: string, nonce: string): boolean;
	clear(): void;
}

// Under a flood of requests the oldest are forgotten early: memory that grows without end would be worse here.
const MAX_NONCES = 200_000;

/** Makes an empty memory. */
export function createNonceMemory(clock: Clock, rememberMs: number, maxNonces = MAX_NONCES): NonceMemory {
	// A Map keeps the order of insertion, which is the order of expiry.
	const seen = new Map<string, number>();
	return {
		take: (accessKeyId, nonce) => {
			const now = clock.now();
			// A client chooses how long a nonce is; its hash is short.
			const key = createHash("sha256").update(`${accessKeyId}\n${nonce}`).digest("base64");
			forget(seen, (time) => now - time > rememberMs || seen.size >= maxNonces);
			if (seen.has(key)) return false;
			seen.set(key, now);
			return true;
		},
		clear: () => seen.clear(),
	};
}

/** Forgets from the oldest on, until one is not to be forgotten. */
function forget(seen: Map<string, number>, isDue: (time: number) => boolean): void {
	for (const [key, time] of seen) {
		if (!isDue(time)) return;
		seen.delete(key);
	}
}
