import fc from "fast-check";
import { VpcPeeringError } from "../../../../src/errors/vpc-peering-error";
import { withoutAbsent } from "../../../../src/provider/stored-state";
import {
	type CheckedInputs,
	fromStored,
	isDryRun,
	toDryRunState,
	toState,
	toStateUnseen,
} from "../../../../src/provider/vpc-peer-connection/state";
import { currentShapes } from "../../../../src/schema/kinds";
import { statuses } from "../../../../src/schema/status";
import { dryRunStatus } from "../../../../src/schema/vpc-peer-connection-state";
import {
	betweenRegions,
	describedByCloud,
	OTHER_ACCOUNT,
	OWNER,
	sameRegion,
	validInputs,
} from "../../support/connection-inputs";

const facts = { clientToken: "token-1", cloud: "alibabacloud" };

const inputs: CheckedInputs = {
	...betweenRegions,
	name: "asked-for",
	tags: { a: "1" },
	force: true,
	timeouts: { create: "5m", update: undefined },
	profile: "work",
	__identity: "identity-1",
};

test("The state holds what the cloud said, the inputs that delete and read need, and how it came to be", () => {
	const cloud = describedByCloud(inputs, { name: "in-cloud", tags: { a: "2" }, managedService: "SWAS" });
	expect(toState(inputs, cloud, facts)).toEqual({
		instanceId: "pcc-lnk0m24khwvtkm0001",
		status: "Activated",
		bizStatus: "Normal",
		clientToken: "token-1",
		cloud: "alibabacloud",
		ownerId: OWNER,
		acceptingAliUid: OWNER,
		regionId: "cn-hangzhou",
		acceptingRegionId: "cn-shanghai",
		vpcId: inputs.vpcId,
		acceptingVpcId: inputs.acceptingVpcId,
		vpcIpv4Cidrs: ["10.0.0.0/16"],
		vpcIpv6Cidrs: [],
		acceptingVpcIpv4Cidrs: ["10.1.0.0/16"],
		acceptingVpcIpv6Cidrs: [],
		name: "in-cloud",
		bandwidth: 1024,
		linkType: "Gold",
		resourceGroupId: "rg-default0001",
		tags: { a: "2" },
		createTime: "2026-11-01T08:00:00Z",
		modifyTime: "2026-11-01T08:00:05Z",
		managedService: "SWAS",
		force: true,
		timeouts: { create: "5m" },
		profile: "work",
		__state: {
			shape: currentShapes.VpcPeerConnection,
			given: [
				"regionId",
				"vpcId",
				"acceptingRegionId",
				"acceptingVpcId",
				"name",
				"tags",
				"force",
				"timeouts",
				"profile",
			],
		},
		__identity: "identity-1",
	});
});

test("A connection that waits for the other account says who must accept what, and until when", () => {
	const crossAccount = { ...inputs, acceptingAliUid: OTHER_ACCOUNT };
	const waiting = { status: "Accepting", expireTime: "2026-11-08T08:00:00Z" };
	const { pendingAcceptance } = toState(crossAccount, describedByCloud(crossAccount, waiting), facts);
	expect(pendingAcceptance).toContain(OTHER_ACCOUNT);
	expect(pendingAcceptance).toContain("pcc-lnk0m24khwvtkm0001");
	expect(pendingAcceptance).toContain("2026-11-08T08:00:00Z");
	const without = toState(crossAccount, describedByCloud(crossAccount, { status: "Accepting" }), facts);
	expect(without.pendingAcceptance).toContain(OTHER_ACCOUNT);
	expect(without.pendingAcceptance).not.toContain("undefined");
	expect(toState(crossAccount, describedByCloud(crossAccount), facts)).not.toHaveProperty("pendingAcceptance");
});

test("A connection of which only the id is known has what was asked for, and counts as being created", () => {
	const state = toStateUnseen({ ...inputs, acceptingAliUid: OTHER_ACCOUNT }, "pcc-new", facts);
	expect(state).toMatchObject({
		instanceId: "pcc-new",
		status: "Creating",
		acceptingAliUid: OTHER_ACCOUNT,
		name: "asked-for",
		tags: { a: "1" },
		clientToken: "token-1",
	});
});

test("A dry run is never taken for a connection: no id, and a status that is none of the cloud's", () => {
	const request = { ...inputs, dryRun: true, acceptingAliUid: OWNER };
	const state = toDryRunState(request, { ...facts, acceptingAliUid: OWNER });
	expect(state).not.toHaveProperty("instanceId");
	expect(state.status).toBe(dryRunStatus);
	expect(Object.keys(statuses)).not.toContain(state.status);
	expect(state).toMatchObject({ name: "asked-for", dryRun: true, clientToken: "token-1", acceptingAliUid: OWNER });
});

test.each([
	["dry-run-0123456789abcdef", true],
	["pcc-lnk0m24khwvtkm0001", false],
	["", false],
	["pcc-dry-run-1", false],
])("The id %j is a dry run's: %s", (id, expected) => {
	expect(isDryRun(id)).toBe(expected);
});

test("No state has a member that is absent, at any depth: the engine's encoding refuses it", () => {
	fc.assert(
		fc.property(validInputs, (given) => {
			const checked = { acceptingRegionId: given.regionId, ...given } as CheckedInputs;
			const states = [
				toState(checked, describedByCloud(checked), facts),
				toStateUnseen(checked, "pcc-1", facts),
				toDryRunState(checked, { ...facts, acceptingAliUid: OWNER }),
			];
			for (const state of states) {
				expect(absentMembers(state)).toEqual([]);
				expect(fromStored(JSON.parse(JSON.stringify(state)))).toEqual(state);
			}
		}),
	);
});

function absentMembers(value: object, path = ""): string[] {
	return Object.entries(value).flatMap(([key, member]) => {
		if (member === undefined || member === null) {
			return [`${path}.${key}`];
		}
		return typeof member === "object" ? absentMembers(member, `${path}.${key}`) : [];
	});
}

test("Leaving out what is absent keeps everything else, also false, 0, empty text and lists", () => {
	const value = { a: undefined, b: null, c: false, d: 0, e: "", f: [], g: { h: undefined, i: ["x"] } };
	expect(withoutAbsent(value)).toStrictEqual({ c: false, d: 0, e: "", f: [], g: { i: ["x"] } });
});

describe("Stored state", () => {
	const state = toState(sameRegion, describedByCloud(sameRegion), facts);

	test("of this shape is read as it is", () => {
		expect(fromStored(state)).toBe(state);
	});

	test.each([
		["without bookkeeping", { ...state, __state: undefined }, "__state is missing"],
		["that is nothing", undefined, "__state is missing"],
		["of shape 0", { ...state, __state: { shape: 0, given: [] } }, "shape 0"],
		["of a shape that is no number", { ...state, __state: { shape: "1", given: [] } }, 'shape "1"'],
	])("%s is refused in one line with the way out", (_what, stored, text) => {
		const read = () => fromStored(stored);
		expect(read).toThrow(VpcPeeringError);
		expect(read).toThrow(text);
		expect(read).toThrow("pulumi state delete");
	});

	test("of a newer shape asks for the newer release", () => {
		const newer = { ...state, __state: { shape: currentShapes.VpcPeerConnection + 1, given: [] } };
		expect(() => fromStored(newer)).toThrow(/shape 2.*Install the newer release/);
	});
});
