import type { Complaint } from "../../../src/schema/rules";
import { unknownValue } from "../../../src/schema/unknown";
import {
	fieldOf,
	type VpcPeerConnectionField,
	vpcPeerConnectionFieldNames,
} from "../../../src/schema/vpc-peer-connection-fields";

// Every bound of CreateVpcPeerConnection.txt and of section 8 of the API facts, with its neighbours on both sides.

const largestInt64 = "9223372036854775807";

const allowed: [name: VpcPeerConnectionField, value: unknown][] = [
	["regionId", "cn-hangzhou"],
	["regionId", "ap-southeast-1"],
	["regionId", "cn-north-2-gov-1"],
	["regionId", "cn-wuhan-lr"],
	["vpcId", "vpc-bp1gsk7h12ew7oegk0001"],
	["acceptingVpcId", "vpc-bp1vzjkp2q1xgnind0002"],
	["acceptingRegionId", "us-west-1"],
	["acceptingAliUid", 1],
	["acceptingAliUid", "1"],
	["acceptingAliUid", 1210123456123456],
	["acceptingAliUid", Number.MAX_SAFE_INTEGER],
	["acceptingAliUid", "9007199254740993"],
	["acceptingAliUid", "253460731706911258"],
	["acceptingAliUid", "1000000000000000000"],
	["acceptingAliUid", largestInt64],
	["name", "ab"],
	["name", "A-1_b"],
	["name", "a".repeat(128)],
	["name", "对等连接"],
	["description", "ab"],
	["description", "d".repeat(256)],
	["description", "See http://example.com/, or call us: 24/7!"],
	["description", "https is used here"],
	["description", "描述 of it"],
	["bandwidth", 1],
	["bandwidth", "1"],
	["bandwidth", 1024],
	["bandwidth", "1024"],
	["bandwidth", 2_147_483_647],
	["linkType", "Platinum"],
	["linkType", "Gold"],
	["resourceGroupId", "rg-acfmxazb4ph6aiy0001"],
	["tags", {}],
	["tags", { k: "" }],
	["tags", { ["k".repeat(128)]: "v".repeat(128) }],
	["tags", tagsOf(20)],
	["tags", { "my-aliyun": "not acs: at the start" }],
	["direction", "exact"],
	["direction", "either"],
	["adopt", true],
	["dryRun", true],
	["dryRun", false],
	["clientToken", "t"],
	["clientToken", "t".repeat(64)],
	["clientToken", " ~!\t"],
	["force", true],
	["waitForActivated", false],
	["allowOverlappingCidrs", true],
	["timeouts", {}],
	["timeouts", { create: "30s", update: "5m", delete: "1h30m" }],
	["timeouts", { create: "500ms" }],
	["timeouts", { create: undefined }],
	["profile", "work"],
	["assumeRole", { roleArn: "acs:ram::1210123456123456:role/peering" }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", sessionExpiration: 900, sessionName: "ab" }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", sessionExpiration: 43_200, sessionName: "a".repeat(64) }],
];

