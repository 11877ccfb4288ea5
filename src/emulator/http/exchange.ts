import type { FoundAction } from "../actions";
import { CloudError, cloudError } from "../cloud-error";
import type { FaultBox, FaultEffect, FaultSubject } from "../faults";
import type { RateLimiter } from "../rate-limit";
import { type RequestLog, type RequestRecord, recordable } from "../requests";
import type { Authenticator, Caller } from "../signature/authenticate";
import { disturbSignature } from "../signature/disturbed";
import { newRequestId } from "../world/ids";
import type { Store } from "../world/store";
import { namedInstances, requiredAction, runAction } from "./dispatch";
import { disturbAfter, disturbBefore, type Outcome, pause } from "./disturbance";
import { errorReply, type Reply, successReply } from "./envelope";
import type { WireRequest } from "./wire";

/** The parts of an emulator that answer requests. */
export interface Exchange {
	readonly store: Store;
	readonly authenticator: Authenticator;
	readonly faults: FaultBox;
	readonly limiter: RateLimiter;
	readonly log: RequestLog;
	/** Aborted when the emulator closes. */
	readonly closing: AbortSignal;
}

/** Answers one request and puts it on record. Never throws. */
export async function answer(exchange: Exchange, request: WireRequest): Promise<Outcome> {
	const requestId = newRequestId();
	const time = exchange.store.now();
	const progress: Progress = { caller: undefined, reply: undefined };
	const outcome = await conclude(exchange, request, requestId, progress);
	const record = { ...baseRecord(request), requestId, time, ...callerOf(progress) };
	const whole = exchange.log.add({ ...record, ...endOf(request, outcome, progress) });
	exchange.store.settings.onRequest(whole);
	return outcome;
}

/** What is known of a request, filled in as it goes. */
interface Progress {
	caller: Caller | undefined;
	reply: Reply | undefined;
}

async function conclude(
	exchange: Exchange,
	request: WireRequest,
	requestId: string,
	progress: Progress,
): Promise<Outcome> {
	try {
		const found = requiredAction(request);
		progress.caller = exchange.authenticator.authenticate(request);
		const { caller } = progress;
		exchange.limiter.assertWithin({
			uid: caller.account.uid,
			action: request.action,
			regionId: request.parameters.get("RegionId"),
			now: exchange.store.now(),
		});
		const effect = exchange.faults.take(subjectOf(request, caller));
		const before = await waitFor(exchange, effect);
		if (before === "drop" || before === "hang") return { kind: before };
		if (typeof before === "object" && "kind" in before) return before;
		if (effect !== undefined) disturbSignature(exchange.store, request.signedAt, caller, effect);
		if (before !== "work") {
			progress.reply = before;
			return { kind: "send", reply: before };
		}
		if (effect?.kind === "duplicate") work(exchange, request, found, caller, effect, requestId);
		const reply = work(exchange, request, found, caller, effect, requestId);
		progress.reply = reply;
		const outcome = await afterWork(exchange, request, requestId, effect, reply);
		progress.reply = "reply" in outcome ? outcome.reply : reply;
		return outcome;
	} catch (error) {
		progress.reply = refuse(exchange, request, requestId, error);
		return { kind: "send", reply: progress.reply };
	}
}

async function waitFor({ store, closing }: Exchange, effect: FaultEffect | undefined) {
	const latency = await pause(store.settings.latencyMs, closing);
	return latency === "work" && effect !== undefined ? disturbBefore(effect, closing) : latency;
}

function work(
	exchange: Exchange,
	request: WireRequest,
	found: FoundAction,
	caller: Caller,
	effect: FaultEffect | undefined,
	requestId: string,
): Reply {
	const { store } = exchange;
	const context = {
		store,
		parameters: request.parameters,
		caller,
		now: store.now(),
		stale: effect?.kind === "stale",
		old: effect?.kind === "old",
	};
	try {
		return successReply(request, requestId, runAction(request.action, found, context));
	} catch (error) {
		// Caught here, so that a fault such as drop-after swallows a refusal as well as a success.
		return refuse(exchange, request, requestId, error);
	}
}

function refuse({ store }: Exchange, request: WireRequest, requestId: string, error: unknown): Reply {
	if (!(error instanceof CloudError)) {
		const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
		store.settings.onNotice(`Answering ${request.action}: ${reason}`);
	}
	const refusal = error instanceof CloudError ? error : cloudError("InternalError");
	return errorReply(request.format, requestId, request.headers["host"] ?? "", refusal);
}

async function afterWork(
	exchange: Exchange,
	request: WireRequest,
	requestId: string,
	effect: FaultEffect | undefined,
	reply: Reply,
): Promise<Outcome> {
	if (effect === undefined) return { kind: "send", reply };
	return disturbAfter(effect, reply, exchange.closing, (error) => refuse(exchange, request, requestId, error));
}

function subjectOf({ action, parameters }: WireRequest, { account, session }: Caller): FaultSubject {
	return {
		action,
		accountId: account.uid,
		instanceIds: namedInstances(parameters),
		bySession: session !== undefined,
	};
}

function baseRecord({ action, version, parameters }: WireRequest) {
	// Keys, tokens and signatures are no parameters of the operation: they do not get here.
	return { action, version, parameters: recordable(parameters) };
}

function callerOf({ caller }: Progress): Pick<RequestRecord, "accountId"> {
	return caller === undefined ? {} : { accountId: caller.account.uid };
}

function endOf(
	{ parameters }: WireRequest,
	outcome: Outcome,
	{ reply }: Progress,
): Pick<RequestRecord, "httpStatus" | "code" | "instanceId"> {
	const instanceId = reply?.instanceId ?? parameters.get("InstanceId");
	return {
		httpStatus: "reply" in outcome ? outcome.reply.httpStatus : 0,
		...(reply?.code === undefined ? {} : { code: reply.code }),
		...(instanceId === undefined ? {} : { instanceId }),
	};
}
