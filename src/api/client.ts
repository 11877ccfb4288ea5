import { ApiError, cloudCode } from "../errors/api-error";
import { durationText } from "../errors/duration-text";
import { parseAnswer, textIn } from "./answer";
import type { CallLimits } from "./call-limits";
import { longestTimerMs, systemClock } from "./clock";
import type { CredentialSource } from "./credential-source";
import type { Endpoint } from "./endpoints";
import { toApiError, wordOf } from "./failure";
import type { ActionName } from "./limits/rate-limits";
import { RequestLimiter } from "./limits/request-limiter";
import type { Allowance } from "./limits/window-budget";
import { parametersForLog } from "./parameters-for-log";
import { type ProductName, products } from "./products";
import { type HttpsProxy, proxyFor, throughProxy } from "./proxy";
import { type ResponseHead, withHead } from "./response-head";
import { retryTransient } from "./retry";
import type { SdkTransport, TransportOptions } from "./sdk-transport";

/** A request to be sent: one operation of one product. */
export interface ApiRequest {
	/** The operation, as the cloud spells it. */
	readonly action: ActionName;
	/** Parameters that the official clients put into the form body. Numbers as text: account ids would be damaged. */
	readonly body?: Readonly<Record<string, string>>;
	/** Parameters that the official clients put into the query. */
	readonly query?: Readonly<Record<string, string>>;
}

/** Operations that change nothing. */
const readActions = /^(Get|List|Describe|AssumeRole)/;

/** A wait for its turn that is shorter is not worth a line in the debug log. */
const tellingMs = 1_000;

/** The last look of a wait is made at its deadline, and has this long to be answered. */
const shortestPatienceMs = 2_000;

/** The cloud's word for temporary credentials that are over. */
const sessionExpired = "InvalidSecurityToken.Expired";

/** Sends the operations of one product with one set of credentials. */
export class ApiClient {
	readonly endpoint: Endpoint;
	private readonly transportOptions: TransportOptions;
	private transport: SdkTransport | undefined;
	private foundProxy: Promise<HttpsProxy | undefined> | undefined;
	private readonly credentials: CredentialSource;
	private readonly debug: (line: string) => void;
	private readonly limiterOf: (action: ActionName, regionId: string | undefined) => RequestLimiter;
	private readonly onWrite: () => void;
	private readonly onDate: (date: string | undefined) => void;

	constructor(options: {
		product: ProductName;
		endpoint: Endpoint;
		credentials: CredentialSource;
		connectTimeoutMs: number;
		readTimeoutMs: number;
		/** Gets a line for each request and its outcome. */
		debug?: (line: string) => void;
		/** The queue in which requests for an operation wait for their turn. @default one for all, of this client's own */
		limiterOf?: (action: ActionName, regionId: string | undefined) => RequestLimiter;
		/** Called before and after each request that may change something. */
		onWrite?: () => void;
		/** Gets the `Date` of each answer. */
		onDate?: (date: string | undefined) => void;
	}) {
		const ownLimiter = new RequestLimiter();
		this.limiterOf = options.limiterOf ?? (() => ownLimiter);
		this.onWrite = options.onWrite ?? (() => {});
		this.onDate = options.onDate ?? (() => {});
		this.credentials = options.credentials;
		this.debug = options.debug ?? (() => {});
		this.endpoint = options.endpoint;
		const { endpoint, credentials, connectTimeoutMs, readTimeoutMs } = options;
		const { version } = products[options.product];
		this.transportOptions = { endpoint, version, credentials, connectTimeoutMs, readTimeoutMs };
	}

	/**
	 * Sends the request, again while its failures are transient, until an answer or the deadline. `read` takes what is wanted
	 * out of the answer; one that it finds unreadable is asked for again. A session of an assumed role that ended before its
	 * time is begun anew once.
	 */
	async call<T = Record<string, unknown>>(
		request: ApiRequest,
		limits: CallLimits,
		read: (answer: Record<string, unknown>) => T = (answer) => answer as T,
	): Promise<T> {
		try {
			return await this.attempts(request, limits, read);
		} catch (error) {
			if (cloudCode(error) !== sessionExpired || this.credentials.renew === undefined) {
				throw error;
			}
			this.debug(`${request.action}: ${sessionExpired}, again with a new session`);
			this.credentials.renew();
			return this.attempts(request, limits, read);
		}
	}

	private attempts<T>(
		request: ApiRequest,
		limits: CallLimits,
		read: (answer: Record<string, unknown>) => T,
	): Promise<T> {
		return retryTransient(async () => readable(await this.sendBefore(limits, request), read), {
			...limits,
			onRetry: (error, pauseMs) => {
				this.debug(`${request.action}: ${error.code}, again in ${Math.round(pauseMs)} ms`);
				limits.onRetry?.(error, pauseMs);
			},
		});
	}

