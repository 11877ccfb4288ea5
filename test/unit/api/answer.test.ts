import fc from "fast-check";
import { accountIdIn, listIn, numberIn, objectIn, parseAnswer, textIn, textsIn } from "../../../src/api/answer";

test("An account id of up to 19 digits is read exactly, as number and as text", () => {
	fc.assert(
		fc.property(fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }), (id) => {
			const answer = parseAnswer(`{"OwnerId": ${id}, "AcceptingOwnerUid": "${id}"}`);
			expect(accountIdIn(answer, "OwnerId")).toBe(String(id));
			expect(accountIdIn(answer, "AcceptingOwnerUid")).toBe(String(id));
		}),
		{ examples: [[253460731706911258n], [9007199254740993n], [9_223_372_036_854_775_807n], [1n]] },
	);
});

test("Whole numbers that JavaScript holds stay numbers", () => {
	const answer = parseAnswer('{"Bandwidth": -1, "TotalCount": 0, "Max": 9007199254740991}');
	expect(numberIn(answer, "Bandwidth")).toBe(-1);
	expect(numberIn(answer, "TotalCount")).toBe(0);
	expect(numberIn(answer, "Max")).toBe(Number.MAX_SAFE_INTEGER);
});

test("Any answer without numbers beyond 2^53 reads as JSON.parse reads it", () => {
	const member = fc.letrec((tie) => ({
		value: fc.oneof(
			{ depthSize: "small" },
			fc.string(),
			fc.boolean(),
			fc.constant(null),
			fc.maxSafeInteger(),
			fc.array(tie("value")),
			fc.dictionary(
				fc.string().filter((key) => key !== "__proto__"),
				tie("value"),
			),
		),
	})).value;
	fc.assert(
		fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,9}$/), member), (answer) => {
			const text = JSON.stringify(answer);
			expect(parseAnswer(text)).toEqual(JSON.parse(text));
		}),
	);
});

test.each(["", " ", "<html>502 Bad Gateway</html>", "{", "null", "[]", "5", '"text"', "undefined", "{} x"])(
	"%j is no answer",
	(text) => {
		expect(() => parseAnswer(text)).toThrow(SyntaxError);
	},
);

const answer = { text: "a", empty: "", number: 5, none: null, object: { a: 1 }, list: ["a", 1, "b"] };

test("A member of another kind than expected reads as absent", () => {
	expect([textIn(answer, "text"), textIn(answer, "empty"), textIn(answer, "number"), textIn(answer, "none")]).toEqual([
		"a",
		undefined,
		undefined,
		undefined,
	]);
	expect([numberIn(answer, "number"), numberIn(answer, "text"), numberIn(answer, "absent")]).toEqual([
		5,
		undefined,
		undefined,
	]);
	expect([accountIdIn(answer, "number"), accountIdIn(answer, "empty"), accountIdIn(answer, "object")]).toEqual([
		"5",
		undefined,
		undefined,
	]);
	expect([objectIn(answer, "object"), objectIn(answer, "list"), objectIn(answer, "none")]).toEqual([{ a: 1 }, {}, {}]);
	expect([listIn(answer, "list"), listIn(answer, "object"), listIn(answer, "none")]).toEqual([["a", 1, "b"], [], []]);
	expect(textsIn(answer, "list")).toEqual(["a", "b"]);
});
