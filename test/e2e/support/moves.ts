import type { Cloud } from "./cloud";
import type { PulumiRun } from "./pulumi-run";
import type { Stack } from "./stack";

/** Longer than the remainder of a broken-off create may be old. */
export const longAgoMs = 2 * 3_600_000;

/** A program with this text; all classes of the package are there by their names. */
export function declares(text: string): Record<string, string> {
	return {
		"index.js": `const pulumi = require("@pulumi/pulumi");
const { VpcPeerConnection, VpcPeerConnectionAccepter, VpcPeering, VpcPeerRoute, VpcPeerRoutes } = require("pulumi-alicloud-vpcpeer");
${text}
`,
	};
}

/** Two VPCs of one account, as a program's text. */
export const pairText = 'vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1"';

/** A connection with routes both ways. */
export function withRoutes(name: string, { args = "", options = "" } = {}): Record<string, string> {
	return declares(`const peer = new VpcPeerConnection("${name}", { ${pairText}, ${args} }, { ${options} });
new VpcPeerRoutes("there", { instanceId: peer.instanceId, vpcId: "vpc-hangzhou-a1" });
new VpcPeerRoutes("back", { instanceId: peer.instanceId, vpcId: "vpc-hangzhou-b1" });`);
}

/** The connections and route entries that there are, by their ids. */
export function networkIn({ emulator }: Cloud) {
	return {
		connections: emulator.world.connections().map(({ instanceId, status }) => `${instanceId} ${status}`),
		entries: emulator.world.routeEntries().map(({ id }) => id),
	};
}

/** The URN of a resource in a stack's state, by its name. */
export async function urnIn(stack: Stack, name: string): Promise<string> {
	const { resources = [] } = (await stack.exportState()).deployment;
	const found = resources.find(({ urn }) => urn.endsWith(`::${name}`));
	if (found === undefined) {
		throw new Error(`${name} is not in the state`);
	}
	return found.urn;
}

/** A plain up has nothing to do, and does nothing: the state is what the cloud has. */
export async function expectSettled(cloud: Cloud, stack: Stack): Promise<void> {
	cloud.emulator.clearRequests();
	expect((await stack.up()).stdout).toMatch(/Resources:\s+\d+ unchanged\s/);
	expect(cloud.mutations).toEqual([]);
}

/** The first way on is `aliases`, with a line to paste; `adopt` comes after it. */
export function expectWaysOn(run: PulumiRun, instanceId: string): void {
	expect(run.text).toContain(instanceId);
	expect(run.text).toMatch(/aliases: \[\{ name: "[^"]+" \}\][\s\S]*adopt: true/);
}