const refused: [name: VpcPeerConnectionField, value: unknown][] = [
	["regionId", "hangzhou"],
	["regionId", "CN-HANGZHOU"],
	["regionId", "cn-hangzhou "],
	["regionId", 1],
	["vpcId", "vsw-bp1gsk7h12ew7oegk0001"],
	["vpcId", "vpc-"],
	["vpcId", "vpc-a,vpc-b"],
	["acceptingVpcId", "pcc-1"],
	["acceptingRegionId", "cn_hangzhou"],
	["acceptingAliUid", 0],
	["acceptingAliUid", "0"],
	["acceptingAliUid", -1],
	["acceptingAliUid", "-1"],
	["acceptingAliUid", 1.5],
	["acceptingAliUid", Number.MAX_SAFE_INTEGER + 1],
	["acceptingAliUid", Number.NaN],
	["acceptingAliUid", "9223372036854775808"],
	["acceptingAliUid", "10000000000000000000"],
	["acceptingAliUid", "12345678901234567890"],
	["acceptingAliUid", "1210123456123456x"],
	["acceptingAliUid", " 1210123456123456"],
	["acceptingAliUid", "1e18"],
	["acceptingAliUid", true],
	["name", "a"],
	["name", "a".repeat(129)],
	["name", "1ab"],
	["name", "_ab"],
	["name", "-ab"],
	["name", "two words"],
	["name", "dot.ted"],
	["name", "http://ab"],
	["name", 12],
	["description", "d"],
	["description", "d".repeat(257)],
	["description", "1st"],
	["description", " leading blank"],
	["description", "http://example.com"],
	["description", "https://example.com"],
	["description", "HTTPS://example.com"],
	["bandwidth", 0],
	["bandwidth", "0"],
	["bandwidth", -1],
	["bandwidth", "-1"],
	["bandwidth", 1.5],
	["bandwidth", "1.5"],
	["bandwidth", 2_147_483_648],
	["bandwidth", "fast"],
	["bandwidth", " 5"],
	["bandwidth", true],
	["linkType", "Silver"],
	["linkType", "gold"],
	["linkType", 1],
	["resourceGroupId", "acfmxazb4ph6aiy"],
	["tags", []],
	["tags", "env=prod"],
	["tags", tagsOf(21)],
	["tags", { "": "v" }],
	["tags", { ["k".repeat(129)]: "v" }],
	["tags", { k: "v".repeat(129) }],
	["tags", { "aliyun-k": "v" }],
	["tags", { "acs:k": "v" }],
	["tags", { k: "aliyun" }],
	["tags", { k: "acs:v" }],
	["tags", { "see http://k": "v" }],
	["tags", { k: "see https://v" }],
	["tags", { k: 1 }],
	["direction", "reversed"],
	["direction", true],
	["adopt", "true"],
	["dryRun", "true"],
	["dryRun", 1],
	["clientToken", "t".repeat(65)],
	["clientToken", "tökén"],
	["clientToken", "t\u0080"],
	["clientToken", 64],
	["force", "yes"],
	["waitForActivated", 0],
	["allowOverlappingCidrs", "yes"],
	["timeouts", "5m"],
	["timeouts", { create: "0s" }],
	["timeouts", { create: "5" }],
	["timeouts", { update: "five minutes" }],
	["timeouts", { delete: 300 }],
	["timeouts", { create: "-5m" }],
	["timeouts", { read: "5m" }],
	["profile", " "],
	["assumeRole", {}],
	["assumeRole", { roleArn: "peering" }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", sessionExpiration: 899 }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", sessionExpiration: 43_201 }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", sessionName: "a" }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", sessionName: "a".repeat(65) }],
	["assumeRole", { roleArn: "acs:ram::1:role/p", accessKeySecret: "s" }],
];

function tagsOf(count: number): Record<string, string> {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "v"]));
}

function complaintsOf(name: VpcPeerConnectionField, value: unknown): readonly Complaint[] {
	return fieldOf(name).rule(value);
}

test.each(allowed)("%s may be %j", (name, value) => {
	expect(complaintsOf(name, value)).toEqual([]);
});

test.each(refused)("%s may not be %j", (name, value) => {
	const complaints = complaintsOf(name, value);
	expect(complaints).not.toEqual([]);
	for (const { problem } of complaints) {
		expect(problem).toMatch(/^(must|is|does) .*[^.\s]$/);
	}
});

test("Every input has a case that is allowed and one that is not", () => {
	for (const cases of [allowed, refused]) {
		expect(new Set(cases.map(([name]) => name))).toEqual(new Set(vpcPeerConnectionFieldNames));
	}
});