	/** What may still be sent of an operation in a region now; undefined where the cloud's limit is not known. */
	allowance(action: ActionName, regionId?: string): Allowance | undefined {
		return this.limiterOf(action, regionId).allowance;
	}

	/**
	 * Sends when it is the request's turn. One that hangs, or whose turn does not come, is given up at the deadline: whether
	 * it was carried out, the next run finds out.
	 */
	private async sendBefore(
		{ deadline, clock = systemClock, onHeld }: CallLimits,
		request: ApiRequest,
	): Promise<Record<string, unknown>> {
		const limiter = this.limiterOf(request.action, request.body?.["RegionId"] ?? request.query?.["RegionId"]);
		const patienceMs = Math.min(Math.max(shortestPatienceMs, deadline - clock.now()), longestTimerMs);
		const asked = clock.now();
		const patience = new AbortController();
		let sent = false;
		let refusal: ApiError | undefined;
		const timer = setTimeout(() => {
			patience.abort(refusal ?? (sent ? this.silence(request) : this.notSent(request, limiter, patienceMs)));
		}, patienceMs);
		// What it watches over keeps the process alive by itself; where that is forgotten, this must not do so instead.
		timer.unref();
		const isWrite = !readActions.test(request.action);
		const send = () => {
			sent = true;
			refusal = undefined;
			const waited = clock.now() - asked;
			if (waited >= tellingMs) {
				this.debug(`${request.action}: waited ${durationText(waited)} for its turn`);
			}
			if (isWrite) {
				this.onWrite();
			}
			return this.sendOnce(request);
		};
		const onRefused = (error: ApiError) => {
			refusal = error;
			// Time in simulations does not move the timer above.
			if (clock.now() >= deadline) {
				throw error;
			}
		};
		try {
			return await limiter.run(send, {
				signal: patience.signal,
				onRefused,
				...(onHeld === undefined
					? {}
					: { onHeld: (reason: string, heldMs: number) => onHeld(reason, heldMs, request.action) }),
			});
		} finally {
			clearTimeout(timer);
			if (isWrite && sent) {
				this.onWrite();
			}
		}
	}

	private silence({ action }: ApiRequest): ApiError {
		const detail = `${this.endpoint.host}: no answer until the deadline`;
		return new ApiError({ action, code: "NetworkError", detail, retry: "server" });
	}

	private notSent({ action }: ApiRequest, { held, queued }: RequestLimiter, waitedMs: number): ApiError {
		const why = held ?? `${queued} other requests were under way or before it`;
		const detail = `${this.endpoint.host}: not sent, it waited ${durationText(waitedMs)} for its turn: ${why}`;
		return new ApiError({ action, code: "NotSent", detail, retry: "throttled" });
	}

	private async sendOnce(request: ApiRequest): Promise<Record<string, unknown>> {
		const started = performance.now();
		const outcome = (word: string) =>
			this.debug(`${request.action} ${this.endpoint.host} -> ${word}, ${Math.round(performance.now() - started)} ms`);
		this.debug(`${request.action} ${this.endpoint.host} ${parametersForLog({ ...request.query, ...request.body })}`);
		const transport = await this.loaded();
		const proxy = await this.proxy();
		const host = proxy === undefined ? this.endpoint.host : `${this.endpoint.host} (through the proxy ${proxy.host})`;
		const head: ResponseHead = {};
		try {
			const send = () => transport.send(request.action, { query: { ...request.query }, body: { ...request.body } });
			const answer = await withHead(head, () => (proxy === undefined ? send() : throughProxy(proxy, send)));
			this.onDate(answer.date);
			const parsed = parseAnswer(answer.text);
			outcome(`RequestId ${textIn(parsed, "RequestId")}`);
			return parsed;
		} catch (error) {
			const failure = toApiError(request.action, host, error, head);
			outcome(failure.message);
			throw failure;
		}
	}

	/** Looked for with the first request. */
	private proxy(): Promise<HttpsProxy | undefined> {
		this.foundProxy ??= proxyFor(this.endpoint);
		return this.foundProxy;
	}

	private async loaded(): Promise<SdkTransport> {
		const { SdkTransport } = await loadTransport();
		this.transport ??= new SdkTransport(this.transportOptions);
		return this.transport;
	}
}

let transportModule: Promise<typeof import("./sdk-transport.js")> | undefined;

/** With the first request of this process. */
function loadTransport(): Promise<typeof import("./sdk-transport.js")> {
	transportModule ??= import("./sdk-transport.js");
	return transportModule;
}

/** What is read of an answer; where it is unreadable, the error names the request. */
function readable<T>(answer: Record<string, unknown>, read: (answer: Record<string, unknown>) => T): T {
	try {
		return read(answer);
	} catch (error) {
		throw error instanceof ApiError && error.code === "UnreadableAnswer"
			? new ApiError({ ...error.failure, requestId: wordOf(answer["RequestId"]) })
			: error;
	}
}
