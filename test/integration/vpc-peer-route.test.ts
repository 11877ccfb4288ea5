import type { InitFailure } from "../../src/provider/init-failure";
import { actionsOf, crossAccount, failureOf, ours, type ProviderOnEmulator } from "./support/provider-on-emulator";
import { routeOf, routesIn, routesOnEmulator } from "./support/routes-on-emulator";

let world: ProviderOnEmulator;
let instanceId: string;
beforeEach(async () => {
	world = await routesOnEmulator();
	instanceId = (await world.newProcess().up(ours)).id;
	world.emulator.clearRequests();
});
afterEach(() => world.emulator.close());

const table = "vtb-hangzhou-a1";
const there = { routeTableId: table, destinationCidrBlock: "10.2.0.0/16" };
const newRoute = (options: Parameters<ProviderOnEmulator["newProcess"]>[0] = {}) =>
	routeOf(world.newProcess(options).runtime);
const inPreview = () => {
	const { runtime } = world.newProcess({ environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
	runtime.isPreview = true;
	return routeOf(runtime);
};

function addList(list: { cidrBlocks: readonly string[]; ipVersion?: "IPv4" | "IPv6"; maxEntries?: number }): string {
	const owner = world.emulator.accounts[0]?.uid ?? "";
	return world.emulator.world.addPrefixList(owner, { id: "pl-office", regionId: "cn-hangzhou", ...list }).id;
}

describe("a route to a connection", () => {
	it("is made, seen Available, and deleted until it is not listed", async () => {
		const named = { name: "to-data", description: "where the data is" };
		const made = await newRoute().up({ ...there, ...named, instanceId });
		expect(world.emulator.world.routeEntries()).toMatchObject([
			{ ...there, ...named, id: made.id, status: "Available" },
		]);
		expect(made.outs).toMatchObject({
			...{ ...there, ...named, instanceId, routeEntryId: made.id, status: "Available" },
			...{ vpcId: "vpc-hangzhou-a1", ownerId: "1210123456123456", regionId: "cn-hangzhou", cloud: world.emulator.url },
		});
		await newRoute().delete(made);
		expect(world.emulator.world.routeEntries()).toEqual([]);
		expect(world.emulator.requests.at(-1)?.action).toBe("DescribeRouteEntryList");
	});

	it("can be IPv6, however it is written", async () => {
		world.emulator.world.changeVpc("vpc-hangzhou-a1", { ipv6CidrBlocks: ["2408:4005:3a1:100::/56"] });
		const made = await newRoute().up({ ...there, destinationCidrBlock: "2408:4005:03A1:0200:0::/56", instanceId });
		expect(made.outs.destinationCidrBlock).toBe("2408:4005:3a1:200::/56");
		const same = { ...there, destinationCidrBlock: "2408:4005:3a1:0200::/56", instanceId };
		await expect(newRoute().diff(made, same)).resolves.toMatchObject({ changes: false, replaces: [] });
	});

	it("can lead to a prefix list, which is one entry and stays one whatever the list has", async () => {
		const office = { ...there, destinationCidrBlock: addList({ cidrBlocks: ["10.2.0.0/17", "10.2.128.0/17"] }) };
		const made = await newRoute().up({ ...office, instanceId });
		expect(made.outs).toMatchObject({ destinationCidrBlock: "pl-office", status: "Available" });
		world.emulator.world.changePrefixList("pl-office", { cidrBlocks: ["10.2.0.0/17"] });
		const read = await newRoute().read(made);
		expect(read.props).toMatchObject({ destinationCidrBlock: "pl-office" });
		await expect(newRoute().diff(made, { ...office, instanceId })).resolves.toMatchObject({ changes: false });
		await newRoute().delete(made);
		expect(world.emulator.world.routeEntries()).toEqual([]);
	});

	it.each([
		[
			"that does not exist",
			"pl-none",
			/destinationCidrBlock: these credentials see no prefix list pl-none in cn-hangzhou/,
		],
		[
			"of IPv6 ranges in a VPC without IPv6",
			{ cidrBlocks: ["2408:4005:3a1:200::/56"] },
			/destinationCidrBlock: pl-office is a prefix list of IPv6 ranges, and the route table's VPC has no IPv6/,
		],
		[
			"without ranges",
			{ cidrBlocks: [], ipVersion: "IPv4", maxEntries: 5 },
			/destinationCidrBlock: the other VPC, vpc-hangzhou-b1, has nothing in pl-office \(an empty prefix list\)/,
		],
		[
			"of which the other VPC has nothing",
			{ cidrBlocks: ["10.77.0.0/16"] },
			/destinationCidrBlock: the other VPC, vpc-hangzhou-b1, has nothing in pl-office \(10\.77\.0\.0\/16\)/,
		],
	] as const)("to a prefix list %s is refused before anything is sent", async (_what, list, message) => {
		const destinationCidrBlock = typeof list === "string" ? list : addList(list);
		await expect(newRoute().up({ ...there, destinationCidrBlock, instanceId })).rejects.toThrow(message);
		expect(actionsOf(world.emulator)).not.toContain("CreateRouteEntry");
	});

	it("to a prefix list that is not there, or of the wrong IP version, is an error at preview", async () => {
		const missing = await inPreview().check({ ...there, destinationCidrBlock: "pl-none", instanceId });
		expect(missing).toEqual([
			{
				property: "destinationCidrBlock",
				reason: expect.stringMatching(/^these credentials see no prefix list pl-none in cn-hangzhou: check the id/),
			},
		]);
		const destinationCidrBlock = addList({ cidrBlocks: ["2408:4005:3a1:200::/56"] });
		const wrong = await inPreview().check({ ...there, destinationCidrBlock, instanceId });
		expect(wrong).toEqual([
			{ property: "destinationCidrBlock", reason: expect.stringMatching(/^pl-office is a prefix list of IPv6 ranges/) },
		]);
	});

	it("counts one that is absent already, or whose table is gone, as deleted", async () => {
		world.emulator.world.addRouteTable("vpc-hangzhou-a1", { id: "vtb-custom" });
		const process = newRoute();
		const first = await process.up({ ...there, instanceId });
		const second = await process.up({ ...there, routeTableId: "vtb-custom", instanceId });
		world.emulator.world.removeRouteEntry(first.id);
		world.emulator.world.removeRouteTable("vtb-custom");
		world.emulator.clearRequests();
		await newRoute().delete(first);
		await newRoute().delete(second);
		expect(actionsOf(world.emulator)).not.toContain("DeleteRouteEntry");
	});

	it("does not take a route for gone that these credentials can't see", async () => {
		const made = await newRoute().up({ ...there, instanceId });
		const stranger = newRoute({ accountIndex: 1 });
		const message =
			"the route to 10.2.0.0/16 in vtb-hangzhou-a1 belongs to account 1210123456123456, but these credentials belong to account 253460731706911258";
		await expect(stranger.delete(made)).rejects.toThrow(message);
		await expect(stranger.read(made)).rejects.toThrow(message);
		expect(world.emulator.world.routeEntries()).toHaveLength(1);
	});

	it("goes one after another in a VPC, however many start at once, and never meets TaskConflict", async () => {
		const process = newRoute();
		world.emulator.world.addRouteTable("vpc-hangzhou-a1", { id: "vtb-custom" });
		const wanted = [table, "vtb-custom"].flatMap((routeTableId) =>
			["10.2.0.0/24", "10.2.1.0/24", "10.2.2.0/24"].map((destinationCidrBlock) => ({
				routeTableId,
				destinationCidrBlock,
			})),
		);
		const made = await Promise.all(wanted.map((one) => process.up({ ...one, instanceId })));
		expect(routesIn(world)).toHaveLength(6);
		const next = newRoute();
		await Promise.all(made.map((one) => next.delete(one)));
		expect(routesIn(world)).toEqual([]);
		expect(world.emulator.requests.filter(({ code }) => code === "TaskConflict")).toEqual([]);
	});

	it("is made although another entry of the table is just being changed", async () => {
		const fault = { kind: "error", httpStatus: 400, code: "InvalidStatus.RouteEntry" } as const;
		world.emulator.faults.add({ action: "CreateRouteEntry", ...fault });
		await newRoute().up({ ...there, instanceId });
		expect(routesIn(world)).toEqual([`${table} 10.2.0.0/16 -> ${instanceId}`]);
	});

	it("goes although the connection is just being changed", async () => {
		const made = await newRoute().up({ ...there, instanceId });
		const fault = { kind: "error", httpStatus: 400, code: "IncorrectStatus.VpcPeer" } as const;
		world.emulator.faults.add({ action: "DeleteRouteEntry", ...fault });
		await newRoute().delete(made);
		expect(routesIn(world)).toEqual([]);
	});

	it("is sent again while another process works on the VPC's routes", async () => {
		const [first, second] = await Promise.all([
			newRoute().up({ ...there, destinationCidrBlock: "10.2.0.0/24", instanceId }),
			newRoute().up({ ...there, destinationCidrBlock: "10.2.1.0/24", instanceId }),
		]);
		expect([first.outs.status, second.outs.status]).toEqual(["Available", "Available"]);
		expect(routesIn(world)).toHaveLength(2);
	});
});

describe("a create", () => {
	it("waits until the connection is Activated", async () => {
		world.emulator.world.modifyConnection(instanceId, { status: "Updating" });
		const making = newRoute().up({ ...there, instanceId });
		await world.emulator.waitForRequest(({ action }) => action === "GetVpcPeerConnectionAttribute");
		world.emulator.world.modifyConnection(instanceId, { status: "Activated" });
		expect((await making).outs.status).toBe("Available");
	});

	it("looks at the connection and goes on when the cloud refuses for its status", async () => {
		world.emulator.faults.add({
			...{ action: "CreateRouteEntry", kind: "error", httpStatus: 400, code: "IncorrectStatus.VpcPeer" },
		});
		expect((await newRoute().up({ ...there, instanceId })).outs.status).toBe("Available");
		expect(actionsOf(world.emulator).filter((action) => action === "CreateRouteEntry")).toHaveLength(2);
	});

	it("ends at once for a connection that was rejected, naming what it is", async () => {
		world.emulator.world.modifyConnection(instanceId, { status: "Rejected" });
		const failure = await failureOf(newRoute().up({ ...there, instanceId }));
		expect(failure.message).toContain(`waiting for ${instanceId} to be Activated: it is Rejected`);
		expect(actionsOf(world.emulator)).not.toContain("CreateRouteEntry");
	});

	it.each(["drop-after", "truncate"] as const)("makes one entry when the answer is lost (%s)", async (kind) => {
		world.emulator.faults.add({ action: "CreateRouteEntry", kind });
		const made = await newRoute().up({ ...there, instanceId });
		expect(world.emulator.world.routeEntries()).toMatchObject([{ id: made.id }]);
	});

	it("takes the entry of a run that was killed, and says so", async () => {
		const killed = world.emulator.world.addRouteEntry({ ...there, nextHopId: instanceId });
		const made = await newRoute().up({ ...there, instanceId });
		expect(made.id).toBe(killed.id);
		expect(world.said.at(-1)).toContain(`leads to ${instanceId} already (${killed.id}): taken over`);
	});

	it("names the next hop of an entry that leads elsewhere, and leaves it as it is", async () => {
		const other = world.emulator.world.addRouteEntry({ ...there, nextHopId: "i-1", nextHopType: "Instance" });
		const failure = await failureOf(newRoute().up({ ...there, instanceId }));
		expect(failure.message).toBe(
			`${table} routes 10.2.0.0/16 to i-1 (Instance) already (${other.id}). It is not overwritten with a route to ${instanceId}: delete that entry, or give another destinationCidrBlock, then run again.`,
		);
		expect(world.emulator.world.routeEntries()).toEqual([other]);
	});

	it("refuses a range that the other VPC does not have, and names those it has", async () => {
		const failure = await failureOf(newRoute().up({ ...there, destinationCidrBlock: "10.77.0.0/16", instanceId }));
		expect(failure.message).toContain(
			"destinationCidrBlock: the other VPC, vpc-hangzhou-b1, has nothing in 10.77.0.0/16; its ranges are 10.2.0.0/16, 2408:4005:3a1:200::/56.",
		);
		expect(routesIn(world)).toEqual([]);
	});

	it.each([
		[
			"a table of neither VPC",
			{ routeTableId: "vtb-shanghai-a1", regionId: "cn-shanghai" },
			"joins vpc-hangzhou-a1 and vpc-hangzhou-b1",
		],
		[
			"a table that is not there",
			{ routeTableId: "vtb-unknown" },
			"account 1210123456123456 has no route table vtb-unknown in cn-hangzhou",
		],
		["a connection that is not there", { instanceId: "pcc-unknown" }, "these credentials see no such connection"],
	])("refuses %s", async (_name, change, message) => {
		const failure = await failureOf(newRoute().up({ ...there, instanceId, ...change }));
		expect(failure.message).toContain(message);
		expect(failure.message).not.toMatch(/\n\s+at /);
	});

	it("keeps the entry in the state when the wait for it fails, and the next run goes on", async () => {
		await world.emulator.close();
		world = await routesOnEmulator({ routing: 1_500 });
		instanceId = (await world.newProcess().up(ours)).id;
		const inputs = { ...there, instanceId };
		const making = newRoute().up({ ...inputs, timeouts: { create: "400ms" } });
		const kept = (await failureOf(making)) as InitFailure;
		expect(kept.message).toContain("still Pending");
		const outs = kept.properties as never;
		const done = await newRoute().update({ id: kept.id, outs }, inputs);
		expect(done.outs.status).toBe("Available");
		expect(world.emulator.world.routeEntries()).toHaveLength(1);
	});
});

describe("changes", () => {
	it("renames in place", async () => {
		const inputs = { ...there, instanceId, name: "one", description: "first" };
		const made = await newRoute().up(inputs);
		const renamed = { ...inputs, name: "two" };
		await expect(newRoute().diff(made, renamed)).resolves.toMatchObject({ changes: true, replaces: [] });
		const updated = await newRoute().update(made, renamed);
		expect(updated.outs).toMatchObject({ name: "two", description: "first", status: "Available" });
		expect(world.emulator.world.routeEntries()).toMatchObject([{ id: made.id, name: "two", description: "first" }]);
		await expect(newRoute().diff(updated, renamed)).resolves.toMatchObject({ changes: false });
	});

	it.each([
		["another destination", { destinationCidrBlock: "10.2.0.0/17" }, ["destinationCidrBlock"], false],
		["another table", { routeTableId: "vtb-other" }, ["routeTableId"], false],
		[
			"another connection, whose route has to wait for the old one to go",
			{ instanceId: "pcc-other" },
			["instanceId"],
			true,
		],
	])("replaces for %s", async (_name, change, replaces, deleteBeforeReplace) => {
		const made = await newRoute().up({ ...there, instanceId });
		const difference = await newRoute().diff(made, { ...there, instanceId, ...change });
		expect(difference).toMatchObject({ changes: true, replaces, deleteBeforeReplace });
	});

	it("brings drift back as inputs, and reports a deleted entry gone", async () => {
		const made = await newRoute().up({ ...there, instanceId, name: "ours" });
		world.emulator.world.modifyRouteEntry(made.id, { name: "theirs" });
		expect((await newRoute().read(made)).inputs).toMatchObject({ ...there, instanceId, name: "theirs" });
		world.emulator.world.removeRouteEntry(made.id);
		expect(await newRoute().read(made)).toEqual({});
	});

	it("says in an update that somebody deleted the entry, and makes a new one in the next run", async () => {
		const inputs = { ...there, instanceId, name: "one" };
		const made = await newRoute().up(inputs);
		world.emulator.world.removeRouteEntry(made.id);
		const kept = (await failureOf(newRoute().update(made, { ...inputs, name: "two" }))) as InitFailure;
		expect(kept.message).toContain("does not exist any more");
		const outs = kept.properties as never;
		const difference = await newRoute().diff({ id: made.id, outs }, inputs);
		expect(difference).toMatchObject({ changes: true, replaces: ["status"] });
	});

	it("keeps it when the run that took it over was killed before it deleted the old name", async () => {
		const [oldName, newName] = ["old", "new"].map((name) => `organization/urn:pulumi:s::p::t::${name}`);
		const old = await newRoute().up({ ...there, instanceId }, oldName);
		const renamed = await newRoute().up({ ...there, instanceId }, newName);
		const next = newRoute();
		await next.diff(renamed, { ...there, instanceId, __identity: newName });
		await next.delete(old);
		expect(world.emulator.world.routeEntries()).toMatchObject([{ id: old.id }]);
		await newRoute().delete(renamed);
		expect(world.emulator.world.routeEntries()).toEqual([]);
	});

	it("keeps the entry of a resource that got another name in the program", async () => {
		const old = await newRoute().up({ ...there, instanceId }, "organization/urn:pulumi:s::p::t::old");
		const process = newRoute();
		await process.up({ ...there, instanceId }, "organization/urn:pulumi:s::p::t::new");
		await process.delete(old);
		expect(routesIn(world)).toEqual([`${table} 10.2.0.0/16 -> ${instanceId}`]);
	});

	it("deletes again when the cloud fails for the last route of a connection", async () => {
		const made = await newRoute().up({ ...there, instanceId });
		const failing = {
			action: "DeleteRouteEntry",
			kind: "error",
			httpStatus: 500,
			code: "InternalError",
			times: 2,
		} as const;
		world.emulator.faults.add(failing);
		await newRoute().delete(made);
		expect(routesIn(world)).toEqual([]);
	});
});

describe("a preview", () => {
	it("finds nothing wrong with a route that can be made", async () => {
		expect(await inPreview().check({ ...there, instanceId })).toEqual([]);
		expect(world.said).toEqual([]);
	});

	it("finds an entry that leads elsewhere", async () => {
		world.emulator.world.addRouteEntry({ ...there, nextHopId: "i-1", nextHopType: "Instance" });
		const [failure] = await inPreview().check({ ...there, instanceId });
		expect(failure).toMatchObject({ property: "destinationCidrBlock" });
		expect(failure?.reason).toContain("routes 10.2.0.0/16 to i-1 (Instance) already");
	});

	it.each([
		[
			"a range that the other VPC does not have",
			{ destinationCidrBlock: "10.77.0.0/16" },
			"has nothing in 10.77.0.0/16",
		],
		["a range of the VPC's own", { destinationCidrBlock: "10.0.0.0/8" }, "10.0.0.0/8 overlaps with 10.1.0.0/16"],
	])("warns of %s, as the same program may be changing the ranges", async (_name, change, warning) => {
		expect(await inPreview().check({ ...there, instanceId, ...change })).toEqual([]);
		expect(world.said).toEqual([expect.stringContaining(warning)]);
	});

	it.each([
		["a table that is not there", { routeTableId: "vtb-unknown" }, "routeTableId"],
		["a table of neither VPC", { routeTableId: "vtb-shanghai-a1", regionId: "cn-shanghai" }, "routeTableId"],
		["a connection that is not there", { instanceId: "pcc-unknown" }, "instanceId"],
	])("finds %s", async (_name, change, property) => {
		expect(await inPreview().check({ ...there, instanceId, ...change })).toMatchObject([{ property }]);
	});

	it("asks for what many routes share only once", async () => {
		const process = inPreview();
		for (let index = 0; index < 20; index += 1) {
			await process.check({ ...there, destinationCidrBlock: `10.2.${index}.0/24`, instanceId });
		}
		expect(actionsOf(world.emulator).sort()).toEqual([
			"DescribeRouteEntryList",
			"DescribeRouteTableList",
			"GetVpcPeerConnectionAttribute",
		]);
	});

	it("goes on with a warning where it may not look", async () => {
		world.emulator.world.denyAction("1210123456123456", "vpc:DescribeRouteTableList");
		expect(await inPreview().check({ ...there, instanceId })).toEqual([]);
		expect(world.said).toEqual([expect.stringContaining("vpc:DescribeRouteTableList")]);
	});
});

describe("bad input", () => {
	it.each([
		["no destination", { destinationCidrBlock: undefined }, "destinationCidrBlock", "is required"],
		["a destination that is none", { destinationCidrBlock: "ten" }, "destinationCidrBlock", "must be a CIDR block"],
		[
			"bits beyond the prefix",
			{ destinationCidrBlock: "10.2.3.4/16" },
			"destinationCidrBlock",
			"the range around it is 10.2.0.0/16",
		],
		["no table's id", { routeTableId: "rtb-1" }, "routeTableId", "must be the id of a route table (vtb-...)"],
		[
			"no connection's id",
			{ instanceId: "vpc-1" },
			"instanceId",
			"must be the id of a VPC peering connection (pcc-...)",
		],
		["a name that is a URL", { name: "https://x" }, "name", "must not start with http:// or https://"],
		["an input that does not exist", { destination: "10.2.0.0/16" }, "destination", "is not an input of VpcPeerRoute"],
	])("names the property of %s", async (_name, change, property, reason) => {
		const failures = await newRoute().check({ ...there, instanceId, ...change });
		expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
	});
});

test("both accounts of a connection route to it, each with its own credentials", async () => {
	const across = await world.newProcess().up(crossAccount);
	world.emulator.world.modifyConnection(across.id, { status: "Activated" });
	await newRoute().up({ routeTableId: table, destinationCidrBlock: "172.16.0.0/16", instanceId: across.id });
	const theirs = { routeTableId: "vtb-hangzhou-a2", destinationCidrBlock: "10.1.0.0/16", instanceId: across.id };
	await newRoute({ accountIndex: 1 }).up(theirs);
	expect(routesIn(world)).toEqual([
		`vtb-hangzhou-a1 172.16.0.0/16 -> ${across.id}`,
		`vtb-hangzhou-a2 10.1.0.0/16 -> ${across.id}`,
	]);
	const failure = await failureOf(newRoute().up(theirs));
	expect(failure.message).toContain("account 1210123456123456 has no route table vtb-hangzhou-a2");
});
