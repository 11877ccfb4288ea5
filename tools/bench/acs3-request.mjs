// @ts-check
import { createHash, createHmac, randomUUID } from "node:crypto";

const algorithm = "ACS3-HMAC-SHA256";

/** @param {string} text */
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/**
 * A signed request as the current SDKs send it, with a nonce of its own. Values need no encoding: letters, digits, `-`.
 * @param {string} host
 * @param {{ accessKeyId: string, accessKeySecret: string }} keys
 * @param {{ action: string, version: string, form: Record<string, string> }} operation
 */
export function acs3Request(host, keys, { action, version, form }) {
	const body = new URLSearchParams(form).toString();
	/** @type {Record<string, string>} */
	const headers = {
		"content-type": "application/x-www-form-urlencoded",
		host,
		"x-acs-action": action,
		"x-acs-content-sha256": sha256(body),
		"x-acs-date": `${new Date().toISOString().slice(0, 19)}Z`,
		"x-acs-signature-nonce": randomUUID(),
		"x-acs-version": version,
	};
	const names = Object.keys(headers);
	const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
	const canonical = ["POST", "/", "", lines, names.join(";"), headers["x-acs-content-sha256"]].join("\n");
	const signature = createHmac("sha256", keys.accessKeySecret)
		.update(`${algorithm}\n${sha256(canonical)}`)
		.digest("hex");
	const authorization = `${algorithm} Credential=${keys.accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
	return { method: /** @type {const} */ ("POST"), path: "/", body, headers: { ...headers, authorization } };
}
