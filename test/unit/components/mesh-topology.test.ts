import fc from "fast-check";
import { pairsOf } from "../../../src/components/mesh-topology";

const three = { a: { vpcId: "vpc-a" }, b: { vpcId: "vpc-b" }, c: { vpcId: "vpc-c" } };

test("A full mesh joins each VPC with each other, once", () => {
	expect(pairsOf("net", three, "full")).toEqual([
		{ requester: "a", accepter: "b" },
		{ requester: "a", accepter: "c" },
		{ requester: "b", accepter: "c" },
	]);
	fc.assert(
		fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 2, maxLength: 12 }), (names) => {
			const vpcs = Object.fromEntries(names.map((name) => [name, { vpcId: `vpc-${name}` }]));
			const pairs = pairsOf("net", vpcs, "full").map(({ requester, accepter }) => [requester, accepter].sort().join());
			expect(pairs).toHaveLength((names.length * (names.length - 1)) / 2);
			expect(new Set(pairs).size).toBe(pairs.length);
		}),
	);
});

test("A star joins the hub with each other VPC, and these not with one another", () => {
	expect(pairsOf("net", three, { hub: "b" })).toEqual([
		{ requester: "b", accepter: "a" },
		{ requester: "b", accepter: "c" },
	]);
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
])("%s is no mesh, and the message says why", (_what, args, message) => {
	expect(() => pairsOf(...args)).toThrow(message);
});
