import type { Cloud } from "./cloud";

/** The emulator's second account. */
export const secondAccount = "253460731706911258";

/** The role in the second account that the first one may assume. */
export const partner = { roleArn: `acs:ram::${secondAccount}:role/peering` };

/** A peering of the first two accounts, with everything that it can have. */
export const betweenAccounts = {
	requester: { vpcId: "vpc-hangzhou-a1", cdt: true, tags: { side: "ours" } },
	accepter: { vpcId: "vpc-hangzhou-a2", assumeRole: partner, cdt: true, tags: { side: "theirs" } },
};

/** A program that declares one peering, and says whether packets find their way. */
export function peeringProgram(args: unknown): Record<string, string> {
	return {
		"index.js": `const { VpcPeering } = require("pulumi-alicloud-vpcpeer");
const peering = new VpcPeering("net", ${JSON.stringify(args)});
exports.instanceId = peering.instanceId;
exports.status = peering.status;
exports.reachable = peering.reachability.reachable;
exports.paths = peering.reachability.paths;
`,
	};
}

/** Where each custom route leads, as text. */
export function routesOf({ emulator }: Cloud): string[] {
	const vpcs = emulator.accounts.flatMap((account) => account.vpcs);
	return emulator.world
		.routeEntries()
		.map(({ routeTableId, destinationCidrBlock }) => {
			const owner = vpcs.find(({ id }) => emulator.world.routeTables(id).some(({ id }) => id === routeTableId));
			return `${owner?.id ?? "nobody"} ${destinationCidrBlock}`;
		})
		.sort();
}
