import fc from "fast-check";
import { printable, printableLines } from "../../../src/errors/printable";

test.each([
	["a\nb\r\nc\td", "a b  c d"],
	["\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007"],
	["\u001b[2Jx", "\\u001b[2Jx"],
	["left\u202eright", "left\\u202eright"],
	["北京 🙂", "北京 🙂"],
	["a\u2028b", "a b"],
])("%j is printed as %j", (text, printed) => {
	expect(printable(text)).toBe(printed);
});

test("No text leaves a character that a terminal acts on, and none is endless", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (text) => {
			expect(printable(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
			expect(printableLines(text)).not.toMatch(/[^\n\t\P{Cc}]/u);
		}),
	);
	expect(printable("x".repeat(1_000_000)).length).toBeLessThan(700);
});
