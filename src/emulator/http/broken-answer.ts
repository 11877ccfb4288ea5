import type { ServerResponse } from "node:http";
import { pause } from "./disturbance";
import type { Reply } from "./envelope";

/** Sends half of an answer, then ends the connection. */
export function sendTruncated(outgoing: ServerResponse, reply: Reply): void {
	const { bytes, half } = begin(outgoing, reply);
	outgoing.write(bytes.subarray(0, half), () => outgoing.socket?.destroy());
}

/** Sends half of an answer, and the rest a while later. */
export async function sendSlowly(
	outgoing: ServerResponse,
	reply: Reply,
	ms: number,
	closing: AbortSignal,
): Promise<void> {
	const { bytes, half } = begin(outgoing, reply);
	outgoing.write(bytes.subarray(0, half));
	if ((await pause(ms, closing)) === "work") outgoing.end(bytes.subarray(half));
}

function begin(outgoing: ServerResponse, reply: Reply): { bytes: Buffer; half: number } {
	const bytes = Buffer.from(reply.body);
	outgoing.writeHead(reply.httpStatus, { ...reply.headers, "content-length": bytes.length });
	return { bytes, half: Math.floor(bytes.length / 2) };
}
