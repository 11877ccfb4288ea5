import { ok, setupEmulator } from "./support/setup";

const setup = setupEmulator();
const faults = () => setup.emulator.faults;
const error = { action: "*", kind: "error", httpStatus: 500, code: "InternalError" } as const;

async function statuses(requests: number): Promise<number[]> {
	const seen = [];
	for (let index = 0; index < requests; index += 1) {
		seen.push((await setup.requester.vpcPeer("ListVpcPeerConnections")).status);
	}
	return seen;
}

test("the rules that were added can be looked at, with what they did", async () => {
	const rule = faults().add({ ...error, times: 2 });
	const hold = faults().hold({ action: "CreateVpcPeerConnection", afterEffect: true });
	await statuses(1);
	expect(faults().rules.map(({ id, rule: added, hits }) => ({ id, added, hits }))).toEqual([
		{ id: rule.id, added: { ...error, times: 2 }, hits: 1 },
		{ id: hold.id, added: { action: "CreateVpcPeerConnection", afterEffect: true, kind: "hold" }, hits: 0 },
	]);
	rule.remove();
	hold.release();
	await expect(hold.held).rejects.toThrow("ended before a request came");
	expect(faults().rules).toEqual([]);
	expect(faults().add(error).id).toBeGreaterThan(hold.id);
});

test("a fault with a probability meets some requests and not others, and the same ones again for the same seed", async () => {
	async function sequence(seed: number): Promise<number[]> {
		faults().clear();
		faults().add({ ...error, probability: 0.5, times: 100, seed });
		return statuses(24);
	}
	const first = await sequence(7);
	expect(new Set(first)).toEqual(new Set([200, 500]));
	expect(await sequence(7)).toEqual(first);
	expect(await sequence(8)).not.toEqual(first);
});

test("other requests in between do not change which of its own a rule meets", async () => {
	faults().add({ ...error, action: "ListVpcPeerConnections", probability: 0.5, times: 100, seed: 7 });
	const alone = await statuses(12);
	faults().clear();
	faults().add({ ...error, action: "ListVpcPeerConnections", probability: 0.5, times: 100, seed: 7 });
	const mixed = [];
	for (let index = 0; index < 12; index += 1) {
		await ok(setup.requester.sts("GetCallerIdentity"));
		mixed.push(...(await statuses(1)));
	}
	expect(mixed).toEqual(alone);
});

test("probability 0 meets no request, 1 every one", async () => {
	faults().add({ ...error, probability: 0, times: 100 });
	expect(await statuses(5)).toEqual([200, 200, 200, 200, 200]);
	faults().add({ ...error, probability: 1, times: 2 });
	expect(await statuses(3)).toEqual([500, 500, 200]);
});

test.each([{ probability: 1.1 }, { probability: Number.NaN }, { skip: -1 }, { times: -1 }, { seed: 0.5 }])(
	"a scope that says something impossible is refused: %p",
	(scope) => {
		expect(() => faults().add({ ...error, ...scope })).toThrow(RangeError);
		expect(faults().rules).toEqual([]);
	},
);
