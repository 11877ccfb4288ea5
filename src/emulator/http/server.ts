import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { CloudError, cloudError } from "../cloud-error";
import { createControl } from "../control/control";
import { createPageAssets, pageForBrowsers } from "../control/page-assets";
import type { ControlledEmulator } from "../create-emulator";
import { newRequestId } from "../world/ids";
import { readBody } from "./body";
import { sendSlowly, sendTruncated } from "./broken-answer";
import type { Outcome } from "./disturbance";
import { errorReply, type Reply } from "./envelope";
import { answer, type Exchange } from "./exchange";
import { answerFormat } from "./format";
import { readWire } from "./wire";

type Bindings = { incoming: IncomingMessage; outgoing: ServerResponse };

/** A server that listens. */
export interface RunningServer {
	readonly port: number;
	/** Ends it at once, open connections included. */
	close(): Promise<void>;
}

/** Starts to listen. */
export async function startServer(exchange: Exchange, emulator: ControlledEmulator): Promise<RunningServer> {
	const { host, port, headersTimeoutMs, requestTimeoutMs } = exchange.store.settings;
	const server = createAdaptorServer({
		fetch: createApp(exchange, emulator).fetch,
		// The emulator may run inside somebody's program: its global Request and Response are not ours to replace.
		overrideGlobalObjects: false,
		serverOptions: {
			headersTimeout: headersTimeoutMs,
			requestTimeout: requestTimeoutMs,
			// Node looks every 30 s unless told otherwise, which would make either of them last that long.
			connectionsCheckingInterval: Math.max(1, Math.min(headersTimeoutMs, requestTimeoutMs) / 10),
		},
	}) as Server;
	await listen(server, host, port);
	return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function createApp(exchange: Exchange, emulator: ControlledEmulator): Hono<{ Bindings: Bindings }> {
	const { controlHosts } = exchange.store.settings;
	const app = new Hono<{ Bindings: Bindings }>();
	app.route("/_emulator/page", createPageAssets());
	app.route("/_emulator", createControl(emulator, controlHosts));
	// The API's operations are at the root, too: a browser that wants to look at something names none.
	app.get("/", pageForBrowsers(controlHosts));
	app.all("*", async (context) => {
		const { incoming, outgoing } = context.env;
		const request = readWire(incoming, await readBody(incoming));
		return finish(await answer(exchange, request), outgoing, exchange.closing);
	});
	// Reached when a body is too long or breaks off: everything else is answered by the exchange.
	app.onError((error, context) => {
		const refusal = error instanceof CloudError ? error : cloudError("InternalError");
		const format = answerFormat(context.req.query("Format"));
		return toResponse(errorReply(format, newRequestId(), context.req.header("host") ?? "", refusal));
	});
	return app;
}

async function finish(outcome: Outcome, outgoing: ServerResponse, closing: AbortSignal): Promise<Response> {
	if (outcome.kind === "send") return toResponse(outcome.reply);
	if (outcome.kind === "slow-body") await sendSlowly(outgoing, outcome.reply, outcome.ms, closing);
	if (outcome.kind === "truncate") sendTruncated(outgoing, outcome.reply);
	// A hanging request is left alone: its socket ends with the client's patience or with the server.
	if (outcome.kind === "drop") outgoing.socket?.destroy();
	return RESPONSE_ALREADY_SENT;
}

function toResponse({ body, httpStatus, headers }: Reply): Response {
	return new Response(body, { status: httpStatus, headers });
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			resolve();
		});
	});
}

function close(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error === undefined ? resolve() : reject(error)));
		server.closeAllConnections();
	});
}
