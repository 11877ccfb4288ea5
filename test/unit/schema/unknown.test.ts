import { unknownValue as valueOfTheEngine } from "@pulumi/pulumi/runtime/rpc";
import { containsUnknown, isUnknown, unknownValue } from "../../../src/schema/unknown";

test("The text for a value not known yet is the one of Pulumi's runtime", () => {
	expect(unknownValue).toBe(valueOfTheEngine);
});

test("Only the text itself is an unknown value", () => {
	expect(isUnknown(unknownValue)).toBe(true);
	expect(isUnknown(`${unknownValue} `)).toBe(false);
	expect(isUnknown({ a: unknownValue })).toBe(false);
});

test.each([[unknownValue], [{ a: unknownValue }], [[unknownValue]], [{ a: { b: ["x", { c: unknownValue }] } }]])(
	"%j contains an unknown value",
	(value) => {
		expect(containsUnknown(value)).toBe(true);
	},
);

test.each([[undefined], [null], [""], [0], [{}], [[]], [{ a: { b: ["x", null] } }], [{ [unknownValue]: "x" }]])(
	"%j contains none",
	(value) => {
		expect(containsUnknown(value)).toBe(false);
	},
);
