/**
 * What a failure means for sending the same request again.
 *
 * - `none`: the same request would fail again.
 * - `conflict`: something else is at work on the same VPC or connection; wait for it and send again.
 * - `throttled`: too many requests; stay away for a while, then send again.
 * - `server`: the service failed or its answer was lost; the request may have been carried out, so it is sent again with
 *   the same ClientToken.
 * - `unreadable`: an answer came that is none of the operation's: another service, a proxy or a portal may stand there.
 * - `unreachable`: no connection was made at all (wrong host, nothing listening, no route).
 */
export type RetryClass = "none" | "conflict" | "throttled" | "server" | "unreadable" | "unreachable";

/** How long to stay away between attempts, and for how long at most to go on, per class. Times in milliseconds. */
export interface RetryRhythm {
	readonly firstDelayMs: number;
	readonly factor: number;
	readonly longestDelayMs: number;
	/** While a request met no other failure, it is sent again for this long; else until the operation's deadline. */
	readonly limitMs: number;
}

/**
 * One row a class. `unreadable` and `unreachable` are given up early: with nothing listening at the endpoint, a person who mistyped it
 * should read so in seconds, not at the end of the operation's deadline. A request that was answered or broken off before
 * has the right endpoint, and may have been carried out: that is worth all the time there is.
 */
export const retryRhythms: Readonly<Record<Exclude<RetryClass, "none">, RetryRhythm>> = {
	conflict: { firstDelayMs: 300, factor: 1.6, longestDelayMs: 5_000, limitMs: Number.POSITIVE_INFINITY },
	throttled: { firstDelayMs: 500, factor: 2, longestDelayMs: 20_000, limitMs: Number.POSITIVE_INFINITY },
	server: { firstDelayMs: 200, factor: 2, longestDelayMs: 10_000, limitMs: Number.POSITIVE_INFINITY },
	unreadable: { firstDelayMs: 300, factor: 2, longestDelayMs: 4_000, limitMs: 10_000 },
	unreachable: { firstDelayMs: 200, factor: 2, longestDelayMs: 4_000, limitMs: 15_000 },
};

/** What the user can do once trying again has come to its end, where the code itself names nothing better. */
export const retryNextSteps: Readonly<Record<RetryClass, string | undefined>> = {
	none: undefined,
	conflict: "Run the same command again in a while.",
	throttled: "Run the same command again in a while.",
	server: "Run the same command again: what was begun is found again, and nothing is made twice.",
	unreadable:
		"Check the endpoint, and what may stand between (a proxy, a portal), then run the same command again: what was begun is found again.",
	unreachable: "Check the endpoint and the network, then run the same command again.",
};
