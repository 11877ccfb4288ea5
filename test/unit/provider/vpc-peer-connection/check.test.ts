import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { check } from "../../../../src/provider/vpc-peer-connection/check";
import { unknownValue } from "../../../../src/schema/unknown";
import { betweenRegions, sameRegion, validInputs, writtenDifferently } from "../../support/connection-inputs";
import { bareRuntimeOf, runtimeOf } from "../../support/runtime";

type Bag = Record<string, unknown>;

async function failuresOf(news: Bag, olds: Bag = {}): Promise<{ property: string; reason: string }[]> {
	return (await check(runtimeOf(), olds, news)).failures ?? [];
}

async function propertiesOf(news: Bag, olds: Bag = {}): Promise<string[]> {
	return (await failuresOf(news, olds)).map(({ property }) => property);
}

async function checked(news: Bag, runtime = runtimeOf()): Promise<Bag> {
	return (await check(runtime, {}, news)).inputs as Bag;
}

test("Inputs that break no rule have no failure", async () => {
	expect(await failuresOf({ ...sameRegion })).toEqual([]);
	expect(await failuresOf({ ...betweenRegions, bandwidth: 100, linkType: "Gold" })).toEqual([]);
});

test("Any valid inputs pass, and checking what came out changes nothing more", async () => {
	await fc.assert(
		fc.asyncProperty(validInputs, async (inputs) => {
			const first = await check(runtimeOf(), {}, { ...inputs });
			expect(first.failures).toEqual([]);
			const second = await check(runtimeOf(), first.inputs as Bag, first.inputs as Bag);
			expect(second).toEqual({ inputs: first.inputs, failures: [] });
		}),
	);
});

test("The same inputs come out the same, however they are written", async () => {
	await fc.assert(
		fc.asyncProperty(validInputs, async (inputs) => {
			expect(await checked({ ...writtenDifferently(inputs) })).toEqual(await checked({ ...inputs }));
		}),
	);
});

test("Nothing comes out that the engine's encoding refuses, whatever went in", async () => {
	const odd = fc.oneof(fc.constant(undefined), fc.constant(null), fc.string(), fc.integer(), fc.boolean());
	const member = fc.constantFrom(...Object.keys(betweenRegions), "name", "tags", "bandwidth", "timeouts", "extra");
	await fc.assert(
		fc.asyncProperty(fc.dictionary(member, odd), async (news) => {
			const { inputs } = await check(bareRuntimeOf({}, { ALICLOUD_PROFILE: "absent" }), {}, news);
			expect(() => Struct.fromJavaScript(inputs)).not.toThrow();
		}),
	);
});

test.each<[what: string, news: Bag]>([
	["nothing", {}],
	["null", { regionId: null, acceptingRegionId: null }],
])(
	"With %s given, regionId comes from the configuration, then the environment, and acceptingRegionId from it",
	async (_what, news) => {
		const given = { vpcId: sameRegion.vpcId, acceptingVpcId: sameRegion.acceptingVpcId, ...news };
		const environment = { ALICLOUD_REGION: "us-west-1" };
		const configured = await checked(given, runtimeOf({ "alicloud:region": "cn-shanghai" }, environment));
		expect(configured).toMatchObject({ regionId: "cn-shanghai", acceptingRegionId: "cn-shanghai" });
		const fromEnvironment = await checked(given, runtimeOf({}, environment));
		expect(fromEnvironment).toMatchObject({ regionId: "us-west-1", acceptingRegionId: "us-west-1" });
	},
);

test("A region that is given wins over the configuration, and acceptingRegionId over regionId", async () => {
	const runtime = runtimeOf({ "alicloud:region": "us-west-1" });
	expect(await checked({ ...betweenRegions }, runtime)).toMatchObject({
		regionId: "cn-hangzhou",
		acceptingRegionId: "cn-shanghai",
	});
});

test("No other input gets a default: the cloud's own are left to it, and no account is made up", async () => {
	expect(await checked({ ...sameRegion })).toEqual(sameRegion);
});

test("Without any region the failure says where one can be set, and acceptingRegionId is not blamed, too", async () => {
	const failures = await failuresOf({ vpcId: sameRegion.vpcId, acceptingVpcId: sameRegion.acceptingVpcId });
	expect(failures.map(({ property }) => property)).toEqual(["regionId"]);
	expect(failures[0]?.reason).toMatch(/alicloud:region.*ALICLOUD_REGION/);
});

test.each(["vpcId", "acceptingVpcId"])("%s is required, and empty text is none", async (name) => {
	for (const value of [undefined, null, ""]) {
		expect(await failuresOf({ ...sameRegion, [name]: value })).toEqual([{ property: name, reason: "is required" }]);
	}
});

test.each(["name", "description", "clientToken", "resourceGroupId", "linkType", "profile", "acceptingAliUid"])(
	"An empty %s is refused, with the advice to leave it out",
	async (name) => {
		const failures = await failuresOf({ ...betweenRegions, [name]: "" });
		expect(failures.find(({ property }) => property === name)?.reason).toContain("leave it out");
	},
);

