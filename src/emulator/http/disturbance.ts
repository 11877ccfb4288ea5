import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudError } from "../cloud-error";
import type { FaultEffect } from "../faults";
import type { Reply } from "./envelope";

/** What happens to a request before it is worked on. */
export type BeforeWork = "work" | "drop" | "hang" | Reply;

const badGateway: Reply = {
	httpStatus: 502,
	headers: { "content-type": "text/html" },
	body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
	code: "502",
};

/** Carries out the part of a fault that comes before the work. `closing` ends every wait. */
export async function disturbBefore(effect: FaultEffect, closing: AbortSignal): Promise<BeforeWork> {
	switch (effect.kind) {
		case "error":
			throw new CloudError(effect.code, effect.httpStatus, effect.message ?? "Injected fault.", "injected fault", {
				...(effect.retryAfterMs === undefined ? {} : { retryAfterMs: effect.retryAfterMs }),
			});
		case "drop-before":
			return "drop";
		case "not-json":
			return badGateway;
		case "hang":
			return "hang";
		case "delay":
			return pause(effect.ms, closing);
		case "hold":
			effect.enter();
			await Promise.race([effect.gate, untilAborted(closing)]);
			return closing.aborted ? "drop" : "work";
		case "drop-after":
		case "truncate":
		case "stale":
			return "work";
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

/** Sends half of an answer, then ends the connection. */
export function sendTruncated(outgoing: ServerResponse, reply: Reply): void {
	const bytes = Buffer.from(reply.body);
	outgoing.writeHead(reply.httpStatus, { ...reply.headers, "content-length": bytes.length });
	outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.socket?.destroy());
}

function untilAborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return Promise.resolve();
	return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
