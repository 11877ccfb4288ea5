import { type Cloud, startCloud } from "./support/cloud";
import { type Args, interRegion, intraRegion, programOf } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";
import type { Deployment } from "./support/stack-state";

let cloud: Cloud;

beforeAll(async () => {
	cloud = await startCloud();
});

beforeEach(() => cloud.emulator.reset());

/** Inputs that are wrong, with the lines that a user sees: all that is wrong with a resource is said at once. */
const wrongInputs: Readonly<Record<string, { args: Args; says: readonly string[] }>> = {
	"missing inputs": {
		args: {},
		says: [
			"property vpcId value {<nil>} has a problem: is required",
			"property acceptingVpcId value {<nil>} has a problem: is required",
		],
	},
	"empty, and one less than the least": {
		args: {
			vpcId: "",
			acceptingVpcId: "",
			acceptingRegionId: "cn-shanghai",
			acceptingAliUid: 0,
			name: "n",
			description: "d",
			bandwidth: 0,
			linkType: "Silver",
			resourceGroupId: "",
			tags: { "": "x" },
			clientToken: "",
			timeouts: { create: "0s" },
		},
		says: [
			"property vpcId value {} has a problem: is required",
			"property acceptingAliUid value {0} has a problem: must be an account id above zero",
			"property acceptingVpcId value {} has a problem: is required",
			"property name value {n} has a problem: must be 2 to 128 characters, starting with a letter, then letters, digits, _ and -",
			"property description value {d} has a problem: must be 2 to 256 characters, starting with a letter",
			"property bandwidth value {0} has a problem: must be a whole number of Mbit/s, 1 or more",
			"property linkType value {Silver} has a problem: must be Platinum or Gold",
			"property resourceGroupId value {} has a problem: is empty: leave it out, or give a value",
			'property tags value {map[:{x}]} has a problem: tags[""] must have a key of 1 to 128 characters, not starting with aliyun or acs:, without http:// and https://',
			"property clientToken value {} has a problem: is empty: leave it out, or give a value",
			'property timeouts value {map[create:{0s}]} has a problem: timeouts.create must be a duration above zero such as "30s", "5m" or "1h30m" (units h, m, s, ms)',
		],
	},
	"one more than the most": {
		args: {
			...interRegion,
			acceptingAliUid: 2 ** 53,
			name: "n".repeat(129),
			description: "d".repeat(257),
			bandwidth: -1,
			tags: tags(21),
			clientToken: "t".repeat(65),
		},
		says: [
			'property acceptingAliUid value {9.007199254740992e+15} has a problem: must be text, "9007199254740992" or as it was meant: a number above 9007199254740991 loses its last digits in JavaScript',
			`property name value {${"n".repeat(129)}} has a problem: must be 2 to 128 characters, starting with a letter, then letters, digits, _ and -`,
			`property description value {${"d".repeat(257)}} has a problem: must be 2 to 256 characters, starting with a letter`,
			"property bandwidth value {-1} has a problem: must be a whole number of Mbit/s, 1 or more",
			`property tags value {map[${shownTags(21)}]} has a problem: must be at most 20 tags, not 21`,
			`property clientToken value {${"t".repeat(65)}} has a problem: must be 1 to 64 ASCII characters`,
		],
	},
	"wrong in form": {
		args: {
			...intraRegion,
			acceptingVpcId: "vpc-hangzhou-a1",
			description: "http://example.com",
			bandwidth: 10,
			clientToken: "tökén",
			vpcid: "vpc-x",
			acceptingVpc: "vpc-x",
		},
		says: [
			"property acceptingVpc value {vpc-x} has a problem: is not an input of VpcPeerConnection. The inputs are regionId, vpcId, acceptingAliUid, acceptingRegionId, acceptingVpcId, name, description, bandwidth, linkType, resourceGroupId, tags, adopt, direction, dryRun, clientToken, force, allowOverlappingCidrs, waitForActivated, timeouts, profile, assumeRole",
			"property vpcid value {vpc-x} has a problem: is not an input of VpcPeerConnection. Did you mean vpcId?",
			"property description value {http://example.com} has a problem: must not start with http:// or https://",
			"property clientToken value {tökén} has a problem: must be 1 to 64 ASCII characters",
			"property acceptingVpcId value {vpc-hangzhou-a1} has a problem: is the same VPC as vpcId: a VPC can't be peered with itself",
			"property bandwidth value {10} has a problem: applies between regions only, and both VPCs are in cn-hangzhou: leave it out, or give another acceptingRegionId",
		],
	},
};

