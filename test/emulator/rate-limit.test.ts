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
