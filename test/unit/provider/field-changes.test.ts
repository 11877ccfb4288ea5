import { fieldChanges, replacedBy, tagChanges } from "../../../src/provider/field-changes";
import type { FieldTable } from "../../../src/schema/field";
import { unknownValue } from "../../../src/schema/unknown";

const anything = () => [];

const fields: FieldTable = {
	fixed: { kind: "text", change: "replace", rule: anything },
	size: { kind: "number", change: "modify", rule: anything },
	onDelete: { kind: "text", change: "behaviour", absentMeans: "keep", rule: anything },
	patience: { kind: "text", change: "nothing", rule: anything },
};

function changesOf(current: Record<string, unknown>, news: Record<string, unknown>) {
	return fieldChanges(fields, current, (name) => news[name]).map(({ name, unknown }) => (unknown ? `${name}?` : name));
}

test("What the program leaves out is left to the cloud", () => {
	expect(changesOf({ fixed: "a", size: 5 }, {})).toEqual([]);
});

test("A value that differs is a change; the same value written otherwise is none", () => {
	expect(changesOf({ fixed: "a", size: 5 }, { fixed: "b", size: "5" })).toEqual(["fixed"]);
	expect(changesOf({ size: 5 }, { size: 6, patience: "long" })).toEqual(["size", "patience"]);
});

test("A value not known yet is a change that says so", () => {
	expect(changesOf({ fixed: "a" }, { fixed: unknownValue, onDelete: unknownValue })).toEqual(["fixed?", "onDelete?"]);
});

test.each<[have: string | undefined, wanted: string | undefined, changed: boolean]>([
	[undefined, undefined, false],
	[undefined, "keep", false],
	["keep", undefined, false],
	["delete", undefined, true],
	[undefined, "delete", true],
])("A behaviour left out means its documented default: %s, then %s", (have, wanted, changed) => {
	expect(changesOf({ onDelete: have }, { onDelete: wanted })).toEqual(changed ? ["onDelete"] : []);
});

test("Only what the cloud fixes at creation asks for a replacement", () => {
	const changes = fieldChanges(fields, { fixed: "a", size: 1 }, (name) => ({ fixed: "b", size: 2 })[name]);
	expect(replacedBy(changes)).toEqual(["fixed"]);
});

test("With tags the program owns all of them; without, they are left alone, unless they were just taken out", () => {
	const current = { a: "1", b: "2" };
	expect(tagChanges(current, { a: "1", b: "3", c: "4" }, ["tags"])).toEqual({
		tagsToSet: { b: "3", c: "4" },
		tagsToRemove: [],
	});
	expect(tagChanges(current, { a: "1" }, [])).toEqual({ tagsToSet: {}, tagsToRemove: ["b"] });
	expect(tagChanges(current, undefined, [])).toEqual({ tagsToSet: {}, tagsToRemove: [] });
	expect(tagChanges(current, undefined, ["tags"])).toEqual({ tagsToSet: {}, tagsToRemove: ["a", "b"] });
	expect(tagChanges(current, unknownValue as never, ["tags"])).toEqual({ tagsToSet: {}, tagsToRemove: [] });
});
