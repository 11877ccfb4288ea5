import fc from "fast-check";
import { check } from "../../../../src/provider/vpc-peer-connection/check";
import { diff } from "../../../../src/provider/vpc-peer-connection/diff";
import { type CheckedInputs, toDryRunState, toState } from "../../../../src/provider/vpc-peer-connection/state";
import { unknownValue } from "../../../../src/schema/unknown";
import type { VpcPeerConnectionInputs } from "../../../../src/schema/vpc-peer-connection-inputs";
import type { VpcPeerConnectionState } from "../../../../src/schema/vpc-peer-connection-state";
import {
	betweenRegions,
	describedByCloud,
	OTHER_ACCOUNT,
	OWNER,
	sameRegion,
	validInputs,
	writtenDifferently,
} from "../../support/connection-inputs";
import { runtimeOf } from "../../support/runtime";

const facts = { clientToken: "token-1", cloud: "alibabacloud" };
const id = "pcc-lnk0m24khwvtkm0001";

const inputs: CheckedInputs = {
	...betweenRegions,
	name: "app-to-data",
	description: "joins two",
	bandwidth: 200,
	linkType: "Platinum",
	resourceGroupId: "rg-1",
	tags: { env: "prod", team: "network" },
};

type Changes = Readonly<Record<string, unknown>>;

function stateOf(given: CheckedInputs, inCloud: Parameters<typeof describedByCloud>[1] = {}): VpcPeerConnectionState {
	return toState(given, describedByCloud(given, inCloud), facts);
}

/** What diff says when inputs change, or go away where the new value is undefined. */
function diffAfter(changes: Changes, state = stateOf(inputs)) {
	return diff(runtimeOf(), id, state, { ...inputs, ...changes } as CheckedInputs);
}

const nothing = { changes: false, replaces: [] };
const update = { changes: true, replaces: [] };

test("The same inputs are no change", () => {
	expect(diffAfter({})).toMatchObject(nothing);
});

test.each<[name: string, value: unknown]>([
	["regionId", "cn-beijing"],
	["vpcId", "vpc-other0001"],
	["acceptingAliUid", OTHER_ACCOUNT],
	["acceptingRegionId", "cn-beijing"],
	["acceptingVpcId", "vpc-other0001"],
])("A changed %s replaces the connection", (name, value) => {
	expect(diffAfter({ [name]: value })).toMatchObject({ changes: true, replaces: [name] });
});

test.each<[name: string, value: unknown]>([
	["name", "other-name"],
	["description", "other words"],
	["bandwidth", 201],
	["linkType", "Gold"],
	["resourceGroupId", "rg-2"],
	["tags", { env: "prod" }],
	["tags", { env: "prod", team: "network", more: "1" }],
	["tags", { env: "test", team: "network" }],
	["tags", {}],
	["force", true],
])("A changed %s (%j) is an update in place", (name, value) => {
	expect(diffAfter({ [name]: value })).toMatchObject(update);
});

test.each<[name: string, value: unknown]>([
	["clientToken", "another-token"],
	["timeouts", { create: "1h" }],
	["profile", "another"],
	["assumeRole", { roleArn: "acs:ram::1:role/p" }],
	["waitForActivated", true],
	["force", false],
	["dryRun", false],
])("%s = %j alone is no change", (name, value) => {
	expect(diffAfter({ [name]: value })).toMatchObject(nothing);
});

test.each<[name: string, value: unknown]>([
	["bandwidth", "200"],
	["acceptingAliUid", Number(OWNER)],
	["acceptingAliUid", OWNER],
	["tags", { team: "network", env: "prod" }],
])("%s written as %j is no change", (name, value) => {
	expect(diffAfter({ [name]: value })).toMatchObject(nothing);
});

test("Any inputs, written in another order and with numbers as text, are no change of the connection made with them", async () => {
	await fc.assert(
		fc.asyncProperty(validInputs, async (given) => {
			const runtime = runtimeOf();
			const made = (await check(runtime, {}, { ...given })).inputs as CheckedInputs;
			const again = writtenDifferently(made as VpcPeerConnectionInputs) as CheckedInputs;
			const checkedAgain = (await check(runtime, { ...made }, { ...again })).inputs as CheckedInputs;
			const state = JSON.parse(JSON.stringify(stateOf(made)));
			for (const news of [again, checkedAgain]) {
				expect(diff(runtime, id, state, news).changes).toBe(false);
				expect(diff(runtime, id, state, news).replaces ?? []).toEqual([]);
			}
		}),
	);
});

