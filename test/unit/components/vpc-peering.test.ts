import * as pulumi from "@pulumi/pulumi";
import { VpcPeering, type VpcPeeringSide } from "../../../src";
import { declaredBy, mockEngine, namesOf, only } from "./support/declared-program";

beforeAll(mockEngine);

const here = { vpcId: "vpc-a" };
const there = { vpcId: "vpc-b" };

/** What a peering of these two sides declares. */
function peeringOf(requester: VpcPeeringSide, accepter: VpcPeeringSide) {
	return declaredBy(() => {
		new VpcPeering("net", { requester, accepter });
	});
}

test.each<[string, VpcPeeringSide, VpcPeeringSide, string | undefined]>([
	["the accepter alone has a profile", here, { ...there, profile: "x" }, "x"],
	["the requester alone has a profile", { ...here, profile: "x" }, there, "stack"],
	["both have profiles that differ", { ...here, profile: "x" }, { ...there, profile: "y" }, "y"],
	["the profile of one is an output", { ...here, profile: pulumi.output("x") }, there, "stack"],
])(
	"Where %s, the program accepts, and the accepter's account is looked up",
	async (_when, requester, accepter, owner) => {
		const declared = await peeringOf(requester, accepter);
		const acceptance = only(declared, "VpcPeerConnectionAccepter", "net-accepter");
		expect(acceptance.inputs["profile"]).toBe(accepter.profile);
		expect(only(declared, "VpcPeerConnection", "net").inputs["acceptingAliUid"]).toBe(owner);
		for (const routes of ["net-requester-routes", "net-accepter-routes"]) {
			// Before the acceptance no route can be made; its id is not known in a preview that adds it.
			expect(only(declared, "VpcPeerRoutes", routes).dependsOn).toContain("net-accepter");
			expect(only(declared, "VpcPeerRoutes", routes).inputs["instanceId"]).toBe("id-of-net");
		}
	},
);

test.each<[string, VpcPeeringSide, VpcPeeringSide]>([
	["neither side has credentials of its own", here, there],
	["the accepter's account has to accept by itself", here, { ...there, aliUid: "5" }],
	["the same, and the requester has a profile", { ...here, profile: "x" }, { ...there, aliUid: "5" }],
])("Where %s, there is no acceptance in the program", async (_when, requester, accepter) => {
	const declared = await peeringOf(requester, accepter);
	expect(namesOf(declared).filter((name) => name.startsWith("VpcPeerConnectionAccepter"))).toEqual([]);
	expect(only(declared, "VpcPeerConnection", "net").inputs["acceptingAliUid"]).toBe(accepter.aliUid);
});

test("The provider is told that the program accepts by itself, where it does", async () => {
	const both = await peeringOf(here, { ...there, profile: "x" });
	expect(only(both, "VpcPeerConnection", "net").hints).toEqual({ acceptedByProgram: true });
	const one = await peeringOf(here, there);
	expect(only(one, "VpcPeerConnection", "net").hints).toBeUndefined();
});

test("The connection does not wait for an acceptance that comes after it", async () => {
	const declared = await declaredBy(() => {
		new VpcPeering("net", { requester: here, accepter: { ...there, profile: "x" }, waitForActivated: true });
	});
	expect(only(declared, "VpcPeerConnection", "net").inputs).not.toHaveProperty("waitForActivated");
});

test("Nobody waits for another account's people, unless the program says so", async () => {
	const declared = await peeringOf(here, { ...there, aliUid: "5" });
	expect(namesOf(declared).filter((name) => name.startsWith("VpcPeerRoutes"))).toEqual([
		"VpcPeerRoutes net-requester-routes",
	]);
	expect(only(declared, "VpcPeerRoutes", "net-requester-routes").inputs["whileAccepting"]).toBe("postpone");
});

test("A peering by itself has no aliases, and its direction is what the program says", async () => {
	const declared = await peeringOf(here, there);
	expect(
		Object.values(declared)
			.flat()
			.flatMap(({ aliases }) => aliases),
	).toEqual([]);
	expect(only(declared, "VpcPeerConnection", "net").inputs).not.toHaveProperty("direction");
});

test("A component has no members of its own but the public ones: exported as a whole, all of them become outputs", async () => {
	let peering: VpcPeering | undefined;
	await declaredBy(() => {
		peering = new VpcPeering("net", { requester: here, accepter: there });
	});
	const own = Object.keys(peering ?? {}).filter((name) => !name.startsWith("__"));
	expect(own.sort()).toEqual([
		"accepter",
		"accepterRoutes",
		"connection",
		"instanceId",
		"pendingAcceptance",
		"requesterRoutes",
		"status",
		"urn",
	]);
});

describe("The connection of two sides in one account", () => {
	test("has the tags of both; where both name one, the requester's value counts", async () => {
		const declared = await peeringOf(
			{ ...here, tags: { one: "ours", both: "ours" } },
			{ ...there, tags: { other: "theirs", both: "theirs" } },
		);
		expect(only(declared, "VpcPeerConnection", "net").inputs["tags"]).toEqual({
			one: "ours",
			other: "theirs",
			both: "ours",
		});
	});

	test.each<[string, VpcPeeringSide, VpcPeeringSide, unknown]>([
		["requester", { ...here, resourceGroupId: "rg-a" }, { ...there, resourceGroupId: "rg-b" }, "rg-a"],
		["accepter, where the requester names none", here, { ...there, resourceGroupId: "rg-b" }, "rg-b"],
	])("is in the resource group of the %s", async (_whose, requester, accepter, group) => {
		const declared = await peeringOf(requester, accepter);
		expect(only(declared, "VpcPeerConnection", "net").inputs["resourceGroupId"]).toBe(group);
	});

	test("has the same tags for its acceptance, where the program declares one: two sets would undo one another", async () => {
		const declared = await peeringOf(
			{ ...here, profile: "x", tags: { one: "ours" } },
			{ ...there, profile: "x", tags: { other: "theirs" }, resourceGroupId: "rg-b" },
		);
		for (const [kind, name] of [
			["VpcPeerConnection", "net"],
			["VpcPeerConnectionAccepter", "net-accepter"],
		] as const) {
			expect(only(declared, kind, name).inputs).toMatchObject({
				tags: { one: "ours", other: "theirs" },
				resourceGroupId: "rg-b",
			});
		}
	});

	test("takes nothing from a side of another account", async () => {
		const declared = await peeringOf(here, { ...there, profile: "x", tags: { a: "b" }, resourceGroupId: "rg-b" });
		expect(only(declared, "VpcPeerConnection", "net").inputs).not.toHaveProperty("tags");
		expect(only(declared, "VpcPeerConnectionAccepter", "net-accepter").inputs).toMatchObject({
			tags: { a: "b" },
			resourceGroupId: "rg-b",
		});
	});
});
