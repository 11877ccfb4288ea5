import fc from "fast-check";
import { normalize, sameValue } from "../../../src/schema/compare";
import type { ValueKind } from "../../../src/schema/field";

test.each<[kind: ValueKind, left: unknown, right: unknown]>([
	["number", 100, "100"],
	["accountId", 1210123456123456, "1210123456123456"],
	["accountId", "253460731706911258", "253460731706911258"],
	["text", undefined, null],
	["text", undefined, undefined],
	["boolean", true, true],
	["map", { a: "1", b: "2" }, { b: "2", a: "1" }],
	["map", { a: "1", b: undefined }, { a: "1" }],
	["object", { create: "5m", delete: null }, { create: "5m" }],
	["object", { sessionExpiration: 900 }, { sessionExpiration: "900" }],
])("As %s, %j and %j mean the same", (kind, left, right) => {
	expect(sameValue(kind, left, right)).toBe(true);
	expect(sameValue(kind, right, left)).toBe(true);
});

test.each<[kind: ValueKind, left: unknown, right: unknown]>([
	["number", 100, 101],
	["accountId", "253460731706911258", "253460731706911260"],
	["text", "a", "A"],
	["text", "a", undefined],
	["boolean", true, false],
	["boolean", false, undefined],
	["map", { a: "1" }, { a: "2" }],
	["map", { a: "1" }, { b: "1" }],
	["map", { a: "1" }, { a: "1", b: "" }],
	["map", { a: "1,b:2" }, { a: "1", b: "2" }],
	["map", {}, undefined],
])("As %s, %j and %j differ", (kind, left, right) => {
	expect(sameValue(kind, left, right)).toBe(false);
	expect(sameValue(kind, right, left)).toBe(false);
});

test("Two maps mean the same exactly when they hold the same pairs", () => {
	const map = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("", "1", "2"));
	fc.assert(
		fc.property(map, map, (left, right) => {
			const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
			const same = [...keys].every((key) => left[key] === right[key]);
			expect(sameValue("map", left, right)).toBe(same);
		}),
	);
});

test("Account ids are kept as text and whole numbers as numbers", () => {
	expect(normalize("accountId", 1210123456123456)).toBe("1210123456123456");
	expect(normalize("number", "200")).toBe(200);
	expect(normalize("text", "200")).toBe("200");
	expect(normalize("map", { a: "1" })).toEqual({ a: "1" });
});
