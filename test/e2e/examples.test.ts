import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Cloud, startCloud } from "./support/cloud";
import { Stack } from "./support/stack";

interface Example {
	/** The folder below examples/. */
	readonly folder: string;
	/** What the stack's outputs hold after the first up. */
	readonly outputs: Record<string, unknown>;
	/** What is looked at in the cloud while the example is up. */
	readonly up?: (cloud: Cloud) => void;
	/** What is looked at in the cloud after the destroy, besides that no connection is left. */
	readonly destroyed?: (cloud: Cloud) => void;
	/** What the cloud is like before the example runs. */
	readonly before?: (cloud: Cloud) => void;
	readonly config?: Readonly<Record<string, string>>;
}

const aConnection = expect.stringMatching(/^pcc-/);

/** Every example that is a project of its own: a row is all it takes. */
const examples: readonly Example[] = [
	{
		folder: "cross-account",
		before: ({ emulator }) => emulator.world.setCdt("253460731706911258", { intra: false }),
		outputs: {
			instanceId: expect.stringMatching(/^pcc-/),
			status: "Activated",
			theirRanges: ["172.16.0.0/16"],
		},
		up: (cloud) => expect(cloud.onlyConnection.status).toBe("Activated"),
		destroyed: ({ emulator }) => expect(emulator.accounts.map(({ cdt }) => cdt.intra)).toEqual([true, true]),
	},
	{
		folder: "peering",
		outputs: { instanceId: aConnection, status: "Activated", reachable: true, paths: expect.any(Array) },
		up: ({ emulator }) => expect(emulator.world.routeEntries()).toHaveLength(3),
		destroyed: ({ emulator }) => expect(emulator.world.routeEntries()).toEqual([]),
	},
	{
		folder: "cross-region",
		outputs: { instanceId: aConnection, bandwidth: 200, reachable: true },
		destroyed: ({ emulator }) => expect(emulator.world.routeEntries()).toEqual([]),
	},
	{
		folder: "cross-account-peering",
		before: ({ emulator }) => emulator.world.setCdt("253460731706911258", { intra: false }),
		outputs: {
			instanceId: aConnection,
			status: "Activated",
			ourRoutes: [expect.objectContaining({ destinationCidrBlock: "172.16.0.0/16" })],
			theirRoutes: [
				expect.objectContaining({ destinationCidrBlock: "10.1.0.0/16" }),
				expect.objectContaining({ destinationCidrBlock: "10.101.0.0/16" }),
			],
			reachable: true,
		},
		destroyed: ({ emulator }) => expect(emulator.world.routeEntries()).toEqual([]),
	},
	{
		folder: "mesh",
		outputs: {
			instanceIds: { "app-data": aConnection, "app-archive": aConnection, "archive-data": aConnection },
			statuses: { "app-data": "Activated", "app-archive": "Activated", "archive-data": "Activated" },
		},
		destroyed: ({ emulator }) => expect(emulator.world.routeEntries()).toEqual([]),
	},
	{
		folder: "hub-and-spokes",
		outputs: {
			statuses: { "data-shared": "Activated", "archive-shared": "Activated", "partner-shared": "Activated" },
			reachable: [true, true, true],
		},
		destroyed: ({ emulator }) => expect(emulator.world.routeEntries()).toEqual([]),
	},
	{
		folder: "adopt",
		before: ({ emulator }) => emulator.world.setQuota({ intraRegionPerVpc: 1 }),
		outputs: { instanceId: aConnection, name: "app-to-data" },
	},
	{ folder: "lookup", outputs: { accountId: "1210123456123456", connections: [], broken: [] } },
	{
		folder: "with-routes",
		outputs: {
			destinations: [["10.2.0.0/16"], ["10.1.0.0/16", "10.101.0.0/16"]],
			leftAlone: [
				{
					routeTableId: "vtb-hangzhou-a1",
					destinationCidrBlock: "2408:4005:3a1:200::/56",
					reason: "vpc-hangzhou-a1 has no IPv6 range",
				},
			],
		},
		up: ({ emulator }) => expect(emulator.world.routeEntries()).toHaveLength(3),
		destroyed: ({ emulator }) => expect(emulator.world.routeEntries()).toEqual([]),
	},
];

function filesOf(example: string): Record<string, string> {
	const folder = path.join(__dirname, "..", "..", "examples", example);
	const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
	return Object.fromEntries(files.map(({ name }) => [name, readFileSync(path.join(folder, name), "utf8")]));
}

describe.each(examples)("examples/$folder", ({ folder, outputs, up, destroyed, before, config = {} }) => {
	let cloud: Cloud;
	let stack: Stack;
	beforeAll(async () => {
		cloud = await startCloud();
		before?.(cloud);
		stack = await Stack.create({ program: filesOf(folder), cloud });
		for (const [key, value] of Object.entries(config)) {
			await stack.setConfig(key, value);
		}
	});

	test("previews without a change in the cloud", async () => {
		await stack.preview();
		expect(cloud.mutations).toEqual([]);
	});

	test("comes up", async () => {
		await stack.up();
		expect(await stack.outputs()).toEqual(outputs);
		up?.(cloud);
	});

	test("stays as it is at the second up", async () => {
		cloud.emulator.clearRequests();
		const again = await stack.up();
		expect(again.linesWith("unchanged")).toEqual([expect.stringMatching(/^\d+ unchanged$/)]);
		expect(cloud.mutations).toEqual([]);
	});

	test("goes away", async () => {
		await stack.destroy();
		expect(cloud.emulator.world.connections()).toEqual([]);
		destroyed?.(cloud);
	});
});
