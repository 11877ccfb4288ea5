/** Between which two moments something came to its end, in milliseconds since it began. */
export interface Span {
	/** It was seen to go on. */
	readonly earliest: number;
	/** It was seen to be over. */
	readonly latest: number;
}

/** How many of the last ones are remembered for a kind. */
const remembered = 6;

/**
 * How long things of a kind took in this process, as far as looks from time to time can tell. The next one of the kind is
 * expected to take as long, so that the looks can be where they are worth something.
 */
export class Durations {
	private readonly spans = new Map<string, Span[]>();

	/** Notes one that ended. */
	note(kind: string, span: Span): void {
		const known = this.spans.get(kind) ?? [];
		this.spans.set(kind, [span, ...known].slice(0, remembered));
	}

	/**
	 * When the next one is expected to end; undefined when none has been seen. While all that was seen can mean one and the
	 * same duration, each makes it more exact; else it is somewhere between the shortest and the longest.
	 */
	expected(kind: string): Span | undefined {
		const spans = this.spans.get(kind);
		if (spans === undefined) {
			return undefined;
		}
		const earliest = spans.map((span) => span.earliest);
		const latest = spans.map((span) => span.latest);
		const common = { earliest: Math.max(...earliest), latest: Math.min(...latest) };
		return common.earliest <= common.latest ? common : { earliest: Math.min(...earliest), latest: Math.max(...latest) };
	}
}
