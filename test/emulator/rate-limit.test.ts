import { createEmulator, type Emulator, manualClock, type RateLimit } from "../../src/emulator";
import { ACCEPTER_KEYS, clientFor, REQUESTER_KEYS } from "./support/client";

const clock = manualClock();
let emulator: Emulator;

async function start(rateLimit: RateLimit): Promise<void> {
	emulator = await createEmulator({ clock, rateLimit });
}
afterEach(() => emulator.close());

async function codes(requests: number, keys = REQUESTER_KEYS): Promise<(string | undefined)[]> {
	const client = clientFor(emulator, keys);
	const answers = await Promise.all(Array.from({ length: requests }, () => client.vpcPeer("ListVpcPeerConnections")));
	return answers.map(({ body }) => body.Code);
}
const allowed = (all: (string | undefined)[]) => all.filter((code) => code === undefined).length;

test("an account may make as many requests as the limit says, and the rest is throttled", async () => {
	await start({ requestsPerSecond: 3 });
	const all = await codes(5);
	expect(allowed(all)).toBe(3);
	expect(new Set(all)).toEqual(new Set([undefined, "Throttling.User"]));
});

test("time makes room again, up to the burst", async () => {
	await start({ requestsPerSecond: 2, burst: 4 });
	expect(allowed(await codes(6))).toBe(4);
	clock.advance(500);
	expect(allowed(await codes(3))).toBe(1);
	clock.advance(60_000);
	expect(allowed(await codes(6))).toBe(4);
});

test("each account has a limit of its own", async () => {
	await start({ requestsPerSecond: 1 });
	expect(allowed(await codes(3))).toBe(1);
	expect(allowed(await codes(3, ACCEPTER_KEYS))).toBe(1);
});

test("a refusal says when to come back only where it is told to", async () => {
	const refused = async () => {
		await codes(1);
		return clientFor(emulator, REQUESTER_KEYS).vpcPeer("ListVpcPeerConnections");
	};
	await start({ requestsPerSecond: 4, burst: 1, saysWhen: true });
	expect((await refused()).headers["x-acs-retry-after"]).toBe("250");
	await emulator.close();
	await start({ requestsPerSecond: 4, burst: 1 });
	expect((await refused()).headers["x-acs-retry-after"]).toBeUndefined();
});

test("a reset gives the full allowance back", async () => {
	await start({ requestsPerSecond: 1 });
	await codes(2);
	emulator.reset();
	expect(allowed(await codes(2))).toBe(1);
});

test.each([{ requestsPerSecond: 0 }, { requestsPerSecond: Number.NaN }, { requestsPerSecond: 1, burst: 0 }])(
	"a limit that lets nothing through is refused: %p",
	async (rateLimit) => {
		await start({ requestsPerSecond: 1 });
		await expect(createEmulator({ rateLimit })).rejects.toThrow(RangeError);
	},
);

describe("by operation, region and window", () => {
	async function sent(count: number, action: string, parameters: Record<string, string> = {}): Promise<number> {
		const client = clientFor(emulator, REQUESTER_KEYS);
		const answers = await Promise.all(Array.from({ length: count }, () => client.vpcPeer(action, parameters)));
		return answers.filter(({ body }) => body.Code === "Throttling.User").length;
	}

	test("without any word of it, the published numbers hold", async () => {
		emulator = await createEmulator({ clock });
		expect(await sent(361, "ListVpcPeerConnections", { RegionId: "cn-hangzhou" })).toBe(1);
		expect(await sent(1, "ListVpcPeerConnections", { RegionId: "cn-shanghai" })).toBe(0);
		expect(await sent(1, "GetVpcPeerConnectionAttribute", { InstanceId: "pcc-unknown" })).toBe(0);
	});

	test("what is refused in one window is let in in the next, which begins with the minute", async () => {
		emulator = await createEmulator({ clock, rateLimit: { requestsPerWindow: { ListVpcPeerConnections: 2 } } });
		clock.advance(60_000 - (emulator.clock.now() % 60_000));
		expect(await sent(3, "ListVpcPeerConnections")).toBe(1);
		clock.advance(59_999);
		expect(await sent(1, "ListVpcPeerConnections")).toBe(1);
		clock.advance(1);
		expect(await sent(3, "ListVpcPeerConnections")).toBe(1);
	});

	test("windows can be shorter, and operations that are not named have no limit", async () => {
		const rateLimit = { requestsPerWindow: { GetVpcPeerConnectionAttribute: 1 }, windowMs: 100, saysWhen: true };
		emulator = await createEmulator({ clock, rateLimit });
		clock.advance(100 - (emulator.clock.now() % 100));
		expect(await sent(400, "ListVpcPeerConnections")).toBe(0);
		expect(await sent(2, "GetVpcPeerConnectionAttribute", { InstanceId: "pcc-unknown" })).toBe(1);
		clock.advance(30);
		const refused = await clientFor(emulator, REQUESTER_KEYS).vpcPeer("GetVpcPeerConnectionAttribute", {});
		expect(refused.headers["x-acs-retry-after"]).toBe("70");
	});

	test("there can be none", async () => {
		emulator = await createEmulator({ clock, rateLimit: "none" });
		expect(await sent(400, "ListVpcPeerConnections")).toBe(0);
	});

	test.each([
		[{ requestsPerWindow: { ListVpcPeerConnections: "many" } }, "rateLimit.requestsPerWindow.ListVpcPeerConnections"],
		[{ requestsPerWindow: { ListVpcPeerConnections: 0 } }, "rateLimit.requestsPerWindow.ListVpcPeerConnections"],
		[{ windowMs: Number.NaN }, "rateLimit.windowMs"],
		["often", "rateLimit"],
	])("%j is no limit", async (rateLimit, named) => {
		emulator = await createEmulator({ clock });
		await expect(createEmulator({ rateLimit: rateLimit as unknown as RateLimit })).rejects.toThrow(`\`${named}\``);
	});
});
