import type { VpcPeerConnectionAttribute } from "../../../../src/api/vpc-peer-connection-attribute";
import { describeExisting, whyNotAdoptable } from "../../../../src/provider/vpc-peer-connection/existing-connection";

const ends = {
	regionId: "cn-hangzhou",
	vpcId: "vpc-a",
	acceptingRegionId: "cn-shanghai",
	acceptingVpcId: "vpc-b",
	acceptingAliUid: "253460731706911258",
};
const found: VpcPeerConnectionAttribute = {
	...ends,
	instanceId: "pcc-1",
	status: "Activated",
	ownerId: "1210123456123456",
	tags: {},
	vpcIpv4Cidrs: [],
	vpcIpv6Cidrs: [],
	acceptingVpcIpv4Cidrs: [],
	acceptingVpcIpv6Cidrs: [],
};

describe("an existing connection", () => {
	it("can be adopted where ends and accounts are as declared", () => {
		expect(whyNotAdoptable(found, ends)).toBeUndefined();
	});

	it("can be adopted where the accepter's account is not known", () => {
		const { acceptingAliUid: _unknown, ...request } = ends;
		expect(whyNotAdoptable(found, request)).toBeUndefined();
	});

	it("that another service owns can't", () => {
		expect(whyNotAdoptable({ ...found, managedService: "SWAS" }, ends)).toBe(
			"the service SWAS of the cloud owns it, and nobody else may change it",
		);
	});

	it("to another account can't", () => {
		expect(whyNotAdoptable(found, { ...ends, acceptingAliUid: "1" })).toBe(
			"the cloud can't change its acceptingAliUid 253460731706911258. Declare it so",
		);
	});

	it("is described by id, name, status, ends and age", () => {
		expect(describeExisting({ ...found, name: "n", createTime: "2026-11-24T00:00:00Z" })).toBe(
			'pcc-1 "n": Activated, from vpc-a to vpc-b, created 2026-11-24T00:00:00Z',
		);
		expect(describeExisting(found)).toBe("pcc-1: Activated, from vpc-a to vpc-b, created at a time unknown");
	});
});
