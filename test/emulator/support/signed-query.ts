import { createHmac, randomUUID } from "node:crypto";
import { type ApiAnswer, encode, exchange, type Keys, pairs } from "./signed-request";

// A small signer written from the description of the HMAC-SHA1 signature alone. It shares no code with the emulator.

export interface QueryRequest {
	readonly action: string;
	readonly version: string;
	readonly method?: "GET" | "POST";
	readonly query?: Readonly<Record<string, string>>;
	readonly form?: Readonly<Record<string, string>>;
	/** Parameters of the protocol to change or, when undefined, to leave out; signed as they are then. */
	readonly protocol?: Readonly<Record<string, string | undefined>>;
	/** Sends the parameters of the protocol in the form, not in the query. */
	readonly protocolInForm?: boolean;
	/** Changes the parameters of the query after they were signed. */
	readonly tamper?: (query: Record<string, string>) => void;
}

/** The protocol's parameters with their signature. */
export function signQuery(keys: Keys, wanted: QueryRequest): Record<string, string> {
	const protocol = defined({
		AccessKeyId: keys.accessKeyId,
		Action: wanted.action,
		SecurityToken: keys.securityToken,
		SignatureMethod: "HMAC-SHA1",
		SignatureNonce: randomUUID(),
		SignatureVersion: "1.0",
		Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
		Version: wanted.version,
		...wanted.protocol,
	});
	const signed = pairs({ ...wanted.query, ...wanted.form, ...protocol });
	const stringToSign = `${wanted.method ?? "POST"}&%2F&${encode(signed)}`;
	const signature = createHmac("sha1", `${keys.accessKeySecret}&`).update(stringToSign).digest("base64");
	return { ...protocol, Signature: signature };
}

/** Sends a request with its signature in the query. */
export function sendQuery(url: string, keys: Keys, wanted: QueryRequest): Promise<ApiAnswer> {
	const protocol = signQuery(keys, wanted);
	const query = { ...wanted.query, ...(wanted.protocolInForm ? {} : protocol) };
	const form = { ...wanted.form, ...(wanted.protocolInForm ? protocol : {}) };
	wanted.tamper?.(query);
	const body = pairs(form);
	const headers = body === "" ? {} : { "content-type": "application/x-www-form-urlencoded" };
	return exchange(`${url}/?${pairs(query)}`, wanted.method ?? "POST", headers, body);
}

function defined(map: Readonly<Record<string, string | undefined>>): Record<string, string> {
	const entries = Object.entries(map).filter((entry): entry is [string, string] => entry[1] !== undefined);
	return Object.fromEntries(entries);
}
