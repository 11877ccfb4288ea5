import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";

/** A larger answer is no answer of these operations: a page of a hundred connections is a hundredth of it. */
export const longestAnswerBytes = 8 * 1024 * 1024;

/** What is known of a response besides what the SDK tells. */
export interface ResponseHead {
	status?: number | undefined;
	contentType?: string | undefined;
	/** Where a redirect points. */
	location?: string | undefined;
	/** The response was broken off because it is larger than `longestAnswerBytes`. */
	tooLarge?: true;
}

/** The head of the request that is being sent. */
const sending = new AsyncLocalStorage<ResponseHead>();
const heads = new WeakMap<ClientRequest, ResponseHead>();

/**
 * Sends, and notes the response's head in `head` as soon as it comes. The SDK hands on neither status nor headers of an error,
 * and reads any body to its end: a body that is too large is broken off here. Node tells of every HTTP request of the process;
 * only those that `send` makes are looked at.
 */
export function withHead<T>(head: ResponseHead, send: () => Promise<T>): Promise<T> {
	watch();
	return sending.run(head, send);
}

let watching = false;

function watch(): void {
	if (watching) {
		return;
	}
	watching = true;
	diagnostics.subscribe("http.client.request.start", (message) => {
		const head = sending.getStore();
		if (head !== undefined) {
			heads.set((message as { request: ClientRequest }).request, head);
		}
	});
	diagnostics.subscribe("http.client.response.finish", (message) => {
		const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
		const head = heads.get(request);
		if (head !== undefined) {
			head.status = response.statusCode;
			head.contentType = response.headers["content-type"];
			head.location = response.headers.location;
			limitBody(response, head);
		}
	});
}

function limitBody(response: IncomingMessage, head: ResponseHead): void {
	const push = response.push.bind(response);
	let bytes = 0;
	response.push = (chunk: Buffer | string | null, encoding?: BufferEncoding): boolean => {
		bytes += chunk?.length ?? 0;
		if (bytes <= longestAnswerBytes) {
			return push(chunk, encoding);
		}
		head.tooLarge = true;
		response.destroy(new Error("the answer is too large"));
		return false;
	};
}
