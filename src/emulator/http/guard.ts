import { isIP } from "node:net";

/** What the guard looks at. */
export interface GuardedRequest {
	readonly method: string;
	header(name: string): string | undefined;
}

/** Why a request is not answered. */
export interface Refusal {
	/** The header that is wrong. */
	readonly member: "Host" | "Origin" | "Sec-Fetch-Site" | "Content-Type";
	readonly httpStatus: 403 | 415;
	readonly message: string;
}

/**
 * Refuses what a page somewhere on the internet can make a browser send. Such a page can point a name of its own at this
 * machine: then the Host is that name. Or it can send requests here from where it is: then the Origin is its own. An
 * address is nobody's name.
 *
 * @param names - Further host names that may be asked for.
 */
export function refusalOfHost(request: GuardedRequest, names: readonly string[]): Refusal | undefined {
	const host = request.header("host") ?? "";
	const name = host.replace(/:\d*$/, "").toLowerCase();
	if (!isAddress(name) && !isLocal(name) && !names.some((one) => one.toLowerCase() === name)) {
		return {
			member: "Host",
			httpStatus: 403,
			message: `The emulator answers under localhost and under addresses, not under the name ${JSON.stringify(name)}: a page on the internet could point its own name here. Allow the name with the option allowedHosts (--allow-host).`,
		};
	}
	const origin = request.header("origin");
	if (origin === undefined || origin === `http://${host}`) return undefined;
	return {
		member: "Origin",
		httpStatus: 403,
		message: `A page of ${JSON.stringify(origin)} may not use the emulator.`,
	};
}

/** Refuses requests that a browser sends on behalf of another site. Links to the page itself are followed all the same. */
export function refusalOfSite(request: GuardedRequest): Refusal | undefined {
	const site = request.header("sec-fetch-site");
	if (site === undefined || site === "same-origin" || site === "none") return undefined;
	return { member: "Sec-Fetch-Site", httpStatus: 403, message: "A page of another site may not use the emulator." };
}

/** A form of another page cannot send JSON: whatever changes something has to. */
export function refusalOfType(request: GuardedRequest): Refusal | undefined {
	if (request.method === "GET" || request.method === "HEAD" || request.method === "DELETE") return undefined;
	const type = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
	if (type === "application/json") return undefined;
	return { member: "Content-Type", httpStatus: 415, message: "Send application/json." };
}

function isAddress(name: string): boolean {
	return isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
}

/** RFC 6761: names under localhost are this machine's. */
function isLocal(name: string): boolean {
	return name === "localhost" || name.endsWith(".localhost");
}
