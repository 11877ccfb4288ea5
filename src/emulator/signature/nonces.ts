import type { Clock } from "../clock";

/** Remembers nonces for as long as a request with one of them could still be replayed. */
export interface NonceMemory {
	/** Whether the nonce is new for this key; remembers it. */
	take(accessKeyId: string, nonce: string): boolean;
	clear(): void;
}

/** Makes an empty memory. */
export function createNonceMemory(clock: Clock, rememberMs: number): NonceMemory {
	// A Map keeps the order of insertion, which is the order of expiry.
	const seen = new Map<string, number>();
	return {
		take: (accessKeyId, nonce) => {
			const now = clock.now();
			for (const [key, time] of seen) {
				if (now - time <= rememberMs) break;
				seen.delete(key);
			}
			const key = `${accessKeyId}\n${nonce}`;
			if (seen.has(key)) return false;
			seen.set(key, now);
			return true;
		},
		clear: () => seen.clear(),
	};
}
