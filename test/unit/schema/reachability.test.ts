import fc from "fast-check";
import { reachabilityOf, type SeenPeering, type SeenRoute, type SeenSide } from "../../../src/schema/reachability";

const peer = "pcc-1";

function route(destinationCidrBlock: string, id = peer, more: Partial<SeenRoute> = {}): SeenRoute {
	return { destinationCidrBlock, status: "Available", nextHops: [{ type: "VpcPeer", id }], ...more };
}

function side(vpcId: string, cidr: string, routes: SeenRoute[], more: Partial<SeenSide> = {}): SeenSide {
	return { vpcId, cidrBlocks: [cidr], routeTables: [{ routeTableId: `vtb-${vpcId}`, routes }], ...more };
}

/** A peering that works both ways, with what a test wants otherwise. */
function peering(more: Partial<SeenPeering> = {}): SeenPeering {
	return {
		instanceId: peer,
		status: "Activated",
		requester: side("vpc-a", "10.1.0.0/16", [route("10.2.0.0/16")]),
		accepter: side("vpc-b", "10.2.0.0/16", [route("10.1.0.0/16")]),
		...more,
	};
}

const there = (seen: SeenPeering) => reachabilityOf(seen).paths[0];

describe("a peering with routes both ways", () => {
	it("is reachable both ways", () => {
		expect(reachabilityOf(peering())).toEqual({
			instanceId: peer,
			status: "Activated",
			reachable: true,
			paths: [
				{
					fromVpcId: "vpc-a",
					toVpcId: "vpc-b",
					destinationCidrBlock: "10.2.0.0/16",
					reachable: "yes",
					routeTableIds: ["vtb-vpc-a"],
					reasons: [],
				},
				{
					fromVpcId: "vpc-b",
					toVpcId: "vpc-a",
					destinationCidrBlock: "10.1.0.0/16",
					reachable: "yes",
					routeTableIds: ["vtb-vpc-b"],
					reasons: [],
				},
			],
		});
	});

	it("is not while it waits for acceptance", () => {
		const { reachable, paths } = reachabilityOf(peering({ status: "Accepting" }));
		expect(reachable).toBe(false);
		expect(paths.map(({ reasons }) => reasons)).toEqual([
			["the connection is Accepting, not Activated"],
			["the connection is Accepting, not Activated"],
		]);
	});
});

describe("a side of which the cloud names no range", () => {
	const nameless = side("vpc-b", "", [route("10.1.0.0/16")], { cidrBlocks: [] });

	it("is never reachable, and says why", () => {
		const { reachable, paths } = reachabilityOf(peering({ accepter: nameless }));
		expect(reachable).toBe(false);
		const unknown = { destinationCidrBlock: "", reachable: "unknown", routeTableIds: [] };
		expect(paths).toEqual([
			{ ...unknown, fromVpcId: "vpc-a", toVpcId: "vpc-b", reasons: ["the cloud names no range of vpc-b"] },
			{ ...unknown, fromVpcId: "vpc-b", toVpcId: "vpc-a", reasons: ["the cloud names no range of vpc-b"] },
		]);
	});

	it("has no way while the connection is not Activated", () => {
		expect(reachabilityOf(peering({ accepter: nameless, status: "Expired" })).paths[0]).toMatchObject({
			reachable: "no",
			reasons: ["the connection is Expired, not Activated", "the cloud names no range of vpc-b"],
		});
	});
});

