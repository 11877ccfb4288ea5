import fc from "fast-check";
import { hideSecret, redact } from "../../../src/errors/redact";

test("A hidden secret is taken out wherever it stands", () => {
	hideSecret("hidden-secret-1");
	expect(redact("hidden-secret-1, again:hidden-secret-1.")).toBe("(redacted), again:(redacted).");
});

test("A secret that another one starts with does not leave the other's end", () => {
	hideSecret("shared-start");
	hideSecret("shared-start-and-its-end");
	expect(redact("key shared-start-and-its-end")).toBe("key (redacted)");
	hideSecret("longest-first-and-its-end");
	hideSecret("longest-first");
	expect(redact("key longest-first-and-its-end")).toBe("key (redacted)");
});

test("A text too short for a secret does not blank out ordinary words", () => {
	hideSecret("short");
	hideSecret("");
	hideSecret(undefined);
	expect(redact("a short text")).toBe("a short text");
});

test("No hidden secret is left in any text, whatever stands around it", () => {
	const secret = fc
		.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 40 })
		.filter((text) => !"?(redacted)(redacted)".includes(text));
	const around = fc.string({ unit: "grapheme", maxLength: 30 });
	fc.assert(
		fc.property(secret, around, around, (hidden, before, after) => {
			hideSecret(hidden);
			expect(redact(`${before}${hidden}${after}`)).not.toContain(hidden);
			expect(redact(`https://host/?x=${hidden}&y ${before}${hidden}`)).not.toContain(hidden);
		}),
	);
});

test.each([
	[
		"GET https://vpcpeer.aliyuncs.com/?Action=Get&AccessKeyId=LTAIabc&Signature=xyz%3D failed",
		"GET https://vpcpeer.aliyuncs.com/?(redacted) failed",
	],
	["connect http://127.0.0.1:8080/path?a=b.", "connect http://127.0.0.1:8080/path?(redacted)"],
	['"HTTPS://host/?q=1"', '"HTTPS://host/?(redacted)"'],
	["https://host/path stays", "https://host/path stays"],
	["https://a/?x=1 and https://b/?y=2", "https://a/?(redacted) and https://b/?(redacted)"],
])("The query of a URL is taken out: %s", (text, expected) => {
	expect(redact(text)).toBe(expected);
});

test.each([
	"POST /?AccessKeyId=LTAIabcdef&SecurityToken=CAISabc&Signature=c2ln",
	"ACS3-HMAC-SHA256 Credential=LTAIabcdef,SignedHeaders=host,Signature=c2ln",
	"accesskeysecret=c2ln, securitytoken=CAISabc",
])("Named parts of a signed request are taken out without a URL, too: %s", (text) => {
	expect(redact(text)).not.toMatch(/LTAIabcdef|CAISabc|c2ln/);
});

describe("A secret", () => {
	const secret = "s3cret/+key ümlaut==";
	const once = encodeURIComponent(secret);
	beforeAll(() => hideSecret(secret));

	test.each([
		["as it is", secret],
		["percent-encoded", once],
		["percent-encoded in small letters", once.replace(/%../g, (code) => code.toLowerCase())],
		["percent-encoded twice", encodeURIComponent(once)],
		["in a form", once.replaceAll("%20", "+")],
		["percent-encoded to the last byte", [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join("")],
		["in JSON", JSON.stringify(secret)],
		["in base64", Buffer.from(secret).toString("base64")],
		["in base64 of URLs", Buffer.from(secret).toString("base64url")],
		["in base64 behind a user", Buffer.from(`u:${secret}`).toString("base64")],
		["in base64 behind a longer user", Buffer.from(`user:${secret}`).toString("base64")],
		["in hexadecimal", Buffer.from(secret).toString("hex")],
	])("%s is taken out", (_how, text) => {
		const left = redact(`before ${text} after`);
		expect(left).toContain("(redacted)");
		expect(left).toMatch(/^before .* after$/);
		// Of base64 a character or two at the seams remain, which say nothing.
		expect(left.replace("(redacted)", "").length).toBeLessThan("before  after".length + 14);
	});
});

test("The user and password of a URL are taken out", () => {
	expect(redact("http://me:pass@host/x")).toBe("http://(redacted)@host/x");
});
