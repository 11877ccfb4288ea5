import {
	actionsOf,
	failureOf,
	keptBy,
	livingIn,
	ours,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";

let world: ProviderOnEmulator;
beforeEach(async () => {
	world = await providerOnEmulator();
});
afterEach(() => world.emulator.close());

const transient = [
	{ kind: "drop-before" },
	{ kind: "drop-after" },
	{ kind: "truncate" },
	{ kind: "not-json" },
	{ kind: "error", httpStatus: 500, code: "InternalError" },
	{ kind: "error", httpStatus: 503, code: "ServiceUnavailable" },
	{ kind: "error", httpStatus: 502, code: "SomethingNew" },
	{ kind: "error", httpStatus: 400, code: "Throttling.User" },
	{ kind: "error", httpStatus: 429, code: "TooManyOfThem" },
	{ kind: "error", httpStatus: 400, code: "Conflict.Operation" },
	{ kind: "error", httpStatus: 400, code: "LastTokenProcessing" },
	{ kind: "error", httpStatus: 400, code: "SystemBusy" },
] as const;

const actions = ["CreateVpcPeerConnection", "GetVpcPeerConnectionAttribute", "GetCallerIdentity"] as const;

describe.each(actions)("a passing fault of %s", (action) => {
	it.each(transient)("$kind $code is survived, with exactly one connection", async (fault) => {
		world.emulator.faults.add({ action, times: 2, ...fault });
		const made = await world.newProcess().up(ours);
		expect(made.outs.status).toBe("Activated");
		expect(livingIn(world.emulator)).toEqual([made.id]);
	});
});

describe("a lasting fault", () => {
	it("keeps the connection in the state when looking at it fails for good", async () => {
		world.emulator.world.denyAction("1210123456123456", "vpc:GetVpcPeerConnectionAttribute");
		const kept = await keptBy(world.newProcess().up(ours));

		expect(livingIn(world.emulator)).toEqual([kept.id]);
		expect(kept.outs).toMatchObject({ instanceId: kept.id, status: "Creating" });
		expect(kept.reasons[0]).toContain("The RAM action that is missing: vpc:GetVpcPeerConnectionAttribute.");
	});

	it("ends at the deadline, with the last failure, when the service stays away", async () => {
		world.emulator.faults.add({
			action: "CreateVpcPeerConnection",
			times: Number.POSITIVE_INFINITY,
			kind: "error",
			httpStatus: 503,
			code: "ServiceUnavailable",
		});
		const failure = await failureOf(world.newProcess().up({ ...ours, timeouts: { create: "700ms" } }));
		expect(failure.message).toMatch(
			/^CreateVpcPeerConnection: the service is not available \(ServiceUnavailable, HTTP 503, RequestId /,
		);
		expect(actionsOf(world.emulator).filter((action) => action === "CreateVpcPeerConnection").length).toBeGreaterThan(
			2,
		);
	});

	it("is said in one line when nothing listens at the endpoint", async () => {
		const url = world.emulator.url;
		await world.emulator.close();
		const failure = await failureOf(
			world.newProcess().up({ ...ours, acceptingAliUid: "1210123456123456", timeouts: { create: "500ms" } }),
		);
		expect(failure.message).toBe(
			`CreateVpcPeerConnection: ${new URL(url).host}: nothing listens there (ECONNREFUSED) (NetworkError). Check the endpoint and the network, then run the same command again.`,
		);
	});

	it("that hangs a request is given up at the deadline, and the next run finds what was begun", async () => {
		world.emulator.faults.add({
			action: "GetVpcPeerConnectionAttribute",
			times: Number.POSITIVE_INFINITY,
			kind: "hang",
		});
		const started = performance.now();
		const kept = await keptBy(world.newProcess().up({ ...ours, timeouts: { create: "300ms" } }));
		expect(performance.now() - started).toBeLessThan(9_000);
		expect(kept.reasons).toEqual([
			expect.stringMatching(
				/^GetVpcPeerConnectionAttribute: 127\.0\.0\.1:\d+: no answer until the deadline \(NetworkError\)\. Run the same command again: what was begun is found again, and nothing is made twice\.$/,
			),
		]);
		world.emulator.faults.clear();
		const next = await world.newProcess().update(kept, ours);
		expect(next.outs.status).toBe("Activated");
	});

	it("never prints a secret, whatever the cloud says", async () => {
		world.emulator.faults.add({
			action: "CreateVpcPeerConnection",
			kind: "error",
			httpStatus: 400,
			code: "Odd",
			message: "the key emulator-key-1 with emulator-secret-1 is odd",
		});
		const failure = await failureOf(world.newProcess().up({ ...ours, acceptingAliUid: "1210123456123456" }));
		expect(failure.message).toContain("the key (redacted) with (redacted) is odd");
	});

	it("is final at once for a refusal: one request, no second try", async () => {
		const failure = await failureOf(
			world.newProcess({ environment: { ALICLOUD_SECRET_KEY: "wrong-secret" } }).up({
				...ours,
				acceptingAliUid: "1210123456123456",
			}),
		);
		expect(failure.message).toContain("SignatureDoesNotMatch");
		expect(actionsOf(world.emulator)).toEqual(["CreateVpcPeerConnection"]);
	});
});

describe("a cloud that is slow to show what it made", () => {
	it.each([100, 900, 2500])(
		"is waited for when a new connection is not found for %d ms",
		async (eventualConsistencyMs) => {
			await world.emulator.close();
			world = await providerOnEmulator({ eventualConsistencyMs });
			const made = await world.newProcess().up(ours);
			expect(made.outs.status).toBe("Activated");
			expect(livingIn(world.emulator)).toEqual([made.id]);
		},
	);
});

describe("creates that share a VPC", () => {
	const hub = { vpcId: "vpc-hangzhou-a1" };
	const spokes = [
		{ acceptingVpcId: "vpc-hangzhou-b1", acceptingRegionId: "cn-hangzhou" },
		{ acceptingVpcId: "vpc-shanghai-a1", acceptingRegionId: "cn-shanghai" },
		{ acceptingVpcId: "vpc-shanghai-b1", acceptingRegionId: "cn-shanghai" },
	];
	beforeEach(async () => {
		await world.emulator.close();
		world = await providerOnEmulator({ createConflictMs: 300 });
	});

	it("go one after another in one process, so that the cloud refuses none", async () => {
		const process = world.newProcess();
		const made = await Promise.all(spokes.map((spoke) => process.up({ ...hub, ...spoke }, spoke.acceptingVpcId)));
		expect(livingIn(world.emulator).sort()).toEqual(made.map(({ id }) => id).sort());
		expect(world.emulator.requests.filter(({ code }) => code === "Conflict.Operation")).toEqual([]);
	});

	it("all succeed in several processes, although the cloud refuses them side by side", async () => {
		const made = await Promise.all(
			spokes.map((spoke) => world.newProcess().up({ ...hub, ...spoke }, spoke.acceptingVpcId)),
		);
		expect(livingIn(world.emulator).sort()).toEqual(made.map(({ id }) => id).sort());
		expect(world.emulator.requests.some(({ code }) => code === "Conflict.Operation")).toBe(true);
	});
});
