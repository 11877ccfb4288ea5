/** RFC 3986: everything but letters, digits, `-`, `.`, `_` and `~`. Both kinds of signature encode in this way. */
export function percentEncode(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Parameters in canonical form: sorted by name, encoded, joined. On the wire clients leave `! ' ( ) * ~` bare, so they
 * have to be decoded and encoded anew.
 */
export function canonicalParameters(parameters: Iterable<readonly [string, string]>): string {
	return [...parameters]
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
		.join("&");
}