describe("one way of a peering", () => {
	it("has no way without a route", () => {
		expect(there(peering({ requester: side("vpc-a", "10.1.0.0/16", []) }))).toMatchObject({
			reachable: "no",
			reasons: ["vtb-vpc-a has no route to 10.2.0.0/16"],
		});
	});

	it("goes by a wider route, too", () => {
		expect(there(peering({ requester: side("vpc-a", "10.1.0.0/16", [route("0.0.0.0/0")]) }))).toMatchObject({
			reachable: "yes",
		});
	});

	it("goes where the longest prefix leads", () => {
		const routes = [route("10.0.0.0/8"), route("10.2.0.0/16", "pcc-other"), route("0.0.0.0/0")];
		expect(there(peering({ requester: side("vpc-a", "10.1.0.0/16", routes) }))).toMatchObject({
			reachable: "no",
			reasons: ["vtb-vpc-a sends 10.2.0.0/16 to VpcPeer pcc-other (its route to 10.2.0.0/16)"],
		});
	});

	it("is partly open where routes lead to parts of the range only", () => {
		const routes = [route("10.2.1.0/24"), route("10.2.2.0/24")];
		expect(there(peering({ requester: side("vpc-a", "10.1.0.0/16", routes) }))).toMatchObject({
			reachable: "partly",
			routeTableIds: ["vtb-vpc-a"],
			reasons: ["vtb-vpc-a has no route to 10.2.0.0/16, only to its parts 10.2.1.0/24, 10.2.2.0/24"],
		});
	});

	it("has no way without any route table", () => {
		const requester = side("vpc-a", "10.1.0.0/16", [], { routeTables: [] });
		expect(there(peering({ requester }))).toMatchObject({ reachable: "no", reasons: ["vpc-a has no route table"] });
	});

	it("is partly open where a narrower route takes a part elsewhere", () => {
		const routes = [
			route("10.2.0.0/16"),
			route("10.2.9.0/24", "ngw-1", { nextHops: [{ type: "NatGateway", id: "ngw-1" }] }),
		];
		expect(there(peering({ requester: side("vpc-a", "10.1.0.0/16", routes) }))).toMatchObject({
			reachable: "partly",
			reasons: ["vtb-vpc-a sends 10.2.9.0/24, a part of 10.2.0.0/16, to NatGateway ngw-1"],
		});
	});

	it("does not work before its route does", () => {
		const routes = [route("10.2.0.0/16", peer, { status: "Pending" })];
		expect(there(peering({ requester: side("vpc-a", "10.1.0.0/16", routes) }))).toMatchObject({
			reachable: "no",
			reasons: ["the route to 10.2.0.0/16 in vtb-vpc-a is Pending"],
		});
	});

	it("has no way to a range that the side has itself", () => {
		const requester = side("vpc-a", "10.2.128.0/17", [route("10.2.0.0/16")]);
		expect(there(peering({ requester }))).toMatchObject({
			reachable: "no",
			reasons: ["vpc-a has 10.2.128.0/17 itself: what overlaps never leaves it"],
		});
	});

	it("is partly open where only some route tables lead there", () => {
		const requester = side("vpc-a", "10.1.0.0/16", [], {
			routeTables: [
				{ routeTableId: "vtb-1", routes: [route("10.2.0.0/16")] },
				{ routeTableId: "vtb-2", routes: [route("10.2.0.0/16", "x", { nextHops: [] })] },
			],
		});
		expect(there(peering({ requester }))).toMatchObject({
			reachable: "partly",
			routeTableIds: ["vtb-1"],
			reasons: ["vtb-2 sends 10.2.0.0/16 to the VPC itself (its route to 10.2.0.0/16)"],
		});
	});

	it("is unknown where the side's route tables can't be looked at", () => {
		const requester = side("vpc-a", "10.1.0.0/16", [], { routeTables: undefined });
		expect(there(peering({ requester }))).toMatchObject({
			reachable: "unknown",
			reasons: ["the route tables of vpc-a can't be looked at with these credentials"],
		});
	});

	it("works for IPv6 as for IPv4", () => {
		const requester = side("vpc-a", "2408:1::/56", [route("2408:2::/56")]);
		const accepter = side("vpc-b", "2408:2::/56", []);
		expect(there(peering({ requester, accepter }))).toMatchObject({ reachable: "yes" });
	});

	it("is not asked for to IPv6 ranges from a VPC that has none", () => {
		const accepter = side("vpc-b", "10.2.0.0/16", [route("10.1.0.0/16")], {
			cidrBlocks: ["10.2.0.0/16", "2408:2::/56"],
		});
		const { reachable, paths } = reachabilityOf(peering({ accepter }));
		expect(reachable).toBe(true);
		expect(paths.map(({ destinationCidrBlock }) => destinationCidrBlock)).toEqual(["10.2.0.0/16", "10.1.0.0/16"]);
	});

	it("is never called open with a reason, or closed without one", () => {
		const block = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 12, max: 24 }));
		const routes = fc.array(
			fc
				.record({ block, mine: fc.boolean(), ready: fc.boolean() })
				.map(({ block: [second, bits], mine, ready }) =>
					route(`10.${second}.0.0/${bits}`, mine ? peer : "pcc-other", ready ? {} : { status: "Pending" }),
				),
			{ maxLength: 6 },
		);
		fc.assert(
			fc.property(routes, routes, fc.constantFrom("Activated", "Accepting"), (left, right, status) => {
				const requester = side("vpc-a", "10.1.0.0/16", left);
				const accepter = side("vpc-b", "10.2.0.0/16", right);
				for (const path of reachabilityOf(peering({ requester, accepter, status })).paths) {
					expect(path.reachable === "yes").toBe(path.reasons.length === 0);
					expect(path.routeTableIds.length > 0).toBe(path.reachable === "yes" || path.reachable === "partly");
				}
			}),
		);
	});
});
