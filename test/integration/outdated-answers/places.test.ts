import { vpcPeerConnectionAccepterHandlers } from "../../../src/provider/vpc-peer-connection-accepter";
import { kindOnRuntime } from "../support/kind-on-runtime";
import { failureOf, ours, type ProviderOnEmulator } from "../support/provider-on-emulator";
import { routeOf, routesIn, routesOf, routesOnEmulator } from "../support/routes-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	// Routes go slowly, so that an answer that has them gone can come too early.
	world = await routesOnEmulator({ routing: 2_000 });
});
afterEach(() => world.emulator.close());

const cloud = () => world.emulator.world;
const newRoute = () => routeOf(world.newProcess().runtime);
const newRoutes = () => routesOf(world.newProcess().runtime);
const tableA = "vtb-hangzhou-a1";
const place = { routeTableId: tableA, destinationCidrBlock: "10.2.0.0/16" };
const twice = [1, 2] as const;

async function lag(kind: "stale" | "old", action: string, times: number, skip = 0): Promise<void> {
	world.emulator.faults.add({ kind, action, times, skip });
}

/** Somebody put the connection into a status, and back: an old answer shows it in that status. */
function wasOnce(instanceId: string, status: "Rejected" | "Deleting"): void {
	cloud().modifyConnection(instanceId, { status });
	cloud().modifyConnection(instanceId, { status: "Activated" });
}

describe("a connection that an answer shows dead", () => {
	it.each(twice)("stays in the state after %d such answers, and leaves it after three", async (times) => {
		const made = await world.newProcess().up(ours);
		wasOnce(made.id, "Rejected");
		await lag("old", "GetVpcPeerConnectionAttribute", times);
		expect((await world.newProcess().read(made)).id).toBe(made.id);
		await lag("old", "GetVpcPeerConnectionAttribute", 9);
		expect(await world.newProcess().read(made)).toEqual({});
	});

	it.each(twice)("is updated after %d such answers", async (times) => {
		const made = await world.newProcess().up(ours);
		wasOnce(made.id, "Deleting");
		await lag("old", "GetVpcPeerConnectionAttribute", times);
		await world.newProcess().update(made, { ...ours, name: "renamed" });
		expect(cloud().findConnection(made.id)).toMatchObject({ name: "renamed", status: "Activated" });
	});

	it.each(twice)("gets its route after %d such answers", async (times) => {
		const { id: instanceId } = await world.newProcess().up(ours);
		wasOnce(instanceId, "Rejected");
		await lag("old", "GetVpcPeerConnectionAttribute", times);
		await newRoute().up({ ...place, instanceId });
		expect(routesIn(world)).toEqual([`${tableA} 10.2.0.0/16 -> ${instanceId}`]);
	});

	it("is said to be dead once that is sure, with the way on", async () => {
		const { id: instanceId } = await world.newProcess().up(ours);
		cloud().modifyConnection(instanceId, { status: "Rejected" });
		const error = await failureOf(newRoute().up({ ...place, instanceId }));
		expect(error.message).toMatch(
			/it is Rejected after .* Run `pulumi up --refresh` where the connection is declared: it makes a new one\./,
		);
	});
});

