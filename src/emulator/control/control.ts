import type { IncomingMessage } from "node:http";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { CloudError } from "../cloud-error";
import type { ControlledEmulator } from "../create-emulator";
import { readBody } from "../http/body";
import { refusalOfHost, refusalOfSite, refusalOfType } from "../http/guard";
import { parseSeed } from "../world/seed-file";
import { assertAllowed, ControlError, changing } from "./control-error";
import { eventStream } from "./events";
import { faultJson } from "./fault-json";
import { operationList } from "./operations";
import { requestPage } from "./request-page";
import { bodies, recordQuery, shaped } from "./shapes";
import { addRoute } from "./state-routes";

/** What a request of the control interface comes with. */
export type ControlBindings = { Bindings: { incoming: IncomingMessage } };

type Schema = (typeof bodies)[keyof typeof bodies];

/** A seed with thousands of VPCs stays below this. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The control interface as an application to be mounted under its prefix. */
export function createControl(emulator: ControlledEmulator, hosts: readonly string[]): Hono<ControlBindings> {
	const app = new Hono<ControlBindings>();
	app.use("*", async (context, next) => {
		const { req } = context;
		assertAllowed(refusalOfHost(req, hosts), refusalOfSite(req), refusalOfType(req));
		context.header("cache-control", "no-store");
		context.header("x-content-type-options", "nosniff");
		context.header("cross-origin-resource-policy", "same-origin");
		await next();
	});
	addLife(app, emulator);
	addWorld(app, emulator);
	addRecord(app, emulator);
	addTime(app, emulator);
	addFaults(app, emulator);
	app.all("*", (context) => {
		const { method, path } = context.req;
		throw new ControlError(404, "path", `The control interface has no ${method} ${path}.`);
	});
	app.onError(refusal);
	return app;
}

/** The answer to a request that cannot be carried out. */
export function refusal(error: Error, context: Context): Response {
	if (!(error instanceof ControlError)) {
		return context.json({ error: { member: "", message: "The emulator failed. This is a bug of it." } }, 500);
	}
	return context.json(
		{ error: { member: error.member, message: error.message } },
		error.httpStatus as ContentfulStatusCode,
	);
}

function addLife(app: Hono<ControlBindings>, emulator: ControlledEmulator): void {
	app.get("/health", (context) =>
		context.json({
			status: "ok",
			time: emulator.clock.now(),
			accounts: emulator.accounts.map(({ uid }) => uid),
			// Absent while the state file, if there is one, holds everything.
			unsaved: emulator.unsaved,
		}),
	);
	app.get("/operations", (context) => context.json({ operations: operationList() }));
	app.get("/events", (context) => eventStream(context, emulator));
	app.post("/reset", async (context) => {
		await body(context, bodies.nothing);
		emulator.reset();
		return context.json(emulator.state());
	});
	app.post("/seed", async (context) => {
		const value = await readJson(context);
		emulator.seed(changing("(body)", () => parseSeed(value)));
		return context.json(emulator.state());
	});
}