describe("Inputs taken out of the program", () => {
	test.each(["name", "description", "resourceGroupId"])("leave the %s as it is", (name) => {
		expect(diffAfter({ [name]: undefined })).toMatchObject(nothing);
	});

	test.each(["bandwidth", "linkType"])("take the %s back to its documented default", (name) => {
		expect(diffAfter({ [name]: undefined })).toMatchObject(update);
	});

	test("are no change where the value is the default already", () => {
		const given = { ...inputs, bandwidth: 1024, linkType: "Gold" } as const;
		const news = { bandwidth: undefined, linkType: undefined };
		expect(diffAfter(news, stateOf(given))).toMatchObject(nothing);
	});

	test("remove the tags that the program owned", () => {
		expect(diffAfter({ tags: undefined })).toMatchObject(update);
	});

	test("are no change where the program had no tags, whatever tags there are", () => {
		const { tags: _, ...untagged } = inputs;
		const state = stateOf(untagged as CheckedInputs, { tags: { by: "somebody" } });
		expect(diffAfter({ tags: undefined }, state)).toMatchObject(nothing);
		expect(diffAfter({ tags: {} }, state)).toMatchObject(update);
	});

	test("mean the own account for acceptingAliUid", () => {
		const own = stateOf({ ...inputs, acceptingAliUid: OWNER });
		expect(diffAfter({ acceptingAliUid: undefined }, own)).toMatchObject(nothing);
		const other = stateOf({ ...inputs, acceptingAliUid: OTHER_ACCOUNT });
		expect(diffAfter({ acceptingAliUid: undefined }, other)).toMatchObject({ replaces: ["acceptingAliUid"] });
	});

	test("leave bandwidth and linkType alone that the program never gave", () => {
		const { bandwidth: _b, linkType: _l, ...rest } = inputs;
		const state = stateOf(rest as CheckedInputs, { bandwidth: 500, linkType: "Platinum" });
		expect(diffAfter({ bandwidth: undefined, linkType: undefined }, state)).toMatchObject(nothing);
	});
});

test("Inside one region bandwidth -1 and the absent link type are no difference", () => {
	const state = stateOf(sameRegion);
	expect(diff(runtimeOf(), id, state, sameRegion)).toMatchObject(nothing);
});

describe("Drift that a refresh has stored", () => {
	test.each<[name: string, value: unknown]>([
		["name", "by-hand"],
		["description", "by hand"],
		["bandwidth", 5],
		["linkType", "Gold"],
		["resourceGroupId", "rg-by-hand"],
		["tags", { env: "prod" }],
		["tags", { env: "prod", team: "network", added: "by hand" }],
	])("in %s (%j) is put right in place", (name, value) => {
		expect(diffAfter({}, stateOf(inputs, { [name]: value }))).toMatchObject(update);
	});
});

describe("Values not known yet", () => {
	test.each(["regionId", "vpcId", "acceptingAliUid", "acceptingRegionId", "acceptingVpcId"])(
		"in %s are shown as a replacement",
		(name) => {
			expect(diffAfter({ [name]: unknownValue })).toMatchObject({ changes: true, replaces: [name] });
		},
	);

	test.each<[name: string, value: unknown]>([
		["name", unknownValue],
		["description", unknownValue],
		["bandwidth", unknownValue],
		["linkType", unknownValue],
		["resourceGroupId", unknownValue],
		["tags", unknownValue],
		["tags", { env: unknownValue, team: "network" }],
	])("in %s (%j) are shown as an update", (name, value) => {
		expect(diffAfter({ [name]: value })).toMatchObject(update);
	});
});

describe("Delete before replace", () => {
	test("is asked for where both connections would join the same two VPCs, whichever way round", () => {
		expect(diffAfter({ acceptingAliUid: OTHER_ACCOUNT }).deleteBeforeReplace).toBe(true);
		expect(diffAfter({ regionId: "cn-beijing" }).deleteBeforeReplace).toBe(true);
		const turned = { vpcId: inputs.acceptingVpcId, acceptingVpcId: inputs.vpcId };
		expect(diffAfter(turned)).toMatchObject({ deleteBeforeReplace: true, replaces: ["vpcId", "acceptingVpcId"] });
	});

	test("is asked for without a change, too, for a replacement that the user demands", () => {
		expect(diffAfter({}).deleteBeforeReplace).toBe(true);
	});

	test("is not asked for where one of the VPCs is another or not known yet", () => {
		expect(diffAfter({ vpcId: "vpc-other0001" }).deleteBeforeReplace).toBe(false);
		expect(diffAfter({ acceptingVpcId: unknownValue }).deleteBeforeReplace).toBe(false);
	});
});