describe("the answer to a request", () => {
	const crossAccount = {
		...{ vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-a2", acceptingAliUid: "253460731706911258" },
	};
	const newAccepter = () =>
		kindOnRuntime(world.newProcess({ accountIndex: 1 }).runtime, vpcPeerConnectionAccepterHandlers);

	it.each([1, 2, 3])("is given after %d answers that lack the connection: it may be very new", async (times) => {
		const { id: instanceId } = await world.newProcess().up(crossAccount);
		await lag("stale", "GetVpcPeerConnectionAttribute", times);
		await newAccepter().up({ instanceId });
		expect(cloud().findConnection(instanceId)?.status).toBe("Activated");
	});

	it.each(twice)("is not refused after %d answers that show it dead", async (times) => {
		const { id: instanceId } = await world.newProcess().up(crossAccount);
		cloud().modifyConnection(instanceId, { status: "Expired" });
		cloud().modifyConnection(instanceId, { status: "Accepting" });
		await lag("old", "GetVpcPeerConnectionAttribute", times, 1);
		await newAccepter().up({ instanceId });
		expect(cloud().findConnection(instanceId)?.status).toBe("Activated");
	});

	it("names the way on where the connection is gone", async () => {
		const error = await failureOf(newAccepter().up({ instanceId: "pcc-gone" }));
		expect(error.message).toMatch(
			/if somebody deleted the connection, `pulumi up --refresh` makes it anew where it is declared\.$/,
		);
	});
});

describe("a route", () => {
	it.each(twice)("that %d answers lack stays in the state, and leaves it after three", async (times) => {
		const { id: instanceId } = await world.newProcess().up(ours);
		const made = await newRoute().up({ ...place, instanceId });
		await lag("stale", "DescribeRouteEntryList", times);
		expect((await newRoute().read(made)).id).toBe(made.id);
		await lag("stale", "DescribeRouteEntryList", 9);
		expect(await newRoute().read(made)).toEqual({});
	});

	it.each(twice)("that %d answers lack is deleted all the same", async (times) => {
		const { id: instanceId } = await world.newProcess().up(ours);
		const made = await newRoute().up({ ...place, instanceId });
		await lag("stale", "DescribeRouteEntryList", times);
		await newRoute().delete(made);
		expect(routesIn(world)).toEqual([]);
	});

	it.each(twice)(
		"that is going, and that %d answers lack, has gone before its connection is deleted",
		async (times) => {
			const connection = await world.newProcess().up(ours);
			const made = await newRoute().up({ ...place, instanceId: connection.id });
			await lag("stale", "DescribeRouteEntryList", times, 1);
			const process = world.newProcess();
			await routeOf(process.runtime).delete(made);
			await process.delete(connection);
			expect(cloud().connections()).toEqual([]);
		},
	);

	it("is taken out by its own id where it is on its way out when the next is made", async () => {
		const { id: instanceId } = await world.newProcess().up(ours);
		const made = await newRoute().up({ ...place, instanceId });
		await lag("stale", "DescribeRouteEntryList", 3, 1);
		await newRoute().delete(made);
		const again = await newRoute().up({ ...place, instanceId });
		expect(again.id).not.toBe(made.id);
		expect(cloud().routeEntries()).toMatchObject([{ id: again.id, status: "Available" }]);
	});
});

describe("the routes of one side", () => {
	const sideA = (instanceId: string, more: Record<string, unknown> = {}) => ({
		...{ instanceId, vpcId: "vpc-hangzhou-a1", destinations: ["10.2.0.0/16"] },
		...more,
	});

	it.each(twice)("stay in a table that %d lists show without its tag", async (times) => {
		const { id: instanceId } = await world.newProcess().up(ours);
		cloud().addRouteTable("vpc-hangzhou-a1", { id: "vtb-custom" });
		cloud().changeRouteTable("vtb-custom", { tags: [{ Key: "tier", Value: "app" }] });
		cloud().changeRouteTable(tableA, { tags: [{ Key: "tier", Value: "app" }] });
		const inputs = sideA(instanceId, { routeTables: { tags: { tier: "app" } } });
		const made = await newRoutes().up(inputs);
		const before = cloud().routeEntries();
		cloud().changeRouteTable("vtb-custom", { name: "renamed", tags: [] });
		cloud().changeRouteTable("vtb-custom", { tags: [{ Key: "tier", Value: "app" }] });
		await lag("old", "DescribeRouteTableList", times);
		const updated = await newRoutes().update(made, { ...inputs, timeouts: { update: "5m" } });
		expect(updated.outs.routes).toEqual(made.outs.routes);
		expect(cloud().routeEntries()).toEqual(before);
	});

	it.each(twice)("go whole, with one that the state does not know of and %d lists lack", async (times) => {
		const { id: instanceId } = await world.newProcess().up(ours);
		const made = await newRoutes().up(sideA(instanceId));
		const [known] = cloud().routeEntries();
		cloud().modifyRouteEntry(known?.id ?? "", { name: "so that old lists have it" });
		const { description = "" } = known ?? {};
		// As an update made it that was broken off.
		cloud().addRouteEntry({
			routeTableId: tableA,
			destinationCidrBlock: "10.2.7.0/24",
			nextHopId: instanceId,
			description,
		});
		await lag("old", "DescribeRouteEntryList", times);
		await newRoutes().delete(made);
		expect(routesIn(world)).toEqual([]);
	});

	it.each(twice)("are not refused for an entry that %d lists still show", async (times) => {
		const { id: instanceId } = await world.newProcess().up(ours);
		const theirs = cloud().addRouteEntry({
			...{ routeTableId: tableA, destinationCidrBlock: "10.2.0.0/16" },
			...{ nextHopId: "i-1", nextHopType: "Instance" },
		});
		cloud().removeRouteEntry(theirs.id);
		await lag("old", "DescribeRouteEntryList", times);
		await newRoutes().up(sideA(instanceId));
		expect(routesIn(world)).toEqual([`${tableA} 10.2.0.0/16 -> ${instanceId}`]);
	});

	it.each(twice)("are not postponed because %d answers are from before the acceptance", async (times) => {
		const connection = await world.newProcess().up({
			...{ vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-a2", acceptingAliUid: "253460731706911258" },
		});
		cloud().acceptConnection(connection.id);
		const destinations = ["172.16.0.0/17"];
		const inputs = sideA(connection.id, { whileAccepting: "postpone", destinations });
		const made = await newRoutes().up(inputs);
		await lag("old", "GetVpcPeerConnectionAttribute", times);
		const more = { ...inputs, destinations: [...destinations, "172.16.128.0/17"] };
		expect((await newRoutes().update(made, more)).outs.routes).toHaveLength(2);
	});
});
