import { createHash, createHmac, randomUUID } from "node:crypto";
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { parse } from "lossless-json";

// A small signer written from the description of ACS3-HMAC-SHA256 alone. It shares no code with the emulator.

export interface Keys {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken?: string;
}

export interface ApiRequest {
	readonly action: string;
	readonly version: string;
	readonly method?: string;
	readonly path?: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly form?: Readonly<Record<string, string>>;
	readonly date?: string;
	readonly nonce?: string;
	/** Changes the headers after they were signed. */
	readonly tamper?: (headers: Record<string, string>) => void;
	/** Changes the body after it was signed. */
	readonly tamperBody?: (body: string) => string;
}

export interface ApiAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	/** Parsed; a number outside the safe range is kept as its digits in a string. */
	// biome-ignore lint/suspicious/noExplicitAny: an answer has whatever fields the test expects of it
	readonly body: any;
}

const FORM = "application/x-www-form-urlencoded";

const sha256 = (data: string) => createHash("sha256").update(data, "utf8").digest("hex");

/** RFC 3986, byte by byte. */
export function encode(text: string): string {
	let encoded = "";
	for (const byte of Buffer.from(text, "utf8")) {
		const char = String.fromCharCode(byte);
		encoded += /[A-Za-z0-9\-._~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	}
	return encoded;
}

/** Sorted by name, encoded, joined. */
export function pairs(map: Readonly<Record<string, string>>): string {
	const names = Object.keys(map).sort();
	return names.map((name) => `${encode(name)}=${encode(map[name] ?? "")}`).join("&");
}

export interface Signed {
	readonly headers: Record<string, string>;
	readonly query: string;
	readonly body: string;
	readonly signature: string;
}

/** The headers, query and body of a signed request. */
export function sign(host: string, keys: Keys, wanted: ApiRequest, rawBody?: string): Signed {
	const method = wanted.method ?? "POST";
	const body = rawBody ?? (method === "POST" ? pairs(wanted.form ?? {}) : "");
	const query = pairs(wanted.query ?? {});
	const headers: Record<string, string> = {
		host,
		"x-acs-action": wanted.action,
		"x-acs-content-sha256": sha256(body),
		"x-acs-date": wanted.date ?? `${new Date().toISOString().slice(0, 19)}Z`,
		"x-acs-signature-nonce": wanted.nonce ?? randomUUID().replaceAll("-", ""),
		"x-acs-version": wanted.version,
		...(body === "" ? {} : { "content-type": FORM }),
		...(keys.securityToken === undefined ? {} : { "x-acs-security-token": keys.securityToken }),
	};
	const names = Object.keys(headers).sort();
	const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
	const hash = headers["x-acs-content-sha256"];
	const canonical = `${method}\n${wanted.path ?? "/"}\n${query}\n${lines}\n${names.join(";")}\n${hash}`;
	const signature = createHmac("sha256", keys.accessKeySecret)
		.update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
		.digest("hex");
	headers["authorization"] =
		`ACS3-HMAC-SHA256 Credential=${keys.accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
	return { headers, query, body, signature };
}

/** Sends a signed request. Rejects when no whole answer arrives. */
export function send(url: string, keys: Keys, wanted: ApiRequest): Promise<ApiAnswer> {
	const { host } = new URL(url);
	const signed = sign(host, keys, wanted);
	wanted.tamper?.(signed.headers);
	const body = wanted.tamperBody?.(signed.body) ?? signed.body;
	const search = signed.query === "" ? "" : `?${signed.query}`;
	return exchange(`${url}${wanted.path ?? "/"}${search}`, wanted.method ?? "POST", signed.headers, body);
}

/** Sends a request as it is. */
export function exchange(
	url: string,
	method: string,
	headers: OutgoingHttpHeaders,
	body: string | Buffer,
): Promise<ApiAnswer> {
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
			const chunks: Buffer[] = [];
			incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
			incoming.on("error", reject);
			incoming.on("end", () => {
				const text = Buffer.concat(chunks).toString("utf8");
				const isJson = incoming.headers["content-type"]?.startsWith("application/json") ?? false;
				const body: unknown = isJson ? parse(text, undefined, { parseNumber: parseNumber }) : undefined;
				resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body });
			});
		});
		outgoing.on("error", reject);
		outgoing.end(body);
	});
}

function parseNumber(digits: string): number | string {
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number : digits;
}
