import { VpcPeeringMesh, type VpcPeeringMeshArgs } from "../../../src";
import { declaredBy, mockEngine, namesOf, only } from "./support/declared-program";

beforeAll(mockEngine);

function meshOf(args: VpcPeeringMeshArgs) {
	return declaredBy(() => {
		new VpcPeeringMesh("net", args);
	});
}

const [a, b, c] = [{ vpcId: "vpc-a" }, { vpcId: "vpc-b" }, { vpcId: "vpc-c" }];

test("The resources of a mesh are the same whatever the order of its keys", async () => {
	expect(await meshOf({ vpcs: { c, a, b } })).toEqual(await meshOf({ vpcs: { a, b, c } }));
});

test("The resources of a star are among those of the full mesh, whichever is the hub", async () => {
	const full = namesOf(await meshOf({ vpcs: { a, b, c } }));
	for (const hub of ["a", "b", "c"]) {
		const star = namesOf(await meshOf({ vpcs: { b, c, a }, topology: { hub } }));
		expect(star.filter((name) => !full.includes(name))).toEqual([]);
		expect(star.filter((name) => name.startsWith("VpcPeerConnection "))).toHaveLength(2);
	}
});

test("The first of two names asks, and either direction is right", async () => {
	const declared = await meshOf({ vpcs: { b, a } });
	expect(only(declared, "VpcPeerConnection", "net-a-b").inputs).toMatchObject({
		vpcId: "vpc-a",
		acceptingVpcId: "vpc-b",
		direction: "either",
	});
	expect(only(declared, "VpcPeerRoutes", "net-a-b-requester-routes").inputs["vpcId"]).toBe("vpc-a");
	expect(only(declared, "VpcPeerRoutes", "net-a-b-accepter-routes").inputs["vpcId"]).toBe("vpc-b");
});

test("Each part may bear the name that an earlier release gave it: the sides cross", async () => {
	const declared = await meshOf({
		vpcs: { a: { ...a, cdt: true }, b: { ...b, profile: "partner", cdt: true } },
	});
	const aliases = Object.values(declared)
		.flat()
		.filter(({ name }) => name !== "net")
		.map(({ kind, name, aliases }) => [`${kind} ${name}`, aliases]);
	expect(Object.fromEntries(aliases)).toEqual({
		"VpcPeering net-a-b": ["net-b-a"],
		"VpcPeerConnection net-a-b": ["net-b-a"],
		"VpcPeerConnectionAccepter net-a-b-accepter": ["net-b-a-accepter"],
		"VpcPeerRoutes net-a-b-requester-routes": ["net-b-a-accepter-routes"],
		"VpcPeerRoutes net-a-b-accepter-routes": ["net-b-a-requester-routes"],
		"CdtActivation net-a-b-requester-cdt": ["net-b-a-accepter-cdt"],
		"CdtActivation net-a-b-accepter-cdt": ["net-b-a-requester-cdt"],
	});
});

test("A VPC that was renamed past the other keeps its parts: they cross", async () => {
	const declared = await meshOf({ vpcs: { b, z: { ...a, formerName: "a" } } });
	expect(only(declared, "VpcPeerRoutes", "net-b-z-accepter-routes")).toMatchObject({
		inputs: { vpcId: "vpc-a" },
		aliases: ["net-z-b-requester-routes", "net-b-a-accepter-routes", "net-a-b-requester-routes"],
	});
	expect(only(declared, "VpcPeerRoutes", "net-b-z-requester-routes")).toMatchObject({
		inputs: { vpcId: "vpc-b" },
		aliases: ["net-z-b-accepter-routes", "net-b-a-requester-routes", "net-a-b-accepter-routes"],
	});
	expect(only(declared, "VpcPeerConnection", "net-b-z").inputs).not.toHaveProperty("formerName");
});

describe("A VPC to whose account the program has no credentials", () => {
	const outside = { vpcId: "vpc-a", aliUid: "5" };

	test("can't ask, so the other does; the names stay", async () => {
		const declared = await meshOf({ vpcs: { a: outside, b } });
		expect(namesOf(declared)).toEqual([
			"VpcPeerConnection net-a-b",
			"VpcPeerRoutes net-a-b-accepter-routes",
			"VpcPeering net-a-b",
			"VpcPeeringMesh net",
		]);
		expect(only(declared, "VpcPeerConnection", "net-a-b").inputs).toMatchObject({
			vpcId: "vpc-b",
			acceptingVpcId: "vpc-a",
			acceptingAliUid: "5",
		});
	});

	test("leaves the other's routes their name, also when it gets credentials later", async () => {
		const before = await meshOf({ vpcs: { a: outside, b } });
		const after = await meshOf({ vpcs: { a: { ...a, profile: "partner" }, b } });
		for (const declared of [before, after]) {
			expect(only(declared, "VpcPeerRoutes", "net-a-b-accepter-routes").inputs["vpcId"]).toBe("vpc-b");
		}
	});
});

test("The names of the connections come from the two names, sorted", async () => {
	const declared = await meshOf({
		vpcs: { b, a },
		topology: { hub: "b" },
		connectionName: (first, second) => `${first}-and-${second}`,
	});
	expect(only(declared, "VpcPeerConnection", "net-a-b").inputs["name"]).toBe("a-and-b");
});

test("peering gives the peering of two VPCs whichever is named first", async () => {
	let mesh: VpcPeeringMesh | undefined;
	await declaredBy(() => {
		mesh = new VpcPeeringMesh("net", { vpcs: { b, a, c }, topology: { hub: "b" } });
	});
	expect(mesh?.peering("b", "a")).toBe(mesh?.peerings["a-b"]);
	expect(mesh?.peering("a", "b")).toBe(mesh?.peerings["a-b"]);
	expect(() => mesh?.peering("a", "c")).toThrow("VpcPeeringMesh: a and c are not joined. The pairs are a-b, b-c.");
});