describe("The connection's status", () => {
	test.each(["Rejected", "Expired", "Deleting", "Deleted"])("%s replaces it, the old one first", (status) => {
		expect(diffAfter({}, stateOf(inputs, { status }))).toEqual({
			changes: true,
			replaces: ["status"],
			deleteBeforeReplace: true,
		});
	});

	test.each(["Creating", "Accepting", "Updating", "Activated"])("%s is no change by itself", (status) => {
		expect(diffAfter({}, stateOf(inputs, { status }))).toMatchObject(nothing);
	});

	test("Accepting is a change when the program now asks to wait for Activated", () => {
		expect(diffAfter({ waitForActivated: true }, stateOf(inputs, { status: "Accepting" }))).toMatchObject(update);
	});
});

describe("Dry run", () => {
	const dryInputs = { ...inputs, dryRun: true };
	const dryState = toDryRunState({ ...dryInputs, acceptingAliUid: OWNER }, { ...facts, acceptingAliUid: OWNER });

	function dryDiff(changes: Changes) {
		return diff(runtimeOf(), "dry-run-0123456789abcdef", dryState, { ...dryInputs, ...changes } as CheckedInputs);
	}

	test("of the same request is no change", () => {
		expect(dryDiff({})).toEqual({ changes: false });
		expect(dryDiff({ bandwidth: "200", tags: { team: "network", env: "prod" } })).toEqual({ changes: false });
	});

	test.each<[name: string, value: unknown]>([
		["vpcId", "vpc-other0001"],
		["name", "other-name"],
		["name", undefined],
		["acceptingAliUid", OTHER_ACCOUNT],
		["tags", {}],
		["bandwidth", unknownValue],
	])("of another %s (%j) is tried again, and replaces nothing", (name, value) => {
		expect(dryDiff({ [name]: value })).toEqual({ changes: true });
	});

	test.each<[name: string, value: unknown]>([
		["clientToken", "another"],
		["timeouts", { create: "1h" }],
		["force", true],
		["profile", "another"],
	])("is not tried again for %s (%j) alone", (name, value) => {
		expect(dryDiff({ [name]: value })).toEqual({ changes: false });
	});

	test.each([false, undefined])("turned off (%s) gives way to a connection that is created", (dryRun) => {
		expect(dryDiff({ dryRun })).toEqual({ changes: true, replaces: ["dryRun"], deleteBeforeReplace: false });
	});

	test("turned on for a connection that exists replaces nothing, even a dead one", () => {
		expect(diffAfter({ dryRun: true })).toEqual({ changes: false });
		expect(diffAfter({ dryRun: true, name: "other-name" })).toEqual({ changes: true });
		expect(diffAfter({ dryRun: true, force: true })).toEqual({ changes: false });
		expect(diffAfter({ dryRun: true }, stateOf(inputs, { status: "Rejected" }))).toEqual({ changes: false });
	});

	test.each([
		["regionId", "cn-beijing"],
		["vpcId", "vpc-other0001"],
		["acceptingAliUid", OTHER_ACCOUNT],
		["acceptingRegionId", "cn-beijing"],
		["acceptingVpcId", "vpc-other0001"],
	])(
		"a changed %s of a connection that exists is refused while dryRun is on, since it would replace it",
		(name, value) => {
			expect(() => diffAfter({ [name]: value, dryRun: true })).toThrow(
				new RegExp(`${name} can't change while dryRun is true.*Set dryRun: false`),
			);
		},
	);

	test("a fixed input not known yet is no reason to refuse a dry run", () => {
		expect(diffAfter({ vpcId: unknownValue, dryRun: true })).toEqual({ changes: false });
	});
});

test.each([
	[
		"an emulator's connection against the real cloud",
		"http://127.0.0.1:8080",
		{},
		"ALICLOUD_VPCPEER_ENDPOINT=http://127.0.0.1:8080",
	],
	[
		"a real connection against an emulator",
		"alibabacloud",
		{ "alicloud-vpcpeer:endpoint": "http://127.0.0.1:8080" },
		"Unset ALICLOUD_VPCPEER_ENDPOINT",
	],
	[
		"a connection of one emulator against another",
		"http://127.0.0.1:8080",
		{ "alicloud-vpcpeer:endpoint": "http://127.0.0.1:8081" },
		"8081",
	],
])("%s is refused with the way out", (_what, cloud, configuration, text) => {
	const state = { ...stateOf(inputs), cloud };
	expect(() => diff(runtimeOf(configuration), id, state, inputs)).toThrow(text);
});
