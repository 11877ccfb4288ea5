import fc from "fast-check";
import { nameOfPair, pairsOf } from "../../../src/components/mesh-topology";
import type { VpcPeeringSide } from "../../../src/components/vpc-peering-side";

const three = { a: { vpcId: "vpc-a" }, b: { vpcId: "vpc-b" }, c: { vpcId: "vpc-c" } };
const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_]{1,5}$/), { minLength: 2, maxLength: 12 });

function vpcsOf(members: readonly string[]): Record<string, VpcPeeringSide> {
	return Object.fromEntries(members.map((name, index) => [name, { vpcId: `vpc-${index}` }]));
}

test("A full mesh joins each VPC with each other, once", () => {
	expect(pairsOf("net", three, "full")).toEqual([
		{ first: "a", second: "b", asks: "first" },
		{ first: "a", second: "c", asks: "first" },
		{ first: "b", second: "c", asks: "first" },
	]);
	fc.assert(
		fc.property(names, (members) => {
			const pairs = pairsOf("net", vpcsOf(members), "full");
			expect(pairs).toHaveLength((members.length * (members.length - 1)) / 2);
			expect(new Set(pairs.map(({ first, second }) => `${first} ${second}`)).size).toBe(pairs.length);
			expect(pairs.filter(({ first, second }) => !(first < second))).toEqual([]);
		}),
	);
});

test("A star joins the hub with each other VPC, and these not with one another", () => {
	expect(pairsOf("net", three, { hub: "b" })).toEqual([
		{ first: "a", second: "b", asks: "first" },
		{ first: "b", second: "c", asks: "first" },
	]);
});

test("The order of the keys changes nothing", () => {
	fc.assert(
		fc.property(
			names.chain((members) =>
				fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length })),
			),
			([members, shuffled]) => {
				const vpcs = vpcsOf(members);
				const reordered = Object.fromEntries(shuffled.map((name) => [name, vpcs[name] as VpcPeeringSide]));
				expect(pairsOf("net", reordered, "full")).toEqual(pairsOf("net", vpcs, "full"));
			},
		),
	);
});

test("The pairs of every star are pairs of the full mesh: another topology or hub makes no pair anew", () => {
	fc.assert(
		fc.property(names, (members) => {
			const vpcs = vpcsOf(members);
			const full = pairsOf("net", vpcs, "full");
			for (const hub of members) {
				expect(full).toEqual(expect.arrayContaining(pairsOf("net", vpcs, { hub })));
			}
		}),
	);
});

test("The names are sorted by their code units, whatever the language of the machine", () => {
	const [pair] = pairsOf("net", { a: { vpcId: "vpc-a" }, B: { vpcId: "vpc-b" } }, "full");
	expect(pair === undefined ? "" : nameOfPair(pair)).toBe("B-a");
});

test.each<[string, VpcPeeringSide, VpcPeeringSide, string]>([
	["the first", { vpcId: "vpc-a" }, { vpcId: "vpc-b" }, "first"],
	["the first, where the second is out of reach", { vpcId: "vpc-a" }, { vpcId: "vpc-b", aliUid: "5" }, "first"],
	["the second, where the first is out of reach", { vpcId: "vpc-a", aliUid: "5" }, { vpcId: "vpc-b" }, "second"],
	[
		"the first with credentials for its account",
		{ vpcId: "vpc-a", aliUid: "5", profile: "partner" },
		{ vpcId: "vpc-b" },
		"first",
	],
])("It is %s that asks", (_who, a, b, asks) => {
	expect(pairsOf("net", { b, a }, "full")).toEqual([{ first: "a", second: "b", asks }]);
});

test.each<[string, Parameters<typeof pairsOf>, string]>([
	[
		"one VPC alone",
		["net", { a: { vpcId: "vpc-a" } }, "full"],
		"VpcPeeringMesh net: vpcs has 1 VPC: a mesh needs two or more.",
	],
	[
		"a hub that is not there",
		["net", three, { hub: "d" }],
		'VpcPeeringMesh net: topology must be "full" or { hub: "<name>" } with one of the names a, b, c; it is {"hub":"d"}.',
	],
	[
		"a topology that is none",
		["net", three, "ring" as never],
		'VpcPeeringMesh net: topology must be "full" or { hub: "<name>" } with one of the names a, b, c; it is "ring".',
	],
	[
		"one VPC under two names",
		["net", { ...three, d: { vpcId: "vpc-a" } }, "full"],
		"VpcPeeringMesh net: a and d are the same VPC vpc-a: name each VPC once.",
	],
	[
		"a VPC without a name",
		["net", { ...three, "": { vpcId: "vpc-d" } }, "full"],
		"VpcPeeringMesh net: vpcs has a member with an empty name: the names of its resources come from it, so give it one.",
	],
	[
		"two pairs of one name",
		[
			"net",
			{ a: { vpcId: "vpc-a" }, "b-c": { vpcId: "vpc-bc" }, "a-b": { vpcId: "vpc-ab" }, c: { vpcId: "vpc-c" } },
			"full",
		],
		"VpcPeeringMesh net: a with b-c and a-b with c would both be called a-b-c: give one of these VPCs another name.",
	],
])("%s is no mesh, and the message says why", (_what, args, message) => {
	expect(() => pairsOf(...args)).toThrow(message);
});