function addWorld(app: Hono<ControlBindings>, emulator: ControlledEmulator): void {
	const { world } = emulator;
	app.get("/state", (context) => context.json(emulator.state()));
	app.get("/connections/:instanceId/reachability", (context) => {
		const instanceId = context.req.param("instanceId");
		const found = emulator.reachability(instanceId);
		if (found === undefined) throw new ControlError(404, "instanceId", `The emulator has no connection ${instanceId}`);
		return context.json(found);
	});
	const steps = {
		accept: world.acceptConnection,
		reject: world.rejectConnection,
		expire: world.expireConnection,
		drop: world.dropConnection,
	};
	for (const [step, run] of Object.entries(steps)) {
		app.post(`/connections/:instanceId/${step}`, async (context) => {
			await body(context, bodies.nothing);
			const instanceId = context.req.param("instanceId");
			const known = world.findConnection(instanceId) !== undefined;
			changing(known ? "status" : "instanceId", () => run(instanceId), known ? 400 : 404);
			return context.json({ connection: world.findConnection(instanceId) ?? null });
		});
	}
	app.post("/routes", async (context) => {
		const wanted = await body(context, bodies.route);
		return context.json(addRoute(emulator, wanted), 201);
	});
	app.delete("/routes/:routeEntryId", (context) => {
		const routeEntryId = context.req.param("routeEntryId");
		if (!world.routeEntries().some(({ id }) => id === routeEntryId)) {
			throw new ControlError(404, "routeEntryId", `The emulator has no route entry ${routeEntryId}`);
		}
		world.removeRouteEntry(routeEntryId);
		return context.json({ removed: routeEntryId });
	});
	app.post("/prefix-lists", async (context) => {
		const { accountId, ...list } = await body(context, bodies.prefixList);
		const known = emulator.accounts.some(({ uid }) => uid === accountId);
		return context.json(
			changing(known ? "(body)" : "accountId", () => world.addPrefixList(accountId, list)),
			201,
		);
	});
	app.delete("/prefix-lists/:id", (context) => {
		const id = context.req.param("id");
		const known = emulator.accounts.some(({ prefixLists }) => prefixLists.some((list) => list.id === id));
		changing("id", () => world.removePrefixList(id), known ? 400 : 404);
		return context.json({ removed: id });
	});
	app.post("/permissions", async (context) => {
		const { accountId, action, effect } = await body(context, bodies.permission);
		changing("accountId", () => {
			world.allowAction(accountId, action);
			if (effect === "deny") world.denyAction(accountId, action);
		});
		return context.json({ accountId, action, effect });
	});
}

function addRecord(app: Hono<ControlBindings>, emulator: ControlledEmulator): void {
	app.get("/requests", (context) =>
		context.json(requestPage(emulator.requests, shaped(recordQuery, context.req.query()))),
	);
	app.delete("/requests", (context) => {
		emulator.clearRequests();
		return context.json({ requests: [], total: 0, next: 0 });
	});
}

function addTime(app: Hono<ControlBindings>, { clock, timing }: ControlledEmulator): void {
	app.get("/clock", (context) => context.json({ time: clock.now(), offsetMs: clock.offsetMs }));
	app.post("/clock/advance", async (context) => {
		const { ms } = await body(context, bodies.advance);
		const time = changing("ms", () => clock.advance(ms));
		return context.json({ time, offsetMs: clock.offsetMs });
	});
	app.get("/timing", (context) => context.json(timing.read()));
	app.patch("/timing", async (context) => context.json(timing.change(await body(context, bodies.timing))));
}

function addFaults(app: Hono<ControlBindings>, { faults }: ControlledEmulator): void {
	app.get("/faults", (context) => context.json({ faults: faults.rules.map(faultJson) }));
	app.post("/faults", async (context) => {
		const rule = await body(context, bodies.fault);
		const added = rule.kind === "hold" ? faults.hold(rule) : faults.add(rule);
		return context.json(faultJson(added), 201);
	});
	app.delete("/faults", (context) => {
		faults.clear();
		return context.json({ faults: [] });
	});
	app.delete("/faults/:id", (context) => {
		const id = context.req.param("id");
		const found = faults.rules.find((rule) => String(rule.id) === id);
		if (found === undefined) throw new ControlError(404, "id", `There is no fault ${id}.`);
		found.remove();
		return context.json({ removed: found.id });
	});
}

async function body<Shape extends Schema>(context: Context<ControlBindings>, schema: Shape) {
	return shaped(schema, await readJson(context));
}

/** The body as JSON; an empty one is an empty object. */
async function readJson(context: Context<ControlBindings>): Promise<unknown> {
	const bytes = await readBody(context.env.incoming, MAX_BODY_BYTES).catch((error: unknown) => {
		const tooLong = error instanceof CloudError && error.code === "RequestEntityTooLarge";
		throw tooLong ? new ControlError(413, "(body)", `The body is longer than ${MAX_BODY_BYTES} bytes.`) : error;
	});
	const value = parsed(Buffer.from(bytes).toString("utf8") || "{}");
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
	throw new ControlError(400, "(body)", "The body is not a JSON object.");
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
