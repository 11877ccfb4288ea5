import type { FoundAction } from "../actions";
import { CloudError, cloudError } from "../cloud-error";
import type { FaultBox, FaultEffect } from "../faults";
import { type RequestLog, type RequestRecord, recordable } from "../requests";
import type { Authenticator, Caller } from "../signature/authenticate";
import { newRequestId } from "../world/ids";
import type { Store } from "../world/store";
import { requiredAction, runAction } from "./dispatch";
import { disturbBefore, pause } from "./disturbance";
import { errorReply, type Reply, successReply } from "./envelope";
import type { WireRequest } from "./wire";

/** The parts of an emulator that answer requests. */
export interface Exchange {
	readonly store: Store;
	readonly authenticator: Authenticator;
	readonly faults: FaultBox;
	readonly log: RequestLog;
	/** Aborted when the emulator closes. */
	readonly closing: AbortSignal;
}

/** How a request ends on the wire. */
export type Outcome =
	| { readonly kind: "send" | "truncate"; readonly reply: Reply }
	| { readonly kind: "drop" | "hang" };

/** Answers one request and puts it on record. Never throws. */
export async function answer(exchange: Exchange, request: WireRequest): Promise<Outcome> {
	const requestId = newRequestId();
	const time = exchange.store.now();
	const progress: Progress = { caller: undefined, reply: undefined };
	const outcome = await conclude(exchange, request, requestId, progress);
	const record = { ...baseRecord(request), requestId, time, ...callerOf(progress) };
	const whole = { ...record, ...endOf(request, outcome, progress) };
	exchange.log.add(whole);
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
		const effect = exchange.faults.take(request.action, progress.caller.account.uid);
		const before = await waitFor(exchange, effect);
		if (before === "drop" || before === "hang") return { kind: before };
		progress.reply = before === "work" ? work(exchange, request, found, progress.caller, effect, requestId) : before;
		return afterWork(effect, progress.reply);
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
	const stale = effect?.kind === "stale";
	const context = { store, parameters: request.parameters, caller, now: store.now(), stale };
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

function afterWork(effect: FaultEffect | undefined, reply: Reply): Outcome {
	if (effect?.kind === "drop-after") return { kind: "drop" };
	return { kind: effect?.kind === "truncate" ? "truncate" : "send", reply };
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
