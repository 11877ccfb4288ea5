import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Cloud, startCloud } from "./support/cloud";
import { type Args, programOf } from "./support/programs";
import type { PulumiRun } from "./support/pulumi-run";
import { Stack } from "./support/stack";

/** What a program says before and after a change, and what that means. */
interface Change {
	readonly before?: Args;
	readonly after: Args;
	readonly steps: readonly string[];
	readonly requests: readonly string[];
}

const updated = ["update"];
const replaced = ["replace"];
const unchanged: readonly string[] = [];

/** One connection each, all in one stack, so that one preview shows all of them. */
const changes: Readonly<Record<string, Change>> = {
	name: { before: { name: "before" }, after: { name: "after" }, steps: updated, requests: ["ModifyVpcPeerConnection"] },
	description: {
		before: { description: "Before" },
		after: { description: "After" },
		steps: updated,
		requests: ["ModifyVpcPeerConnection"],
	},
	"bandwidth-and-link-type": {
		before: { bandwidth: 100, linkType: "Gold" },
		after: { bandwidth: 200, linkType: "Platinum" },
		steps: updated,
		requests: ["ModifyVpcPeerConnection"],
	},
	"bandwidth-taken-out": {
		before: { bandwidth: 100 },
		after: {},
		steps: updated,
		requests: ["ModifyVpcPeerConnection"],
	},
	tags: {
		before: { tags: { team: "network", stage: "test" } },
		after: { tags: { stage: "prod", owner: "me" } },
		steps: updated,
		requests: ["UnTagResources", "TagResources"],
	},
	"tags-added": {
		before: { tags: { team: "network" } },
		after: { tags: { team: "network", stage: "prod" } },
		steps: updated,
		requests: ["TagResources"],
	},
	"resource-group": {
		before: { resourceGroupId: "rg-default-1" },
		after: { resourceGroupId: "rg-network-1" },
		steps: updated,
		requests: ["MoveResourceGroup"],
	},
	everything: {
		before: { name: "before", tags: { team: "network" }, resourceGroupId: "rg-default-1" },
		after: { name: "after", tags: { team: "data" }, resourceGroupId: "rg-network-1" },
		steps: updated,
		requests: ["ModifyVpcPeerConnection", "MoveResourceGroup", "TagResources"],
	},
	"requester-vpc": {
		after: { vpcId: "vpc-spare" },
		steps: replaced,
		requests: ["DeleteVpcPeerConnection"],
	},
	"accepter-vpc": {
		after: { acceptingVpcId: "vpc-shanghai-b1" },
		steps: replaced,
		requests: ["DeleteVpcPeerConnection"],
	},
	timeouts: {
		before: { timeouts: { create: "5m" } },
		after: { timeouts: { create: "6m", update: "1m" } },
		steps: unchanged,
		requests: [],
	},
	"client-token": { after: { clientToken: "another-token" }, steps: unchanged, requests: [] },
	profile: { after: { profile: "other" }, steps: unchanged, requests: [] },
	"assumed-role": {
		after: { assumeRole: { roleArn: "acs:ram::1210123456123456:role/peering" } },
		steps: unchanged,
		requests: [],
	},
	"wait-for-activated": { after: { waitForActivated: true }, steps: unchanged, requests: [] },
	"order-of-keys": {
		before: { tags: { a: "1", b: "2" }, name: "ordered" },
		after: { name: "ordered", tags: { b: "2", a: "1" } },
		steps: unchanged,
		requests: [],
	},
	"number-as-text": {
		before: { bandwidth: 100, acceptingAliUid: 1210123456123456 },
		after: { bandwidth: "100", acceptingAliUid: "1210123456123456" },
		steps: unchanged,
		requests: [],
	},
	"defaults-written-out": {
		after: { acceptingAliUid: "1210123456123456", regionId: "cn-hangzhou", bandwidth: 1024, linkType: "Gold" },
		steps: unchanged,
		requests: [],
	},
};

let cloud: Cloud;
let stack: Stack;
let steps: Record<string, string[]>;
let diff: PulumiRun;
/** The requests of the second up, by the names of the connections that there were before. */
let requests: Record<string, string[]>;

beforeAll(async () => {
	cloud = await startCloud();
	addVpcs(["spare", ...Object.keys(changes)]);
	stack = await Stack.create({ program: programOf(program("before")), cloud });
	writeProfile("other");
	await stack.up();
	const names = new Map(cloud.emulator.world.connections().map((one) => [one.instanceId, one.vpcId.slice(4)]));

	stack.write(programOf(program("after")));
	cloud.emulator.clearRequests();
	steps = await stack.previewSteps();
	diff = await stack.preview("--diff");
	expect(cloud.mutations).toEqual([]);

	cloud.emulator.clearRequests();
	await stack.up();
	requests = {};
	for (const { action, parameters, instanceId } of cloud.mutatingRequests) {
		const name = names.get(instanceId ?? parameters["ResourceId"] ?? parameters["ResourceId.1"] ?? "");
		if (name !== undefined) requests[name] = [...(requests[name] ?? []), action];
	}
});

describe.each(Object.entries(changes))("%s", (name, change) => {
	test(`the preview says: ${change.steps.at(-1) ?? "nothing"}`, () => {
		expect(steps[name] ?? []).toEqual(change.steps);
	});

	test(`the up sends ${change.requests.join(", ") || "nothing"}`, () => {
		expect(requests[name] ?? []).toEqual(change.requests);
	});
});

test("the preview in detail shows what differs, and none of the bookkeeping", () => {
	expect(diff.lines).toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^~ name +: "before" => "after"$/),
			expect.stringMatching(/^~ bandwidth +: 100 => 200$/),
			expect.stringMatching(/^~ resourceGroupId +: "rg-default-1" => "rg-network-1"$/),
			expect.stringMatching(/^~ stage: "test" => "prod"$/),
			expect.stringMatching(/^~ vpcId +: "vpc-requester-vpc" => "vpc-spare"$/),
		]),
	);
	expect(diff.text).not.toContain("__");
});

test("a second up changes nothing more", async () => {
	cloud.emulator.clearRequests();
	const up = await stack.up();
	expect(up.linesWith("unchanged")).toEqual([`${Object.keys(changes).length + 1} unchanged`]);
	expect(cloud.mutations).toEqual([]);
});

function program(side: "before" | "after"): Record<string, Args> {
	return Object.fromEntries(
		Object.entries(changes).map(([name, change]) => [
			name,
			{
				vpcId: `vpc-${name}`,
				acceptingVpcId: "vpc-shanghai-a1",
				acceptingRegionId: "cn-shanghai",
				...change[side],
			},
		]),
	);
}

function addVpcs(names: readonly string[]): void {
	const { world, accounts } = cloud.emulator;
	world.setQuota({ perAccountPerRegion: 100, crossRegionPerVpc: 100 });
	for (const name of names) {
		world.addVpc(accounts[0]?.uid ?? "", { id: `vpc-${name}`, regionId: "cn-hangzhou", cidrBlock: "10.200.0.0/16" });
	}
}

/** A profile of the Alibaba Cloud CLI with the keys of the account that the stack works with anyway. */
function writeProfile(name: string): void {
	const [account] = cloud.emulator.accounts;
	const folder = path.join(stack.userHome, ".aliyun");
	mkdirSync(folder);
	const profile = {
		name,
		mode: "AK",
		access_key_id: account?.accessKeyId,
		access_key_secret: account?.accessKeySecret,
	};
	writeFileSync(path.join(folder, "config.json"), JSON.stringify({ profiles: [profile] }));
}
