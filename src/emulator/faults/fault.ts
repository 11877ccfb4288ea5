/**
 * What a fault does to a request. Faults act on requests whose signature was accepted.
 *
 * Nothing is done, and instead:
 * - `error`: an error is answered.
 * - `not-json`: an HTML page with status 502 is answered, as by a proxy.
 * - `drop-before`: the connection is reset.
 * - `hang`: nothing is ever answered, until the emulator is closed.
 * - `outage`: all connections are reset, and for `ms` of real time nobody listens: new ones are refused, those of the
 *   control interface as well.
 * - `clock-skew`: the request is judged as if the cloud's clock were `ms` ahead of the emulator's (behind, if negative);
 *   more than 15 minutes are answered by `InvalidTimeStamp.Expired`, less are borne.
 * - `expired-token`: the session of an assumed role that signed the request is over, from now on, and the answer is
 *   `InvalidSecurityToken.Expired`. Requests signed with an account's own keys are left alone.
 *
 * The request is carried out, but:
 * - `drop-after`: the connection is reset instead of an answer.
 * - `truncate`: the answer breaks off in the middle.
 * - `delay`: only `ms` later.
 * - `slow-headers`: the answer begins `ms` later.
 * - `slow-body`: half of the answer comes at once, the rest `ms` later.
 * - `duplicate`: twice, as when a proxy sends it again; the answer is that of the second time.
 * - `stale`: an operation that reads finds nothing, as right after a create: no connection, tag, custom route entry, route
 *   table, VPC, prefix list or resource group, and CDT is not open.
 * - `old`: it shows what there is as it was before its last change: what is new is not found, what was modified has its old
 *   values, what was deleted is still there. What no request makes, such as VPCs and system route tables, was always there.
 *   Operations that change something do not care, nor do GetCallerIdentity and DescribeRegions.
 *
 * With `afterEffect`, `error`, `not-json`, `hang` and `outage` come after the request was carried out: its answer is lost.
 *
 * @public
 */
export type Fault =
	| {
			readonly kind: "error";
			readonly httpStatus: number;
			readonly code: string;
			readonly message?: string | undefined;
			/** Sent as header `x-acs-retry-after`. */
			readonly retryAfterMs?: number | undefined;
			/** @defaultValue false */
			readonly afterEffect?: boolean | undefined;
	  }
	| {
			readonly kind: "not-json" | "hang";
			/** @defaultValue false */
			readonly afterEffect?: boolean | undefined;
	  }
	| {
			readonly kind: "outage";
			readonly ms: number;
			/** @defaultValue false */
			readonly afterEffect?: boolean | undefined;
	  }
	| { readonly kind: "delay" | "slow-headers" | "slow-body" | "clock-skew"; readonly ms: number }
	| {
			readonly kind: "drop-before" | "drop-after" | "truncate" | "duplicate" | "stale" | "old" | "expired-token";
	  };

/** The name of what a fault does. @public */
export type FaultKind = Fault["kind"];

/** What else a fault of each kind has to say; all there are. @public */
export const faultKinds = {
	error: ["httpStatus", "code"],
	"not-json": [],
	"drop-before": [],
	hang: [],
	outage: ["ms"],
	"clock-skew": ["ms"],
	"expired-token": [],
	"drop-after": [],
	truncate: [],
	delay: ["ms"],
	"slow-headers": ["ms"],
	"slow-body": ["ms"],
	duplicate: [],
	stale: [],
	old: [],
} as const satisfies Record<FaultKind, readonly string[]>;

/**
 * Refusals that the documents name, ready to be added: `faults.add({ action: "*", ...namedFaults.throttled })`
 * (alicloud-api.md 6.6, and 5 for the two of route entries and tokens).
 *
 * @public
 */
export const namedFaults = {
	throttled: {
		kind: "error",
		httpStatus: 400,
		code: "Throttling.User",
		message: "Request was denied due to user flow control.",
	},
	"throttled-with-pause": {
		kind: "error",
		httpStatus: 429,
		code: "Throttling.Api",
		message: "Request was denied due to api flow control.",
		retryAfterMs: 1000,
	},
	"system-busy": { kind: "error", httpStatus: 400, code: "SystemBusy", message: "The system is busy." },
	"internal-error": {
		kind: "error",
		httpStatus: 500,
		code: "InternalError",
		message: "The request processing has failed.",
	},
	"bad-gateway": { kind: "not-json" },
	"service-unavailable": {
		kind: "error",
		httpStatus: 503,
		code: "ServiceUnavailable",
		message: "The service is unavailable.",
	},
	conflict: { kind: "error", httpStatus: 400, code: "Conflict.Operation", message: "Another operation is running." },
	"token-in-use": {
		kind: "error",
		httpStatus: 400,
		code: "LastTokenProcessing",
		message: "The last token request is processing.",
	},
	"clock-skew": { kind: "clock-skew", ms: 3_600_000 },
	"expired-token": { kind: "expired-token" },
	"lost-request": { kind: "drop-before" },
	"lost-answer": { kind: "drop-after" },
	"broken-answer": { kind: "truncate" },
	"no-answer": { kind: "hang" },
	"sent-twice": { kind: "duplicate" },
	"not-found-yet": { kind: "stale" },
	"old-answer": { kind: "old" },
} as const satisfies Record<string, Fault>;
