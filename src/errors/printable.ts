/** Longer foreign texts are cut: a page of HTML in an error helps nobody. */
const longest = 600;

/**
 * What a terminal, a log or a reader may take for something else than text: control characters, among them those that begin
 * an escape sequence, marks that turn the direction of writing, and separators of lines.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Those that only part words or lines. */
const spacing = /^[\t\n\v\f\r\u0085\u2028\u2029]$/;

/**
 * A text that comes from elsewhere (the cloud, a file, a state) as it may stand in a message: in one line, without control
 * characters, and not endless.
 */
export function printable(text: string): string {
	const line = text.replace(unprintable, (character) => (spacing.test(character) ? " " : escaped(character)));
	const characters = line.length > longest ? [...line] : [];
	return characters.length > longest
		? `${characters.slice(0, longest).join("")}... (${characters.length} characters)`
		: line;
}

/** A whole message, whose line breaks are ours. */
export function printableLines(text: string): string {
	return text.replace(unprintable, (character) => (/[\n\t]/.test(character) ? character : escaped(character)));
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
