import type { IncomingMessage, Server, ServerResponse } from "node:http";
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
import { refusalOfHost, refusalOfSite } from "./guard";
import { Listener } from "./listener";
import { readWire } from "./wire";

type Bindings = { incoming: IncomingMessage; outgoing: ServerResponse };

/** Starts to listen. */
export async function startServer(exchange: Exchange, emulator: ControlledEmulator): Promise<Listener> {
	const { host, port, headersTimeoutMs, requestTimeoutMs } = exchange.store.settings;
	let listener: Listener | undefined;
	const server = createAdaptorServer({
		fetch: createApp(exchange, emulator, (ms) => listener?.leaveFor(ms)).fetch,
		// The emulator may run inside somebody's program: its global Request and Response are not ours to replace.
		overrideGlobalObjects: false,
		serverOptions: {
			headersTimeout: headersTimeoutMs,
			requestTimeout: requestTimeoutMs,
			// Node looks every 30 s unless told otherwise, which would make either of them last that long.
			connectionsCheckingInterval: Math.max(1, Math.min(headersTimeoutMs, requestTimeoutMs) / 10),
		},
	}) as Server;
	listener = await Listener.start(server, host, port);
	return listener;
}

function createApp(
	exchange: Exchange,
	emulator: ControlledEmulator,
	leaveFor: (ms: number) => void,
): Hono<{ Bindings: Bindings }> {
	const { allowedHosts } = exchange.store.settings;
	const app = new Hono<{ Bindings: Bindings }>();
	app.route("/_emulator/page", createPageAssets());
	app.route("/_emulator", createControl(emulator, allowedHosts));
	// The API's operations are at the root, too: a browser that wants to look at something names none.
	app.get("/", pageForBrowsers(allowedHosts));
	app.all("*", async (context) => {
		const { incoming, outgoing } = context.env;
		const { req } = context;
		const refusal = refusalOfHost(req, allowedHosts) ?? refusalOfSite(req);
		if (refusal !== undefined) {
			throw new CloudError(`Emulator.${refusal.member}`, refusal.httpStatus, refusal.message, "the emulator's own");
		}
		const request = readWire(incoming, await readBody(incoming));
		const outcome = await answer(exchange, request);
		if (outcome.kind === "outage") leaveFor(outcome.ms);
		return finish(outcome, outgoing, exchange);
	});
	// Reached when a body is too long or breaks off: everything else is answered by the exchange.
	app.onError((error, context) => {
		const refusal = error instanceof CloudError ? error : cloudError("InternalError");
		const format = answerFormat(context.req.query("Format"));
		return toResponse(errorReply(format, newRequestId(), context.req.header("host") ?? "", refusal));
	});
	return app;
}

async function finish(outcome: Outcome, outgoing: ServerResponse, { store, closing }: Exchange): Promise<Response> {
	// The world's time, not this machine's: clients compare it with the age of what an answer tells of.
	const dated = ({ headers, ...reply }: Reply): Reply => ({
		...reply,
		headers: { ...headers, date: new Date(store.now()).toUTCString() },
	});
	if (outcome.kind === "send") return toResponse(dated(outcome.reply));
	if (outcome.kind === "slow-body") await sendSlowly(outgoing, dated(outcome.reply), outcome.ms, closing);
	if (outcome.kind === "truncate") sendTruncated(outgoing, dated(outcome.reply));
	// A hanging request is left alone: its socket ends with the client's patience or with the server.
	if (outcome.kind === "drop" || outcome.kind === "outage") outgoing.socket?.destroy();
	return RESPONSE_ALREADY_SENT;
}

function toResponse({ body, httpStatus, headers }: Reply): Response {
	return new Response(body, { status: httpStatus, headers });
}
