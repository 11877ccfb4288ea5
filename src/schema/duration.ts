const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** What a duration may look like, for messages. */
export const durationForm = 'a duration above zero such as "30s", "5m" or "1h30m" (units h, m, s, ms)';

/**
 * Reads a duration as Pulumi's customTimeouts write it: numbers with the units h, m, s, ms, for example "90s" or
 * "1h30m". Undefined when the text is none, or not above zero.
 */
export function parseDuration(text: string): number | undefined {
	if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(text)) {
		return undefined;
	}
	let total = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
		total += Number(amount) * unitMs[unit as keyof typeof unitMs];
	}
	return total > 0 && Number.isFinite(total) ? total : undefined;
}
