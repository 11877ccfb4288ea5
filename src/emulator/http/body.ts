import type { IncomingMessage } from "node:http";
import { cloudError } from "../cloud-error";

// The largest real request, 20 tags and every other field at its limit, stays below 50 kB.
const MAX_BODY_BYTES = 128 * 1024;

/**
 * What is read, and thrown away, of a body that is too long. A client that is still sending when the connection is
 * closed may lose the answer that says why (RFC 9112, 9.6): so it is heard out, within reason.
 */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/**
 * Reads a body up to a limit, whether or not the client says its length: the official clients stream it in chunks.
 * Hono's own limit rebuilds the request for that, which does not work with the adapter's request objects.
 */
export async function readBody(incoming: IncomingMessage, maxBytes: number = MAX_BODY_BYTES): Promise<Uint8Array> {
	let chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > MAX_DISCARDED_BYTES) break;
		if (length > maxBytes) chunks = [];
		else chunks.push(chunk);
	}
	if (length > maxBytes) throw cloudError("RequestEntityTooLarge", maxBytes);
	return Buffer.concat(chunks);
}
