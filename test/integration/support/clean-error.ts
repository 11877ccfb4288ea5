const secrets = ["emulator-secret-1", "emulator-secret-2"];

/** What a user reads: one line, nothing that a terminal acts on, no secret, no stack, not without end. */
export function assertClean(error: unknown): void {
	const { message, reasons = [] } = error as Error & { readonly reasons?: readonly string[] };
	for (const text of [message, ...reasons]) {
		expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
		expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
		expect(text).not.toMatch(/\bat .*\.(js|ts):\d+/);
		expect(text.length).toBeLessThan(2_500);
		expect(text).not.toMatch(/undefined|\[object|is not a function|Cannot read/);
	}
}
