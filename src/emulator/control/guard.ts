import { ControlError } from "./control-error";

/** What the guard looks at. */
export interface GuardedRequest {
	readonly method: string;
	header(name: string): string | undefined;
}

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Refuses what a page somewhere on the internet can make a browser send. Such a page can point a name of its own at the
 * loopback address: then the Host is that name. Or it can send requests here from where it is: then the Origin is its
 * own, or, where a browser sends none, Sec-Fetch-Site says so.
 *
 * @param hosts - Further host names that may be asked for.
 */
export function assertFromHere(request: GuardedRequest, hosts: readonly string[]): void {
	const host = request.header("host") ?? "";
	const name = host.replace(/:\d+$/, "").toLowerCase();
	if (!loopbackNames.includes(name) && !hosts.some((one) => one.toLowerCase() === name)) {
		throw new ControlError(
			403,
			"Host",
			`The control interface answers under ${loopbackNames.join(", ")} alone, not under "${name}". Allow a name with the option controlHosts.`,
		);
	}
	const origin = request.header("origin");
	if (origin !== undefined && origin !== `http://${host}`) {
		throw new ControlError(403, "Origin", `A page of ${origin} may not use the control interface.`);
	}
}

/** Refuses requests that a browser sends on behalf of another site. Links to the page itself are followed all the same. */
export function assertSameSite(request: GuardedRequest): void {
	const site = request.header("sec-fetch-site");
	if (site === undefined || site === "same-origin" || site === "none") return;
	throw new ControlError(403, "Sec-Fetch-Site", "A page of another site may not use the control interface.");
}

/** A form of another page cannot send JSON: whatever changes something has to. */
export function assertJson(request: GuardedRequest): void {
	if (request.method === "GET" || request.method === "HEAD" || request.method === "DELETE") return;
	const type = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
	if (type === "application/json") return;
	throw new ControlError(415, "Content-Type", "Send application/json.");
}
