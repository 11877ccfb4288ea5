import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono, type MiddlewareHandler } from "hono";
import { refusalOfHost } from "../http/guard";
import { refusal } from "./control";
import { assertAllowed, ControlError } from "./control-error";

// From src/emulator/control as from lib/emulator/control: the page is only ever built into lib.
const folder = join(__dirname, "..", "..", "..", "lib", "emulator", "page");

/** The files of the page, as `npm run build` leaves them. Nothing else of the disk is served. */
const assets: Readonly<Record<string, string>> = {
	"page.js": "text/javascript; charset=utf-8",
	"page.css": "text/css; charset=utf-8",
	"icon.svg": "image/svg+xml",
};

const headers = {
	"cache-control": "no-cache",
	"content-security-policy":
		"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"cross-origin-resource-policy": "same-origin",
	"referrer-policy": "no-referrer",
	"x-content-type-options": "nosniff",
};

/** Serves the scripts, styles and pictures of the page. They are the same for everybody and say nothing of the world. */
export function createPageAssets(): Hono {
	const app = new Hono();
	app.get("/:file", (context) => {
		const file = context.req.param("file");
		const type = Object.hasOwn(assets, file) ? assets[file] : undefined;
		if (type === undefined) throw new ControlError(404, "path", `The page has no file ${file}.`);
		return new Response(readAsset(file), { headers: { ...headers, "content-type": type } });
	});
	app.onError(refusal);
	return app;
}

/** Answers a browser that looks at the root, and lets the API's own requests pass. */
export function pageForBrowsers(hosts: readonly string[]): MiddlewareHandler {
	return async ({ req }, next) => {
		const wantsPage = req.header("accept")?.includes("text/html") ?? false;
		const names = ["Action", "Version", "Signature"].some((name) => req.query(name) !== undefined);
		const signs = ["x-acs-action", "authorization"].some((name) => req.header(name) !== undefined);
		if (!wantsPage || names || signs) return next();
		try {
			assertAllowed(refusalOfHost(req, hosts));
			return new Response(readAsset("index.html"), {
				headers: { ...headers, "content-type": "text/html; charset=utf-8" },
			});
		} catch (error) {
			if (!(error instanceof ControlError)) throw error;
			return new Response(`${error.message}\n`, {
				status: error.httpStatus,
				headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
			});
		}
	};
}

function readAsset(name: string): Uint8Array<ArrayBuffer> {
	try {
		return new Uint8Array(readFileSync(join(folder, name)));
	} catch {
		throw new ControlError(404, "path", "The page is not built: run `npm run build`.");
	}
}
