import { assertQuotas } from "../../../src/components/mesh-quotas";
import { pairsOf } from "../../../src/components/mesh-topology";
import type { VpcPeeringSide } from "../../../src/components/vpc-peering-side";

function star(spokes: number, spoke: Partial<VpcPeeringSide> = {}) {
	const vpcs: Record<string, VpcPeeringSide> = { hub: { vpcId: "vpc-hub", regionId: "cn-hangzhou" } };
	for (let index = 1; index <= spokes; index += 1) {
		vpcs[`spoke${index}`] = { vpcId: `vpc-${index}`, regionId: "cn-hangzhou", ...spoke };
	}
	return { vpcs, pairs: pairsOf("net", vpcs, { hub: "hub" }) };
}

test("A mesh within the quotas passes, up to the last connection", () => {
	const { vpcs, pairs } = star(10);
	expect(() => assertQuotas("net", vpcs, pairs, {})).not.toThrow();
	const across = star(20, { regionId: "cn-shanghai" });
	expect(() => assertQuotas("net", across.vpcs, across.pairs, {})).not.toThrow();
});

test("One connection more than a quota is an error that names the VPC, the count and the quota", () => {
	const { vpcs, pairs } = star(11);
	expect(() => assertQuotas("net", vpcs, pairs, {})).toThrow(
		"VpcPeeringMesh net: more connections than the quotas allow: intra-region connections of hub: 11, where quotas.intraRegionPerVpc is 10. Raise the quota in Quota Center and say so in quotas, or join fewer VPCs.",
	);
});

test("More connections than an account may ask for in a region are an error, too", () => {
	const { vpcs, pairs } = star(21, { regionId: "cn-shanghai" });
	expect(() => assertQuotas("net", vpcs, pairs, { interRegionPerVpc: 100 })).toThrow(
		"connections that the stack's account asks for in cn-hangzhou: 21, where quotas.perAccountPerRegion is 20",
	);
});

test("A quota that was raised counts", () => {
	const { vpcs, pairs } = star(20);
	expect(() => assertQuotas("net", vpcs, pairs, { intraRegionPerVpc: 20 })).not.toThrow();
});

test("Regions that are not known yet are not counted", () => {
	const { vpcs, pairs } = star(30, { regionId: Promise.resolve("cn-hangzhou") });
	expect(() => assertQuotas("net", vpcs, pairs, {})).not.toThrow();
});
