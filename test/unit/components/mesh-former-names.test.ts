import * as pulumi from "@pulumi/pulumi";
import { assertFormerNames, formerNamesOf } from "../../../src/components/mesh-former-names";
import { pairsOf } from "../../../src/components/mesh-topology";
import { namesByAliases } from "../../../src/components/names-by-aliases";

type Vpcs = Record<string, { vpcId: string; formerName?: string }>;

function vpcsOf(...members: string[]): Vpcs {
	return Object.fromEntries(members.map((name) => [name, { vpcId: `vpc-of-${name}` }]));
}

/** The former names of each pair, crossing ones marked. */
function formerNames(vpcs: Vpcs, meshNames: Parameters<typeof formerNamesOf>[0] = ["net"]): Record<string, string[]> {
	const pairs = pairsOf("net", vpcs, "full");
	return Object.fromEntries(
		pairs.map((pair) => [
			`${pair.first}-${pair.second}`,
			formerNamesOf(meshNames, pair, pairs, vpcs).map(({ name, crossed }) => `${name}${crossed ? " crossed" : ""}`),
		]),
	);
}

test("A pair may have been called the other way round", () => {
	expect(formerNames(vpcsOf("a", "b", "c"))).toEqual({
		"a-b": ["net-b-a crossed"],
		"a-c": ["net-c-a crossed"],
		"b-c": ["net-c-b crossed"],
	});
});

test("The pairs of a renamed VPC may bear its former name, either way round", () => {
	const vpcs = { ...vpcsOf("a", "c"), z: { vpcId: "vpc-of-z", formerName: "b" } };
	expect(formerNames(vpcs)).toEqual({
		"a-c": ["net-c-a crossed"],
		"a-z": ["net-z-a crossed", "net-a-b", "net-b-a crossed"],
		// c-z was b-c: what was the second is the first.
		"c-z": ["net-z-c crossed", "net-c-b", "net-b-c crossed"],
	});
});

test("A former name that is the VPC's own says nothing", () => {
	const vpcs = { ...vpcsOf("a"), b: { vpcId: "vpc-of-b", formerName: "b" } };
	expect(() => assertFormerNames("net", vpcs)).not.toThrow();
	expect(formerNames(vpcs)).toEqual({ "a-b": ["net-b-a crossed"] });
});

test("What another pair is called today is no former name", () => {
	// Hyphens in names: b with c-a, and b-c with a the other way round, are called the same.
	const names = formerNames(vpcsOf("a", "b-c", "b", "c-a"));
	expect(names).toHaveProperty("b-c-a");
	expect(names["a-b-c"]).toEqual([]);
});

test("A renamed mesh brings its own former names along", () => {
	expect(formerNames(vpcsOf("a", "b"), namesByAliases("net", [{ name: "old" }]))).toEqual({
		"a-b": ["net-b-a crossed", "old-a-b", "old-b-a crossed"],
	});
});

test("The former names of a mesh come from all forms of aliases", async () => {
	const urn = "urn:pulumi:dev::app::alicloud-vpcpeer:index:VpcPeeringMesh::by-urn";
	expect(namesByAliases("net", [{ name: "by-name" }, urn, { type: "other" }, { name: "by-name" }])).toEqual([
		"net",
		"by-name",
		"by-urn",
	]);
	const [, later] = namesByAliases("net", [pulumi.output({ name: "by-output" })]);
	await new Promise<void>((resolve) => {
		pulumi.output(later).apply((name) => {
			expect(name).toBe("by-output");
			resolve();
		});
	});
});

test.each<[string, Vpcs, string]>([
	[
		"that a VPC of the mesh still bears",
		{ ...vpcsOf("a", "b"), z: { vpcId: "vpc-of-z", formerName: "b" } },
		'VpcPeeringMesh net: vpcs.z.formerName is "b", but a VPC of the mesh still bears it. Give the name that this VPC itself had before; of two VPCs that exchange their names, rename one first, and run `pulumi up` in between.',
	],
	[
		"that another VPC has, too",
		{ y: { vpcId: "vpc-of-y", formerName: "b" }, z: { vpcId: "vpc-of-z", formerName: "b" } },
		'VpcPeeringMesh net: vpcs.z.formerName is "b", but y has the same.',
	],
])("A former name %s is refused", (_what, vpcs, message) => {
	expect(() => assertFormerNames("net", vpcs)).toThrow(message);
});
