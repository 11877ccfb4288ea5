import fc from "fast-check";
import { parseDuration } from "../../../src/schema/duration";

test.each([
	["1ms", 1],
	["30s", 30_000],
	["5m", 300_000],
	["1h30m", 5_400_000],
	["1h1m1s1ms", 3_661_001],
	["1.5h", 5_400_000],
	["0.5s", 500],
	["0h5m", 300_000],
])("%s is %d milliseconds", (text, expected) => {
	expect(parseDuration(text)).toBe(expected);
});

test.each([
	"",
	"0",
	"0s",
	"0m0s",
	"5",
	"m",
	"5 m",
	" 5m",
	"5m ",
	"-5m",
	"+5m",
	"5M",
	"5min",
	"5d",
	".5s",
	"1.s",
	"1,5s",
	"5m30",
	"1e3s",
	"9".repeat(400).concat("h"),
])("%j is no duration", (text) => {
	expect(parseDuration(text)).toBeUndefined();
});

test("A duration is the sum of its parts, whatever their order", () => {
	const unit = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
	const part = fc.tuple(fc.nat(10_000), fc.constantFrom("h", "m", "s", "ms"));
	fc.assert(
		fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
			const text = parts.map(([amount, name]) => `${amount}${name}`).join("");
			const total = parts.reduce((sum, [amount, name]) => sum + amount * unit[name as keyof typeof unit], 0);
			expect(parseDuration(text)).toBe(total === 0 ? undefined : total);
		}),
	);
});
