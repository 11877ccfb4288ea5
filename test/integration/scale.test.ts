import pLimit from "p-limit";
import { createVpcPeerConnection } from "../../src/api/vpc-peer";
import { vpcPeerConnectionHandlers } from "../../src/provider/vpc-peer-connection";
import { fastClock } from "./support/fast-clock";
import {
	actionsOf,
	type Made,
	ours,
	type Provider,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";

const firstAccount = "1210123456123456";
const hub = "vpc-hangzhou-a1";

let world: ProviderOnEmulator;
afterEach(() => world.emulator.close());

/** Pairs of VPCs of which no two connections share one. */
function addPairs(count: number): { vpcId: string; acceptingVpcId: string }[] {
	world.emulator.world.setQuota({ perAccountPerRegion: 10_000, intraRegionPerVpc: 10_000 });
	return Array.from({ length: count }, (_, index) => {
		const [vpcId, acceptingVpcId] = [`vpc-l-${index}`, `vpc-r-${index}`];
		for (const id of [vpcId, acceptingVpcId]) {
			world.emulator.world.addVpc(firstAccount, { id, regionId: "cn-hangzhou", cidrBlock: "10.200.0.0/24" });
		}
		return { vpcId, acceptingVpcId };
	});
}

/** Fewer than a process may send in a minute. */
const createsInAMinute = 150;

/** Connections as a stack of that many has them in its state, made the quick way. */
async function stackOf(count: number, process: Provider): Promise<Made[]> {
	const pairs = addPairs(count);
	const template = await process.up(ours);
	let { vpcPeer } = process.runtime.access({});
	const request = { regionId: "cn-hangzhou", acceptingRegionId: "cn-hangzhou", acceptingAliUid: firstAccount };
	const made: Made[] = [template];
	for (const [index, pair] of pairs.slice(1).entries()) {
		if (index % createsInAMinute === 0) {
			// A process of its own for each minute's share: nothing waits.
			vpcPeer = world.newProcess().runtime.access({}).vpcPeer;
		}
		const id = await createVpcPeerConnection(
			vpcPeer,
			{ ...request, ...pair },
			{ clientToken: `token-${index}` },
			{ deadline: performance.now() + 60_000 },
		);
		made.push({ id, outs: { ...template.outs, ...pair, instanceId: id } });
	}
	world.emulator.clearRequests();
	return made;
}

function count(action: string): number {
	return actionsOf(world.emulator).filter((one) => one === action).length;
}

// A thousand connections are made first, and other tests may run beside.
jest.setTimeout(180_000);

describe("a refresh", () => {
	beforeEach(async () => {
		world = await providerOnEmulator({ transitions: { creating: 0 }, rateLimit: "none" });
	});

	it("of 1,000 connections takes at most 25 requests, whether the engine reads 8 or 64 at a time", async () => {
		const made = await stackOf(1_000, world.newProcess());
		for (const parallel of [8, 64]) {
			world.emulator.clearRequests();
			const atATime = pLimit(parallel);
			const process = world.newProcess();
			const read = await Promise.all(made.map((one) => atATime(() => process.read(one))));
			expect(read.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
			expect(world.emulator.requests.length).toBeLessThanOrEqual(25);
		}
	});

	it("of two connections asks for each by its id, without a list", async () => {
		const made = await stackOf(2, world.newProcess());
		const process = world.newProcess();
		await Promise.all(made.map((one) => process.read(one)));
		expect(actionsOf(world.emulator)).toEqual(["GetVpcPeerConnectionAttribute", "GetVpcPeerConnectionAttribute"]);
	});

	it("sees by the list what it would see by each id: what changed, and what is gone", async () => {
		const made = await stackOf(20, world.newProcess());
		world.emulator.world.modifyConnection(made[3]?.id ?? "", { name: "theirs" });
		world.emulator.world.modifyConnection(made[4]?.id ?? "", { status: "Rejected" });
		world.emulator.world.dropConnection(made[5]?.id ?? "");
		const process = world.newProcess();
		const read = await Promise.all(made.map((one) => process.read(one)));
		expect(read[3]?.props?.name).toBe("theirs");
		expect([read[4], read[5]]).toEqual([{}, {}]);
		expect(count("ListVpcPeerConnections")).toBe(1);
		// That one is gone or dead is not believed of a list alone; what else is in the list is not asked for again.
		const asked = world.emulator.requests.filter(({ action }) => action === "GetVpcPeerConnectionAttribute");
		expect(new Set(asked.map(({ instanceId }) => instanceId))).toEqual(new Set([made[4]?.id, made[5]?.id]));
	});

	it("takes the fields of a connection from a list exactly as from a Get", async () => {
		const made = await stackOf(6, world.newProcess());
		const process = world.newProcess();
		const listed = await Promise.all(made.map((one) => process.read(one)));
		expect(actionsOf(world.emulator)).toEqual(["ListVpcPeerConnections"]);
		const got = [];
		for (const one of made) {
			got.push(await world.newProcess().read(one));
		}
		expect(listed).toEqual(got);
	});

	it("does without a list where the list is not allowed, and asks for it once", async () => {
		const made = await stackOf(12, world.newProcess());
		world.emulator.world.denyAction(firstAccount, "vpc:ListVpcPeerConnections");
		const process = world.newProcess();
		const read = await Promise.all(made.map((one) => process.read(one)));
		expect(read.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
		await Promise.all(made.map((one) => process.read(one)));
		expect(count("ListVpcPeerConnections")).toBe(1);
		expect(count("GetVpcPeerConnectionAttribute")).toBe(24);
	});

	it("never shows what was before a change of the same process", async () => {
		const made = await stackOf(10, world.newProcess());
		const process = world.newProcess();
		await Promise.all(made.map((one) => process.read(one)));
		const first = made[0] as Made;
		const updated = await process.update(first, { ...ours, name: "changed" });
		world.emulator.clearRequests();
		const { props } = await process.read(updated);
		expect(props?.name).toBe("changed");
		expect(actionsOf(world.emulator)).toEqual(["GetVpcPeerConnectionAttribute"]);
	});
});

describe("many at once", () => {
	const times = 10;
	const clock = fastClock(times);

	it("20 creates that share a hub go in turn: the cloud refuses none", async () => {
		world = await providerOnEmulator({ createConflictMs: 300, transitions: { creating: 1_000 }, clock });
		world.emulator.world.setQuota({ perAccountPerRegion: 100, intraRegionPerVpc: 100 });
		const spokes = addPairs(20).map(({ vpcId }) => vpcId);
		const process = world.newProcess({ clock });
		await Promise.all(spokes.map((acceptingVpcId) => process.up({ vpcId: hub, acceptingVpcId }, acceptingVpcId)));
		expect(world.emulator.requests.filter(({ code }) => code === "Conflict.Operation")).toEqual([]);
		expect(world.emulator.world.connections().map(({ status }) => status)).toEqual(spokes.map(() => "Activated"));
	});

	it("50 connections that wait share their looks", async () => {
		world = await providerOnEmulator({ transitions: { creating: 20_000 }, clock });
		const pairs = addPairs(50);
		const process = world.newProcess({ clock });
		await Promise.all(pairs.map((pair) => process.up(pair, pair.vpcId)));
		expect(world.emulator.world.connections().map(({ status }) => status)).toEqual(pairs.map(() => "Activated"));
		// A Get each, in the rhythm of one that waits alone, would be 17 times 50.
		const looks = count("ListVpcPeerConnections") + count("GetVpcPeerConnectionAttribute");
		expect(looks).toBeLessThan(5 * 50);
	});

	it("four processes get 400 creates through the published limits, and none is starved", async () => {
		const minutes = fastClock(40);
		world = await providerOnEmulator({ transitions: { creating: 1_000 }, clock: minutes });
		const pairs = addPairs(400);
		const ends: number[] = [];
		const started = minutes.now();
		const processes = Array.from({ length: 4 }, () => world.newProcess({ clock: minutes }));
		await Promise.all(
			processes.map(async (process, index) => {
				const own = pairs.filter((_, at) => at % processes.length === index);
				await Promise.all(own.map((pair) => process.up(pair, pair.vpcId)));
				ends.push(minutes.now() - started);
			}),
		);
		expect(world.emulator.world.connections()).toHaveLength(400);
		// How long it takes depends on the machine; none of them waits for the others to end.
		expect(ends).toHaveLength(processes.length);
		expect(Math.max(...ends)).toBeLessThan(2 * Math.min(...ends));
	});

	it("400 new connections in one preview fail nothing, whatever the limits let be looked at", async () => {
		world = await providerOnEmulator({ clock });
		const pairs = addPairs(400);
		const { runtime } = world.newProcess({ clock, environment: { ALICLOUD_VPCPEER_PREFLIGHT: "on" } });
		runtime.isPreview = true;
		const handlers = vpcPeerConnectionHandlers(() => runtime);
		const checks = pairs.map((pair, index) =>
			handlers.check(
				{},
				{ ...pair, allowOverlappingCidrs: true, __identity: `org/urn:pulumi:s::p::t::n${index}`, __announced: [] },
			),
		);
		for (const { failures } of await Promise.all(checks)) {
			expect(failures).toEqual([]);
		}
		// Half of what the cloud takes in a minute.
		expect(count("CreateVpcPeerConnection")).toBeLessThanOrEqual(180);
		expect(world.said.join("\n")).toMatch(/not everything was checked/);
	});

	it("four processes get everything through a service that refuses 30 requests for load", async () => {
		world = await providerOnEmulator({ transitions: { creating: 1_000 }, clock });
		const pairs = addPairs(12);
		world.emulator.faults.add({ action: "*", kind: "error", httpStatus: 400, code: "Throttling.User", times: 30 });
		const processes = Array.from({ length: 4 }, () => world.newProcess({ clock }));
		await Promise.all(pairs.map((pair, index) => (processes[index % 4] as Provider).up(pair, pair.vpcId)));
		expect(world.emulator.world.connections()).toHaveLength(12);
		expect(world.emulator.requests.filter(({ code }) => code === "Throttling.User")).toHaveLength(30);
	});
});
