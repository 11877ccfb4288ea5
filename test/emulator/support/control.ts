import { get, type IncomingMessage } from "node:http";
import type { Emulator } from "../../../src/emulator";
import { type ApiAnswer, exchange } from "./signed-request";

/** Sends a request to the control interface of an emulator. */
export function control(
	emulator: Emulator,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<ApiAnswer> {
	const json: Record<string, string> = method === "GET" ? {} : { "content-type": "application/json" };
	const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
	return exchange(`${emulator.url}/_emulator${path}`, method, { ...json, ...headers }, text);
}

/** One server-sent event. */
export interface SentEvent {
	readonly event: string;
	// biome-ignore lint/suspicious/noExplicitAny: an event has whatever fields the test expects of it
	readonly data: any;
}

export interface EventReader {
	/** Resolves with the first event, past or to come, for which the predicate holds. */
	next(predicate: (event: SentEvent) => boolean): Promise<SentEvent>;
	/** Resolves when the stream is over. */
	readonly ended: Promise<"ended">;
	close(): void;
}

/** Listens to an emulator's events. */
export function readEvents(emulator: Emulator): EventReader {
	const seen: SentEvent[] = [];
	let look: () => void = () => undefined;
	let rest = "";
	let end: (how: "ended") => void = () => undefined;
	const ended = new Promise<"ended">((resolve) => {
		end = resolve;
	});
	const outgoing = get(`${emulator.url}/_emulator/events`, { agent: false }, (incoming: IncomingMessage) => {
		incoming.setEncoding("utf8").on("data", (text: string) => {
			const parts = (rest + text).split("\n\n");
			rest = parts.pop() ?? "";
			for (const part of parts) {
				const event = /^event: (.*)$/m.exec(part)?.[1];
				const data = /^data: (.*)$/m.exec(part)?.[1];
				if (event !== undefined && data !== undefined) seen.push({ event, data: JSON.parse(data) });
			}
			look();
		});
		incoming.on("error", () => undefined);
		incoming.on("close", () => end("ended"));
	});
	outgoing.on("error", () => undefined);
	return {
		next: (predicate) =>
			new Promise((resolve) => {
				look = () => {
					const found = seen.find(predicate);
					if (found === undefined) return;
					seen.splice(0, seen.indexOf(found) + 1);
					resolve(found);
				};
				look();
			}),
		ended,
		close: () => outgoing.destroy(),
	};
}
