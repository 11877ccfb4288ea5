import { CloudError } from "./cloud-error";
import { errorTable } from "./errors";

/**
 * How many requests an account may make, all operations and regions together. The cloud counts each operation in each
 * region by itself, in windows of 60 s, and publishes the figures (alicloud-api.md 6.7).
 *
 * @public
 */
export interface RateLimit {
	/** Requests that an account may make per second, on average. */
	readonly requestsPerSecond: number;
	/** Requests that it may make at once after a pause. @defaultValue as many as in one second, at least 1 */
	readonly burst?: number | undefined;
	/**
	 * Whether a refusal says in the header `x-acs-retry-after` when the next request will be let through. The official
	 * clients know this header; whether the service sends it is not documented.
	 * @defaultValue false
	 */
	readonly saysWhen?: boolean | undefined;
}

/** Counts the requests of each account. */
export interface RateLimiter {
	/** Refuses a request of an account that makes too many. */
	assertWithin(uid: string, now: number): void;
	reset(): void;
}

interface Bucket {
	tokens: number;
	filledAt: number;
}

/** Makes a limiter; without a limit it lets everything through. */
export function createRateLimiter(limit: RateLimit | undefined): RateLimiter {
	const buckets = new Map<string, Bucket>();
	const rate = limit?.requestsPerSecond ?? Number.POSITIVE_INFINITY;
	const size = limit?.burst ?? Math.max(1, rate);
	return {
		assertWithin: (uid, now) => {
			if (limit === undefined) return;
			const bucket = filled(buckets.get(uid) ?? { tokens: size, filledAt: now }, now);
			buckets.set(uid, bucket);
			if (bucket.tokens < 1) throw refusal(uid, limit, Math.ceil(((1 - bucket.tokens) / rate) * 1000));
			bucket.tokens -= 1;
		},
		reset: () => buckets.clear(),
	};

	function filled({ tokens, filledAt }: Bucket, now: number): Bucket {
		return { tokens: Math.min(size, tokens + (Math.max(0, now - filledAt) / 1000) * rate), filledAt: now };
	}
}

/** Checks what a caller gave. */
export function checkedRateLimit(limit: RateLimit | undefined): RateLimit | undefined {
	if (limit === undefined) return undefined;
	if (!(limit.requestsPerSecond > 0)) {
		throw new RangeError(`Expected \`rateLimit.requestsPerSecond\` to be over 0, got ${limit.requestsPerSecond}`);
	}
	if (limit.burst !== undefined && !(limit.burst >= 1)) {
		throw new RangeError(`Expected \`rateLimit.burst\` to be 1 or more, got ${limit.burst}`);
	}
	return limit;
}

function refusal(uid: string, { saysWhen }: RateLimit, waitMs: number): CloudError {
	const { httpStatus, message, source } = errorTable["Throttling.User"];
	const extra = saysWhen === true ? { retryAfterMs: waitMs } : {};
	return new CloudError("Throttling.User", httpStatus, message.replace("%s", uid), source, extra);
}
