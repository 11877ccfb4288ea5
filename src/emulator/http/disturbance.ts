import { setTimeout as sleep } from "node:timers/promises";
import { CloudError } from "../cloud-error";
import type { Fault, FaultEffect, Hold } from "../faults";
import type { Reply } from "./envelope";

/** What happens to a request before it is worked on. */
export type BeforeWork = "work" | "drop" | "hang" | Outage | Reply;

/** The endpoint is away for so long, this request's connection included. */
type Outage = { readonly kind: "outage"; readonly ms: number };

/** How a request ends on the wire. */
export type Outcome =
	| { readonly kind: "send" | "truncate"; readonly reply: Reply }
	| { readonly kind: "slow-body"; readonly reply: Reply; readonly ms: number }
	| { readonly kind: "drop" | "hang" }
	| Outage;

type ErrorFault = Extract<Fault, { kind: "error" }>;

const badGateway: Reply = {
	httpStatus: 502,
	headers: { "content-type": "text/html" },
	body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
	code: "502",
};

/** The refusal that a fault of kind `error` stands for. */
export function injectedError({ code, httpStatus, message, retryAfterMs }: ErrorFault): CloudError {
	return new CloudError(code, httpStatus, message ?? "Injected fault.", "injected fault", {
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
	});
}

/** Carries out the part of a fault that comes before the work. `closing` ends every wait. */
export async function disturbBefore(effect: FaultEffect, closing: AbortSignal): Promise<BeforeWork> {
	if ("afterEffect" in effect && effect.afterEffect === true) return "work";
	switch (effect.kind) {
		case "error":
			throw injectedError(effect);
		case "drop-before":
			return "drop";
		case "not-json":
			return badGateway;
		case "hang":
			return "hang";
		case "outage":
			return { kind: "outage", ms: effect.ms };
		case "delay":
			return pause(effect.ms, closing);
		case "hold":
			return suspended(effect, closing);
		default:
			return "work";
	}
}

/** Carries out the part of a fault that comes between the work and its answer. `refuse` makes an error's reply. */
export async function disturbAfter(
	effect: FaultEffect,
	reply: Reply,
	closing: AbortSignal,
	refuse: (error: CloudError) => Reply,
): Promise<Outcome> {
	switch (effect.kind) {
		case "drop-after":
			return { kind: "drop" };
		case "truncate":
			return { kind: "truncate", reply };
		case "slow-body":
			return { kind: "slow-body", reply, ms: effect.ms };
		case "slow-headers":
			return answered(await pause(effect.ms, closing), reply);
		case "hold":
			return answered(await heldBack(effect, closing), reply);
		case "error":
			return { kind: "send", reply: refuse(injectedError(effect)) };
		case "not-json":
			return { kind: "send", reply: badGateway };
		case "hang":
			return { kind: "hang" };
		case "outage":
			return { kind: "outage", ms: effect.ms };
		default:
			return { kind: "send", reply };
	}
}

/** Waits; a wait that is cut short by the end of the emulator ends in a dropped connection. */
export async function pause(ms: number, closing: AbortSignal): Promise<"work" | "drop"> {
	if (ms === 0) return "work";
	try {
		await sleep(ms, undefined, { signal: closing });
		return "work";
	} catch {
		return "drop";
	}
}

function answered(wait: "work" | "drop", reply: Reply): Outcome {
	return wait === "drop" ? { kind: "drop" } : { kind: "send", reply };
}

async function heldBack(hold: Hold, closing: AbortSignal): Promise<"work" | "drop"> {
	const wait = hold.afterEffect ? await suspended(hold, closing) : "work";
	return hold.loseAnswer ? "drop" : wait;
}

async function suspended(hold: Hold, closing: AbortSignal): Promise<"work" | "drop"> {
	hold.enter();
	await Promise.race([hold.gate, untilAborted(closing)]);
	return closing.aborted ? "drop" : "work";
}

function untilAborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return Promise.resolve();
	return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