describe("inputs", () => {
	let stack: Stack;

	beforeAll(async () => {
		stack = await Stack.create({ program: programOf({}), cloud });
	});

	test.each(Object.entries(wrongInputs))("%s: the preview says so, one line each", async (_, { args, says }) => {
		stack.write(programOf({ peer: args }));
		expectRefusal(await stack.mustFail("preview"), says);
	});

	test("at the bounds they are accepted", async () => {
		const least = { name: "nn", description: "dd", bandwidth: 1, acceptingAliUid: 1, clientToken: "t", tags: {} };
		const most = {
			name: "n".repeat(128),
			description: "d".repeat(256),
			bandwidth: 1024,
			acceptingAliUid: Number.MAX_SAFE_INTEGER,
			clientToken: "t".repeat(64),
			tags: tags(20),
		};
		const apart = { ...interRegion, acceptingVpcId: "vpc-shanghai-b1" };
		stack.write(programOf({ least: { ...interRegion, ...least }, most: { ...apart, ...most } }));
		// The rules alone: the cloud does not know these accounts.
		stack.setEnv({ ALICLOUD_VPCPEER_PREFLIGHT: "off" });
		expect(await stack.previewSteps()).toMatchObject({ least: ["create"], most: ["create"] });
		expect(cloud.emulator.requests).toEqual([]);
	});
});

const waysToGiveKeys =
	"Set alicloud:accessKey and alicloud:secretKey (`pulumi config set --secret`), alicloud:profile, or the environment variables ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY.";

describe("surroundings", () => {
	test.each([
		[
			"plain HTTP to another machine",
			{ ALICLOUD_VPCPEER_ENDPOINT: "http://10.0.0.1" },
			'has a problem: ALICLOUD_VPCPEER_ENDPOINT is "http://10.0.0.1": plain HTTP is allowed to this machine only (127.0.0.1, ::1, localhost), since requests to it would carry signatures over the network in the clear. Use https.',
		],
		[
			"no region",
			{ ALICLOUD_REGION: undefined },
			"property regionId value {<nil>} has a problem: is required: give it, or set the default with `pulumi config set alicloud:region cn-hangzhou` or ALICLOUD_REGION",
		],
		[
			"no credentials",
			{ ALICLOUD_ACCESS_KEY: undefined, ALICLOUD_SECRET_KEY: undefined },
			`has a problem: Credentials: none found. ${waysToGiveKeys}`,
		],
		[
			"half of the credentials",
			{ ALICLOUD_ACCESS_KEY: undefined },
			`has a problem: Credentials: ALICLOUD_SECRET_KEY is set, but no access key. ${waysToGiveKeys}`,
		],
	])("%s: the preview says so in one line", async (_, env, says) => {
		const stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud, env });
		expectRefusal(await stack.mustFail("preview"), [says]);
	});
});

test("a state that this release did not write is refused by every command, in one line", async () => {
	const stack = await Stack.create({ program: programOf({ peer: intraRegion }), cloud });
	await stack.up();
	const { instanceId } = cloud.onlyConnection;
	cloud.emulator.clearRequests();
	const newer = `The state of ${instanceId} has shape 99, and this release of pulumi-alicloud-vpcpeer reads shapes up to 1. Install the newer release that wrote it.`;
	await stack.importState(withBookkeeping(await stack.exportState(), { shape: 99, given: [] }));
	expectRefusal(await stack.mustFail("preview"), [newer]);
	expectRefusal(await stack.mustFail("refresh", "--yes", "--skip-preview"), [newer]);

	await stack.importState(withBookkeeping(await stack.exportState(), undefined));
	const unknown = `The state of ${instanceId} has no shape that pulumi-alicloud-vpcpeer ever wrote (__state is missing). Take the resource out of the state with \`pulumi state delete\`: the connection itself stays.`;
	expectRefusal(await stack.failingUp(), [unknown]);
	expectRefusal(await stack.mustFail("destroy", "--yes", "--skip-preview"), [unknown]);
});

/** The run said exactly this, without a stack, and sent nothing. */
function expectRefusal(run: PulumiRun, says: readonly string[]): void {
	const errors = run.lines.filter((line) => line.startsWith("error: ") && line !== "error: update failed");
	expect(errors.map((line) => line.replace(/^error: (\S+:VpcPeerConnection resource 'peer':? )?/, ""))).toEqual(says);
	expect(run.text).not.toMatch(/^\s+at /m);
	expect(cloud.emulator.requests).toEqual([]);
}

function withBookkeeping(state: Deployment, bookkeeping: unknown): Deployment {
	const changed = structuredClone(state);
	for (const { type, outputs } of changed.deployment.resources ?? []) {
		if (type.endsWith(":VpcPeerConnection")) outputs["__state"] = bookkeeping;
	}
	return changed;
}

function tags(count: number): Record<string, string> {
	return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));
}

/** Tags as the engine shows the value of a property. */
function shownTags(count: number): string {
	return Object.keys(tags(count))
		.sort()
		.map((key) => `${key}:{value}`)
		.join(" ");
}
