import fc from "fast-check";
import { toParameters } from "../../../../src/api/vpc-peer";
import { clientTokens } from "../../../../src/provider/vpc-peer-connection/client-token";
import type { CheckedInputs } from "../../../../src/provider/vpc-peer-connection/state";
import { sameRegion, validInputs, writtenDifferently } from "../../support/connection-inputs";

function tokensOf(inputs: CheckedInputs, count = 1): string[] {
	const tokens = clientTokens(inputs, toParameters(inputs));
	return Array.from({ length: count }, () => tokens.next().value);
}

function tokenOf(inputs: CheckedInputs): string {
	return tokensOf(inputs)[0] as string;
}

/** Inputs without a token of the program's own, of a resource. */
const resource = fc.tuple(validInputs, fc.string({ minLength: 1 })).map(([inputs, identity]) => {
	const { clientToken: _, ...rest } = inputs;
	return { ...rest, __identity: identity } as CheckedInputs;
});

test("A token has at most 64 ASCII characters, and so have those that follow it", () => {
	fc.assert(
		fc.property(resource, (inputs) => {
			for (const token of tokensOf(inputs, 5)) {
				expect(token).toMatch(/^[\x20-\x7e]{1,64}$/);
			}
		}),
	);
});

test("The same resource and request yield the same tokens, however the inputs are written", () => {
	fc.assert(
		fc.property(resource, (inputs) => {
			const again = { ...writtenDifferently(inputs) } as CheckedInputs;
			expect(tokensOf(again, 3)).toEqual(tokensOf(inputs, 3));
		}),
	);
});

test("Two resources never share a token, although they ask for the same", () => {
	fc.assert(
		fc.property(resource, fc.string(), (inputs, identity) => {
			fc.pre(identity !== inputs.__identity);
			expect(tokenOf({ ...inputs, __identity: identity })).not.toBe(tokenOf(inputs));
		}),
	);
});

test("Two requests of one resource never share a token", () => {
	fc.assert(
		fc.property(resource, resource, (left, right) => {
			const other = { ...right, __identity: left.__identity };
			const same = JSON.stringify(sortedParameters(left)) === JSON.stringify(sortedParameters(other));
			expect(tokenOf(left) === tokenOf(other)).toBe(same);
		}),
	);
});

function sortedParameters(inputs: CheckedInputs): [string, string][] {
	const { body, query } = toParameters(inputs);
	return [...Object.entries(body), ...Object.entries(query)].sort();
}

test.each<[change: Partial<CheckedInputs>]>([
	[{ vpcId: "vpc-bp1gsk7h12ew7oegk0003" }],
	[{ acceptingAliUid: "253460731706911258" }],
	[{ name: "ab" }],
	[{ description: "ab" }],
	[{ tags: { a: "" } }],
	[{ tags: { a: "1" } }],
	[{ resourceGroupId: "rg-1" }],
])("%j makes another token", (change) => {
	expect(tokenOf({ ...sameRegion, ...change })).not.toBe(tokenOf(sameRegion));
});

test.each<[change: Partial<CheckedInputs>]>([
	[{ timeouts: { create: "1h" } }],
	[{ profile: "work" }],
	[{ assumeRole: { roleArn: "acs:ram::1:role/p" } }],
	[{ force: true }],
	[{ waitForActivated: true }],
	[{ dryRun: false }],
])("%j is no part of the request, so the token stays", (change) => {
	expect(tokenOf({ ...sameRegion, ...change })).toBe(tokenOf(sameRegion));
});

test("Values can't be moved from one input to another without another token", () => {
	expect(tokenOf({ ...sameRegion, name: "ab" })).not.toBe(tokenOf({ ...sameRegion, description: "ab" }));
	expect(tokenOf({ ...sameRegion, tags: { a: "b", c: "d" } })).not.toBe(
		tokenOf({ ...sameRegion, tags: { a: "b,c:d" } }),
	);
});

test("The tokens of a sequence are all different, and different from those of another", () => {
	const own = tokensOf({ ...sameRegion, __identity: "one" }, 100);
	const other = tokensOf({ ...sameRegion, __identity: "two" }, 100);
	expect(new Set([...own, ...other]).size).toBe(200);
});

test("The program's own token goes first, as it is, and the next ones are derived from it", () => {
	const [first, second] = tokensOf({ ...sameRegion, clientToken: "my own token" }, 2);
	expect(first).toBe("my own token");
	expect(second).toMatch(/^[\x20-\x7e]{1,64}$/);
	expect(tokensOf({ ...sameRegion, clientToken: "my own token", name: "other" }, 2)[1]).toBe(second);
});

test("A token derived today is the one derived after the next release, too", () => {
	expect(tokensOf({ ...sameRegion, acceptingAliUid: "1210123456123456", __identity: "acme/urn-1" }, 2)).toEqual([
		"pulumi-y5C3sMto8PLRS5nd-rTEJjrx2Vb5TwoDQdntoDDGTCk",
		"pulumi-L_icAd-bc8pxeRs_9jpUuNYS1aVQHdk-rf1cHwhLbgA",
	]);
});
