/** Values that must never appear in a message: filled by the credential code, read by everything that prints. */
const secrets = new Set<string>();

/** Shorter values would blank out ordinary words. */
const shortestSecret = 6;

/** Makes sure that `value` never appears in a message of this process. */
export function hideSecret(value: string | undefined): void {
	if (value !== undefined && value.length >= shortestSecret) {
		secrets.add(value);
	}
}

/**
 * Takes out of a foreign text whatever could give a credential away: the values named by `hideSecret`, and the query of
 * any URL. The SDK's network errors quote the full URL, and a signed one carries AccessKeyId, SecurityToken and
 * Signature.
 */
export function redact(text: string): string {
	let result = text.replace(/\b(https?:\/\/[^\s?"']+)\?[^\s"']*/gi, "$1?(redacted)");
	result = result.replace(
		/\b(AccessKeyId|AccessKeySecret|SecurityToken|Signature|Credential)=[^&\s,"']+/gi,
		"$1=(redacted)",
	);
	// The longest first: of a secret that starts with another one, the end would be left.
	for (const secret of [...secrets].sort((left, right) => right.length - left.length)) {
		result = result.replaceAll(secret, "(redacted)");
	}
	return result;
}
