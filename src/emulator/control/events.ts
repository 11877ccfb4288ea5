import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Change } from "../changes";
import type { ControlledEmulator } from "../create-emulator";

// A busy emulator answers thousands of requests a second; nobody needs to hear of each.
const COLLECT_MS = 60;
// Tells a proxy, and a client behind it, that the connection lives.
const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events: `hello` at once, then `change` with the kinds of changes since the last one. They say that
 * something changed, not what it is now: a client that missed some, or was slow, has only to ask again.
 */
export function eventStream(context: Context, emulator: ControlledEmulator): Response {
	return streamSSE(context, async (stream) => {
		const waiting = new Set<Change>();
		let wake: () => void = () => undefined;
		const unsubscribe = emulator.onChange((change) => {
			waiting.add(change);
			wake();
		});
		stream.onAbort(() => wake());
		try {
			await stream.writeSSE({ event: "hello", data: JSON.stringify({ time: emulator.clock.now() }) });
			while (!stream.aborted && !stream.closed) {
				const woken = new Promise<void>((resolve) => {
					wake = resolve;
				});
				if (waiting.size === 0) await soonerOf(woken, HEARTBEAT_MS);
				if (stream.aborted) break;
				if (waiting.size === 0) {
					await stream.write(": alive\n\n");
					continue;
				}
				const changes = [...waiting];
				waiting.clear();
				await stream.writeSSE({ event: "change", data: JSON.stringify({ changes }) });
				await stream.sleep(COLLECT_MS);
			}
		} finally {
			unsubscribe();
		}
	});
}

/** Waits for a promise, but not longer than `ms`. The timer alone does not keep the process alive. */
function soonerOf(promise: Promise<void>, ms: number): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms).unref();
		void promise.then(() => {
			clearTimeout(timer);
			resolve();
		});
	});
}