test.each<[name: VpcPeerConnectionField, value: unknown, parts: string[]]>([
	["name", "a", ["2", "128", "letter"]],
	["description", "d", ["2", "256", "letter"]],
	["description", "http://x", ["http://", "https://"]],
	["clientToken", "é", ["64", "ASCII"]],
	["bandwidth", 0, ["1 or more", "Mbit/s"]],
	["linkType", "Silver", ["Platinum", "Gold"]],
	["acceptingAliUid", 2 ** 53, ["text", "9007199254740991"]],
	["acceptingAliUid", 0, ["above zero"]],
	["acceptingAliUid", "0", ["digits"]],
	["timeouts", { create: "x" }, ["30s", "5m", "above zero"]],
])("The complaint about %s = %j says what is allowed: %j", (name, value, parts) => {
	const text = complaintsOf(name, value)
		.map(({ problem }) => problem)
		.join(" ");
	for (const part of parts) {
		expect(text).toContain(part);
	}
});

test("A number of acceptingAliUid that is no whole number is not said to have lost digits", () => {
	expect(complaintsOf("acceptingAliUid", 1.5)[0]?.problem).toBe("must be an account id above zero");
});

test("An account id with leading zeros is refused: the cloud would answer with another text", () => {
	expect(complaintsOf("acceptingAliUid", "001210123456123456")).toHaveLength(1);
});

test("Everything wrong inside tags is said at once, each under its own path", () => {
	const complaints = complaintsOf("tags", { "acs:a": "fine", b: "aliyun", ...tagsOf(20) });
	expect(complaints.map(({ path }) => path)).toEqual([undefined, '["acs:a"]', '["b"]']);
	expect(complaints[0]?.problem).toContain("at most 20 tags, not 22");
	expect(complaints[1]?.problem).toContain("key");
	expect(complaints[2]?.problem).toContain("value");
});

test("Everything wrong inside timeouts and assumeRole is said at once, each under its own path", () => {
	expect(complaintsOf("timeouts", { create: "x", delete: "y" }).map(({ path }) => path)).toEqual([
		".create",
		".delete",
	]);
	expect(complaintsOf("assumeRole", { sessionName: "?", color: "red" }).map(({ path }) => path)).toEqual([
		".sessionName",
		".color",
		".roleArn",
	]);
});

test("Values that are not known yet are skipped inside tags, timeouts and assumeRole, and the known ones are not", () => {
	expect(complaintsOf("tags", { a: unknownValue, b: "fine" })).toEqual([]);
	expect(complaintsOf("tags", { a: unknownValue, b: "acs:" }).map(({ path }) => path)).toEqual(['["b"]']);
	expect(complaintsOf("timeouts", { create: unknownValue, update: "?" }).map(({ path }) => path)).toEqual([".update"]);
	expect(complaintsOf("assumeRole", { roleArn: unknownValue })).toEqual([]);
});

test("The inputs that the cloud fixes at creation are replaced, and only Modify's, the group and tags are changed in place", () => {
	const byChange = Object.fromEntries(vpcPeerConnectionFieldNames.map((name) => [name, fieldOf(name).change]));
	expect(byChange).toEqual({
		regionId: "replace",
		vpcId: "replace",
		acceptingAliUid: "replace",
		acceptingRegionId: "replace",
		acceptingVpcId: "replace",
		name: "modify",
		description: "modify",
		bandwidth: "modify",
		linkType: "modify",
		resourceGroupId: "resourceGroup",
		tags: "tags",
		adopt: "nothing",
		direction: "nothing",
		dryRun: "nothing",
		clientToken: "nothing",
		force: "behaviour",
		waitForActivated: "nothing",
		allowOverlappingCidrs: "nothing",
		timeouts: "nothing",
		profile: "nothing",
		assumeRole: "nothing",
	});
});

test("The parameters have the names and positions of the official clients", () => {
	const positions = vpcPeerConnectionFieldNames.flatMap((name) => {
		const { parameter } = fieldOf(name);
		return parameter === undefined ? [] : [`${parameter.name}: ${parameter.position}`];
	});
	expect(positions).toEqual([
		"RegionId: body",
		"VpcId: body",
		"AcceptingAliUid: body",
		"AcceptingRegionId: body",
		"AcceptingVpcId: body",
		"Name: body",
		"Description: body",
		"Bandwidth: body",
		"LinkType: query",
		"ResourceGroupId: body",
		"Tag: query",
	]);
});
