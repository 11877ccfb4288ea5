import { createEmulator, manualClock } from "../../src/emulator";
import { CROSS_ACCOUNT, clientFor, REQUESTER_KEYS } from "./support/client";
import { control } from "./support/control";
import { CREATING_MS, ok, setupEmulator } from "./support/setup";

const LONGEST_MS = 2 ** 31 - 1;
const LATEST = Date.UTC(9999, 0, 1);
const setup = setupEmulator();

describe("durations that no timer can hold", () => {
	test.each(["latencyMs", "eventualConsistencyMs", "createConflictMs", "deletedReadableMs", "clientTokenTtlMs"])(
		"%s is refused while it runs, and changes nothing",
		async (name) => {
			const before = setup.emulator.timing.read();
			expect(() => setup.emulator.timing.change({ [name]: LONGEST_MS + 1 })).toThrow(
				`Expected \`${name}\` to be at most 2147483647 ms (about 24.8 days), got 2147483648`,
			);
			const { status, body } = await control(setup.emulator, "PATCH", "/timing", { [name]: LONGEST_MS + 1 });
			expect({ status, error: body.error }).toEqual({
				status: 400,
				error: { member: name, message: "must be at most 2147483647: timers hold no more" },
			});
			expect(setup.emulator.timing.read()).toEqual(before);
			expect(setup.emulator.timing.change({ [name]: LONGEST_MS })).toMatchObject({ [name]: LONGEST_MS });
		},
	);

	test("so are those of transitions, by their whole name", () => {
		expect(() => setup.emulator.timing.change({ transitions: { creating: 1e12 } })).toThrow(
			"Expected `transitions.creating` to be at most",
		);
	});

	test.each([
		["delay", { ms: LONGEST_MS + 1 }],
		["slow-headers", { ms: 1e300 }],
		["slow-body", { ms: Number.POSITIVE_INFINITY }],
		["outage", { ms: LONGEST_MS + 1 }],
		["clock-skew", { ms: -LONGEST_MS - 1 }],
		["delay", { ms: -1 }],
		["delay", { ms: Number.NaN }],
	] as const)("a fault of kind %s with %j is refused", async (kind, { ms }) => {
		expect(() => setup.emulator.faults.add({ action: "*", kind, ms })).toThrow("Expected `ms` to be");
		const { status, body } = await control(setup.emulator, "POST", "/faults", { action: "*", kind, ms });
		expect({ status, member: body.error.member }).toEqual({ status: 400, member: "ms" });
		expect(setup.emulator.faults.rules).toEqual([]);
	});

	test("so is the pause that an error asks for", () => {
		const error = { action: "*", kind: "error", httpStatus: 429, code: "Throttling", retryAfterMs: 1e12 } as const;
		expect(() => setup.emulator.faults.add(error)).toThrow("Expected `retryAfterMs` to be at most");
	});
});

describe("times that the API can't write", () => {
	test("the clock is not moved past them, and stays where it is", async () => {
		const emulator = await createEmulator();
		const { offsetMs } = emulator.clock;
		expect(() => emulator.clock.advance(LATEST)).toThrow(
			/^Expected `time` to be from 1970-01-01 to 9999-01-01T00:00:00Z, got \+?\d+-/,
		);
		expect(() => emulator.clock.advance(1e300)).toThrow("got 1e+300 ms");
		const { status, body } = await control(emulator, "POST", "/clock/advance", { ms: 1e16 });
		expect({ status, member: body.error.member }).toEqual({ status: 400, member: "ms" });
		expect(emulator.clock.offsetMs).toBe(offsetMs);
		await emulator.close();
	});

	test("a manual clock is not set to one", () => {
		expect(() => manualClock(LATEST + 1)).toThrow("Expected `time` to be");
		expect(() => manualClock(Number.NaN)).toThrow("got NaN ms");
		const clock = manualClock();
		const before = clock.now();
		expect(() => clock.set(-1)).toThrow("got 1969-12-31");
		expect(() => clock.advance(LATEST)).toThrow("Expected `time` to be");
		expect(clock.now()).toBe(before);
	});

	test("at the latest time all goes on, also what ends after it", async () => {
		const emulator = await createEmulator({ clock: manualClock(LATEST - CREATING_MS) });
		const requester = clientFor(emulator, REQUESTER_KEYS);
		const { InstanceId } = await ok(requester.vpcPeer("CreateVpcPeerConnection", CROSS_ACCOUNT));
		emulator.clock.advance(CREATING_MS);
		expect(() => emulator.clock.advance(1)).toThrow("Expected `time` to be");
		expect(await ok(requester.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId }))).toMatchObject({
			GmtCreate: "9998-12-31T23:59:57Z",
			GmtExpired: "9999-01-07T23:59:57Z",
		});
		await emulator.close();
	});
});
