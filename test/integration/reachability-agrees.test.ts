import fc from "fast-check";
import type { ConnectionReachability } from "../../src/emulator";
import { peeringReachability } from "../../src/lookups/cloud/peering-reachability";
import type { ReachabilityPath } from "../../src/schema/reachability";
import { ours, type ProviderOnEmulator, providerOnEmulator } from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator({ rateLimit: "none" });
});
afterEach(() => world.emulator.close());

/** The emulator's page and the provider's outputs read the documents by themselves: they must not contradict each other. */
function verdictsOf(reach: ConnectionReachability | undefined): Record<string, ReachabilityPath["reachable"]> {
	const ranges = (reach?.directions ?? []).flatMap(({ fromVpcId, ranges }) =>
		ranges.map(({ cidrBlock, tables }) => {
			const led = tables.map(({ verdict }) => verdict);
			const word = led.every((one) => one === "route")
				? "yes"
				: led.every((one) => one !== "route" && one !== "partly")
					? "no"
					: "partly";
			return [`${fromVpcId} ${cidrBlock}`, word] as const;
		}),
	);
	return Object.fromEntries(ranges);
}

const destinations = [
	"10.2.0.0/16",
	"10.2.0.0/17",
	"10.2.128.0/17",
	"10.2.4.0/24",
	"10.0.0.0/8",
	"10.2.255.255/32",
	"10.1.0.0/16",
	"10.101.0.0/17",
	"pl-halves",
	"0.0.0.0/0",
];

test("The emulator and the provider say the same of any routes", async () => {
	const { id } = await world.newProcess().up(ours);
	const { emulator } = world;
	const [account] = emulator.accounts;
	emulator.world.addRouteTable(ours.vpcId, { id: "vtb-other" });
	emulator.world.addPrefixList(account?.uid ?? "", {
		id: "pl-halves",
		regionId: "cn-hangzhou",
		cidrBlocks: ["10.2.0.0/17", "10.2.128.0/18"],
	});
	const entry = fc.record({
		destinationCidrBlock: fc.constantFrom(...destinations),
		where: fc.constantFrom({ vpcId: ours.vpcId }, { routeTableId: "vtb-other" }, { vpcId: ours.acceptingVpcId }),
		hop: fc.constantFrom({ nextHopId: id }, { nextHopType: "Instance", nextHopId: "i-1" }),
	});
	const property = fc.asyncProperty(
		fc.uniqueArray(entry, {
			maxLength: 8,
			selector: ({ destinationCidrBlock, where }) => JSON.stringify([destinationCidrBlock, where]),
		}),
		async (routes) => {
			const added = routes.map(({ destinationCidrBlock, where, hop }) =>
				emulator.world.addRouteEntry({ destinationCidrBlock, ...where, ...hop }),
			);
			const run = {
				runtime: world.newProcess().runtime,
				shared: (_question: unknown, _fresh: boolean, ask: () => never) => ask(),
			};
			const reach = await peeringReachability(run, { instanceId: id });
			const said = reach.paths.map((path) => [`${path.fromVpcId} ${path.destinationCidrBlock}`, path.reachable]);
			expect(Object.fromEntries(said)).toEqual(verdictsOf(emulator.reachability(id)));
			for (const { id: routeEntryId } of added) {
				emulator.world.removeRouteEntry(routeEntryId);
			}
		},
	);
	await fc.assert(property, { numRuns: 60 });
});
