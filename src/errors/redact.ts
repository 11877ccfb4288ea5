import { printableLines } from "./printable";

/** Values that must never appear in a message: filled by the credential code, read by everything that prints. */
const secrets = new Map<string, RegExp>();

/** Shorter values would blank out ordinary words. */
const shortestSecret = 6;

/** A process that lives long renews its sessions again and again: those of the oldest are over. */
const mostSecrets = 300;

/** Makes sure that `value` never appears in a message of this process, however it is written. */
export function hideSecret(value: string | undefined): void {
	if (value === undefined || value.length < shortestSecret) {
		return;
	}
	const pattern = secrets.get(value) ?? spellingsOf(value);
	// The last ones used are the last to go.
	secrets.delete(value);
	secrets.set(value, pattern);
	const [oldest] = secrets.keys();
	if (secrets.size > mostSecrets && oldest !== undefined) {
		secrets.delete(oldest);
	}
}

/**
 * The ways in which a value may be quoted: as it is, percent-encoded once or twice (with capital or small hexadecimal
 * digits, a space as a plus), as in JSON text, in base64 and in hexadecimal.
 */
function spellingsOf(value: string): RegExp {
	const once = encodeURIComponent(value);
	const everything = [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
	const bytes = Buffer.from(value);
	const texts = [
		value,
		once,
		once.replaceAll("%20", "+"),
		encodeURIComponent(once),
		everything,
		JSON.stringify(value).slice(1, -1),
	];
	const patterns = new Set(texts.map(escapedForPattern));
	// Three bytes are four characters of base64, so the value may begin at one of three places within a longer text.
	const encoded = [0, 1, 2].flatMap((before) => base64Within(bytes, before));
	for (const text of encoded.filter((one) => one.length >= 2 * shortestSecret)) {
		// The last character of base64 depends on what follows, too.
		patterns.add(`${escapedForPattern(text)}[\\w+/-]?={0,2}`);
	}
	patterns.add(escapedForPattern(bytes.toString("hex")));
	return new RegExp([...patterns].sort((left, right) => right.length - left.length).join("|"), "gi");
}

/** What base64 makes of the bytes when so many others stand before them, without the characters that these decide. */
function base64Within(bytes: Buffer, before: number): string[] {
	const whole = Buffer.concat([Buffer.alloc(before), bytes])
		.toString("base64")
		.replace(/=+$/, "");
	const start = before === 0 ? 0 : before + 1;
	const end = Math.floor(((before + bytes.length) * 8) / 6);
	const text = whole.slice(start, end);
	return [text, text.replaceAll("+", "-").replaceAll("/", "_")];
}

function escapedForPattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/**
 * Takes out of a text whatever could give a credential away: the values named by `hideSecret`, the query and the user of any
 * URL, and the values of what looks like a credential's name. The SDK's network errors quote the full URL, and a signed one
 * carries AccessKeyId, SecurityToken and Signature.
 */
export function redact(text: string): string {
	let result = text.replace(/\b(https?:\/\/)[^\s/?#"'@]+@/gi, "$1(redacted)@");
	result = result.replace(/\b(https?:\/\/[^\s?"']+)\?[^\s"']*/gi, "$1?(redacted)");
	result = result.replace(
		/\b(AccessKeyId|AccessKeySecret|SecurityToken|Signature|Credential)=[^&\s,"']+/gi,
		"$1=(redacted)",
	);
	// The longest first: of a secret that starts with another one, the end would be left.
	for (const secret of [...secrets.keys()].sort((left, right) => right.length - left.length)) {
		result = result.replace(secrets.get(secret) ?? secret, "(redacted)");
	}
	return result;
}

/** A finished message as it may be shown: nothing that gives a credential away, and nothing that a terminal acts on. */
export function shown(text: string): string {
	return redact(printableLines(text));
}
