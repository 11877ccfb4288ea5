/**
 * Parses JSON text. A failure says where the text is wrong and quotes nothing of it, as `JSON.parse` does: seeds and states
 * hold keys.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const [, position] = /at position (\d+)/.exec((error as Error).message) ?? [];
		throw new SyntaxError(`it is not JSON${position === undefined ? "" : ` (${placeIn(text, Number(position))})`}`);
	}
}

function placeIn(text: string, position: number): string {
	const lines = text.slice(0, position).split("\n");
	return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}