test("All failures are said at once, in the order of the inputs, each under its property", async () => {
	const failures = await failuresOf({
		regionId: "nowhere",
		vpcId: "",
		acceptingAliUid: 0,
		acceptingRegionId: 5,
		acceptingVpcId: "pcc-1",
		name: "1",
		description: "http://x",
		bandwidth: 0,
		linkType: "Silver",
		resourceGroupId: "x",
		tags: { "acs:x": "http://" },
		dryRun: "yes",
		clientToken: "é",
		force: 1,
		waitForActivated: "no",
		timeouts: { create: "1", read: "1s" },
		profile: " ",
		assumeRole: {},
		nmae: "typo",
	});
	const properties = failures.map(({ property }) => property);
	expect([...new Set(properties)].sort()).toEqual(
		[
			"nmae",
			"regionId",
			"vpcId",
			"acceptingAliUid",
			"acceptingRegionId",
			"acceptingVpcId",
			"name",
			"description",
			"bandwidth",
			"linkType",
			"resourceGroupId",
			"tags",
			"dryRun",
			"clientToken",
			"force",
			"waitForActivated",
			"timeouts",
			"profile",
			"assumeRole",
		].sort(),
	);
	expect(properties.filter((property) => property === "tags")).toHaveLength(2);
	expect(properties.filter((property) => property === "timeouts")).toHaveLength(2);
	for (const { reason } of failures) {
		expect(reason).not.toContain("\n");
	}
});

test("A failure inside an input says where inside", async () => {
	const failures = await failuresOf({ ...sameRegion, timeouts: { create: "soon" }, tags: { "acs:x": "v" } });
	expect(failures.map(({ reason }) => reason.split(" ")[0]).sort()).toEqual(['tags["acs:x"]', "timeouts.create"]);
});

test("Every input that is not known yet is skipped, at the top and deep inside", async () => {
	const unknowns = {
		regionId: unknownValue,
		vpcId: unknownValue,
		acceptingAliUid: unknownValue,
		acceptingRegionId: unknownValue,
		acceptingVpcId: unknownValue,
		name: unknownValue,
		description: unknownValue,
		bandwidth: unknownValue,
		linkType: unknownValue,
		resourceGroupId: unknownValue,
		tags: unknownValue,
		dryRun: unknownValue,
		clientToken: unknownValue,
		force: unknownValue,
		waitForActivated: unknownValue,
		timeouts: unknownValue,
		profile: unknownValue,
		assumeRole: unknownValue,
	};
	expect(await failuresOf(unknowns)).toEqual([]);
	expect(await checked(unknowns)).toEqual(unknowns);
	const deep = {
		...betweenRegions,
		tags: { a: unknownValue },
		timeouts: { create: unknownValue },
		assumeRole: { roleArn: unknownValue },
	};
	expect(await failuresOf(deep)).toEqual([]);
	expect(await checked(deep)).toEqual(deep);
});

test("With an unknown region nothing is said about what applies between regions only", async () => {
	const news = { ...sameRegion, regionId: unknownValue, acceptingRegionId: undefined, bandwidth: 5 };
	expect(await failuresOf(news)).toEqual([]);
});

test("The same VPC on both sides is refused, in one region and in two", async () => {
	for (const inputs of [sameRegion, betweenRegions]) {
		expect(await propertiesOf({ ...inputs, acceptingVpcId: inputs.vpcId })).toEqual(["acceptingVpcId"]);
	}
});

test("bandwidth and linkType are refused inside one region, also when that is the default", async () => {
	expect(await propertiesOf({ ...sameRegion, bandwidth: 5, linkType: "Gold" })).toEqual(["bandwidth", "linkType"]);
	const { acceptingRegionId: _, ...defaulted } = sameRegion;
	expect(await propertiesOf({ ...defaulted, bandwidth: 5 })).toEqual(["bandwidth"]);
});

test("A name that is no input is refused, with the name that was meant, and our own bookkeeping is not", async () => {
	const failures = await failuresOf({ ...sameRegion, vpcID: "vpc-1", __identity: "i", __provider: "p" });
	expect(failures).toHaveLength(1);
	expect(failures[0]).toMatchObject({ property: "vpcID", reason: expect.stringContaining("Did you mean vpcId?") });
	const [unlike] = await failuresOf({ ...sameRegion, colour: "red" });
	expect(unlike?.reason).toContain("acceptingVpcId");
});

test("Numbers as text come out as numbers, and account ids as text", async () => {
	const inputs = await checked({ ...betweenRegions, bandwidth: "200", acceptingAliUid: 1210123456123456 });
	expect(inputs).toMatchObject({ bandwidth: 200, acceptingAliUid: "1210123456123456" });
});

test("A value that is wrong comes out as it was given, so that the engine shows what the user wrote", async () => {
	const wrong = { ...betweenRegions, bandwidth: "fast", acceptingAliUid: 1.5 };
	expect(await checked(wrong)).toEqual(wrong);
});

test("An account id as a number beyond 2^53 is refused: its last digits are lost", async () => {
	const [failure] = await failuresOf({ ...sameRegion, acceptingAliUid: Number("253460731706911258") });
	expect(failure).toMatchObject({ property: "acceptingAliUid", reason: expect.stringContaining("text") });
});

test("Missing credentials are a failure of the stack, and a missing profile one of the input", async () => {
	const halfKeys = bareRuntimeOf({ "alicloud:accessKey": "key-of-half" });
	const [ofStack] = (await check(halfKeys, {}, { ...sameRegion })).failures ?? [];
	expect(ofStack).toMatchObject({ property: "", reason: expect.stringContaining("no secret key") });
	const configuration = { "alicloud:sharedCredentialsFile": "/nowhere/config.json" };
	const [ofInput] = (await check(runtimeOf(configuration), {}, { ...sameRegion, profile: "work" })).failures ?? [];
	expect(ofInput).toMatchObject({ property: "profile", reason: expect.stringContaining("/nowhere/config.json") });
});

test("An endpoint that is not allowed is a failure, next to those of the inputs", async () => {
	const runtime = runtimeOf({ "alicloud-vpcpeer:endpoint": "http://10.0.0.1" });
	const { failures } = await check(runtime, {}, { ...sameRegion, name: "1" });
	expect((failures ?? []).map(({ property }) => property)).toEqual(["name", ""]);
	expect(failures?.[1]?.reason).toContain("plain HTTP");
});
