import fc from "fast-check";
import { canonicalCidr, sameCidr } from "../../../src/schema/cidr";
import { cidr } from "../../../src/schema/routing-fields";

test.each([
	["10.2.0.0/16", "10.2.0.0/16"],
	["10.2.3.4/16", "10.2.0.0/16"],
	["10.2.3.4", "10.2.3.4/32"],
	["0.0.0.0/0", "0.0.0.0/0"],
	["2408:4005:03A1:0200:0:0:0:0/56", "2408:4005:3a1:200::/56"],
	["2408:4005:3a1:2ff::/56", "2408:4005:3a1:200::/56"],
	["::/0", "::/0"],
])("%s has the one form %s", (text, form) => {
	expect(canonicalCidr(text)).toBe(form);
});

test.each([
	"",
	"ten",
	"10.2/16",
	"10.2.0.0/33",
	"10.2.0.0/",
	"10.2.0.0/a",
	"1/8",
	"2408::/129",
	"2408::",
	"300.0.0.0/8",
])("%j is no range", (text) => {
	expect(canonicalCidr(text)).toBeUndefined();
});

const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`);
const ipv6 = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([address, bits]) => `${address}/${bits}`);

test("the one form of any range is its own one form, and the same range", () => {
	fc.assert(
		fc.property(fc.oneof(ipv4, ipv6), (text) => {
			const form = canonicalCidr(text) ?? "none";
			expect(canonicalCidr(form)).toBe(form);
			expect(sameCidr(text, form)).toBe(true);
		}),
	);
});

test.each([
	["10.2.0.0/16", []],
	["10.2.3.4", []],
	["2408:4005:03A1:0200::/56", []],
	["10.2.3.4/16", ["has bits beyond its prefix; the range around it is 10.2.0.0/16"]],
	["2408:4005:3a1:2ff::/56", ["has bits beyond its prefix; the range around it is 2408:4005:3a1:200::/56"]],
	["ten", ["must be a CIDR block such as 10.2.0.0/16 or 2408:4005:3a1:200::/56"]],
	[10, ["must be a CIDR block such as 10.2.0.0/16 or 2408:4005:3a1:200::/56"]],
])("the rule for a range says of %j: %j", (value, problems) => {
	expect(cidr(value).map(({ problem }) => problem)).toEqual(problems);
});
