import { CloudError } from "./cloud-error";
import { errorTable } from "./errors";

/**
 * How many requests an account may make, all operations and regions together, as a rate. The cloud does not count so; it
 * is for tests of how a client behaves when it is refused for short times.
 *
 * @public
 */
export interface RateLimitPerSecond {
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

/**
 * How many requests an account may make for each operation in each region within a fixed window, as the cloud counts.
 *
 * @public
 */
export interface RateLimitPerWindow {
	/** By operation; one that is not named here has no limit. @defaultValue the published numbers (alicloud-api.md 6.7) */
	readonly requestsPerWindow?: Readonly<Record<string, number>> | undefined;
	/** How long a window lasts, in milliseconds. @defaultValue 60000 */
	readonly windowMs?: number | undefined;
	/** See {@link RateLimitPerSecond.saysWhen}. */
	readonly saysWhen?: boolean | undefined;
}

/**
 * A limit on requests.
 *
 * @public
 */
export type RateLimit = RateLimitPerSecond | RateLimitPerWindow;

/** A request, as far as limits count it. */
export interface CountedRequest {
	readonly uid: string;
	readonly action: string;
	readonly regionId: string | undefined;
	readonly now: number;
}

/** Counts the requests of each account. */
export interface RateLimiter {
	/** Refuses a request of an account that makes too many. */
	assertWithin(request: CountedRequest): void;
	reset(): void;
}

/** 60 s. Source: alicloud-api.md 6.7. */
const publishedWindowMs = 60_000;

/** Source: flow control information of VpcPeer 2022-01-01 and Vpc 2016-04-28 (alicloud-api.md 6.7); others are not known. */
export const publishedRequestsPerWindow: Readonly<Record<string, number>> = {
	CreateVpcPeerConnection: 360,
	GetVpcPeerConnectionAttribute: 360,
	ListVpcPeerConnections: 360,
	ModifyVpcPeerConnection: 360,
	DeleteVpcPeerConnection: 360,
	AcceptVpcPeerConnection: 360,
	RejectVpcPeerConnection: 360,
	TagResources: 1_000,
	UnTagResources: 1_000,
	MoveResourceGroup: 1_000,
	ListTagResources: 3_000,
	ModifyRouteEntry: 300,
};

/** Makes a limiter; without a limit it lets everything through. */
export function createRateLimiter(limit: RateLimit | undefined): RateLimiter {
	if (limit === undefined) return { assertWithin: () => undefined, reset: () => undefined };
	return "requestsPerSecond" in limit ? limiterPerSecond(limit) : limiterPerWindow(limit);
}

function limiterPerSecond(limit: RateLimitPerSecond): RateLimiter {
	const buckets = new Map<string, { tokens: number; filledAt: number }>();
	const rate = limit.requestsPerSecond;
	const size = limit.burst ?? Math.max(1, rate);
	return {
		assertWithin: ({ uid, now }) => {
			const { tokens, filledAt } = buckets.get(uid) ?? { tokens: size, filledAt: now };
			const filled = Math.min(size, tokens + (Math.max(0, now - filledAt) / 1000) * rate);
			buckets.set(uid, { tokens: filled < 1 ? filled : filled - 1, filledAt: now });
			if (filled < 1) throw refusal(uid, limit, Math.ceil(((1 - filled) / rate) * 1000));
		},
		reset: () => buckets.clear(),
	};
}

/**
 * Windows begin with the minutes of the emulator's clock, and what is refused does not count: both assumed. Operations that
 * name no region are counted together: no document says which region counts then.
 */
function limiterPerWindow(limit: RateLimitPerWindow): RateLimiter {
	const counts = new Map<string, number>();
	const { requestsPerWindow = publishedRequestsPerWindow, windowMs = publishedWindowMs } = limit;
	let window = Number.NaN;
	return {
		assertWithin: ({ uid, action, regionId = "", now }) => {
			const allowed = requestsPerWindow[action];
			if (allowed === undefined) return;
			const current = Math.floor(now / windowMs);
			if (current !== window) counts.clear();
			window = current;
			const key = JSON.stringify([uid, action, regionId]);
			const count = counts.get(key) ?? 0;
			if (count >= allowed) throw refusal(uid, limit, (current + 1) * windowMs - now);
			counts.set(key, count + 1);
		},
		reset: () => counts.clear(),
	};
}

/** Checks what a caller gave; undefined for no limit. */
export function checkedRateLimit(limit: RateLimit | "published" | "none" | undefined): RateLimit | undefined {
	if (limit === undefined || limit === "published") return {};
	if (limit === "none") return undefined;
	if (typeof limit !== "object" || limit === null) {
		throw new RangeError(`Expected \`rateLimit\` to be "published", "none" or an object, got ${JSON.stringify(limit)}`);
	}
	if ("requestsPerSecond" in limit) {
		assertNumber("requestsPerSecond", limit.requestsPerSecond, "over 0", (value) => value > 0);
		if (limit.burst !== undefined) assertNumber("burst", limit.burst, "1 or more", (value) => value >= 1);
		return limit;
	}
	const { requestsPerWindow = {}, windowMs } = limit;
	if (windowMs !== undefined) assertNumber("windowMs", windowMs, "over 0", (value) => value > 0);
	for (const [action, value] of Object.entries(requestsPerWindow)) {
		assertNumber(`requestsPerWindow.${action}`, value, "1 or more", (one) => one >= 1);
	}
	return limit;
}

function assertNumber(name: string, value: unknown, allowed: string, isAllowed: (value: number) => boolean): void {
	if (typeof value !== "number" || !Number.isFinite(value) || !isAllowed(value)) {
		throw new RangeError(`Expected \`rateLimit.${name}\` to be a number ${allowed}, got ${JSON.stringify(value)}`);
	}
}

function refusal(uid: string, { saysWhen }: RateLimit, waitMs: number): CloudError {
	const { httpStatus, message, source } = errorTable["Throttling.User"];
	const extra = saysWhen === true ? { retryAfterMs: waitMs } : {};
	return new CloudError("Throttling.User", httpStatus, message.replace("%s", uid), source, extra);
}
