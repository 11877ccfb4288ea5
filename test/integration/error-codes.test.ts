import { type CloudErrorCode, cloudErrorCodes } from "../../src/errors/cloud-error-codes";
import type { CodeFacts } from "../../src/errors/codes/code-facts";
import { failureOf, livingIn, ours, type ProviderOnEmulator, providerOnEmulator } from "./support/provider-on-emulator";

const rows = Object.entries(cloudErrorCodes) as [CloudErrorCode, CodeFacts][];
const uid = { acceptingAliUid: "1210123456123456" };

let world: ProviderOnEmulator;
beforeAll(async () => {
	world = await providerOnEmulator();
});
afterAll(() => world.emulator.close());
afterEach(() => world.emulator.faults.clear());

// What a user reads when the cloud answers a create with the code. A dry run that nobody asked for is no refusal, and
// "exists already" is told with the connection that exists: both have tests of their own.
const refusals = rows.filter(
	([code, { retry }]) => retry === "none" && code !== "DryRunOperation" && code !== "ResourceAlreadyExist.VpcPeer",
);

describe("a refusal", () => {
	it.each(refusals)("with %s says cause, code, RequestId and next step in one line", async (code, facts) => {
		world.emulator.faults.add({
			action: "CreateVpcPeerConnection",
			kind: "error",
			httpStatus: 400,
			code,
			message: "the service's own words.",
		});
		const failure = await failureOf(world.newProcess().up({ ...ours, ...uid }, code));
		const [request] = world.emulator.requests.slice(-1);

		expect(failure.message).toBe(
			`CreateVpcPeerConnection: ${facts.cause} (${code}, HTTP 400, RequestId ${request?.requestId}). ${facts.nextStep} The service said: the service's own words`,
		);
		expect(facts.nextStep).toMatch(/^[A-Z].*\.$/);
		expect(failure.stack).toBe(failure.message);
		expect(livingIn(world.emulator)).toEqual([]);
	});

	it("with a code that nobody has described passes on the service's words", async () => {
		world.emulator.faults.add({
			action: "CreateVpcPeerConnection",
			kind: "error",
			httpStatus: 400,
			code: "Something.New",
			message: "It is new.",
		});
		const failure = await failureOf(world.newProcess().up({ ...ours, ...uid }, "new"));
		expect(failure.message).toMatch(
			/^CreateVpcPeerConnection: It is new \(Something\.New, HTTP 400, RequestId [0-9A-F-]{36}\)\.$/,
		);
	});
});

describe("a passing failure", () => {
	const passing = rows.filter(([, { retry }]) => retry !== "none");
	it.each(passing)("with %s is survived", async (code) => {
		world.emulator.faults.add({ action: "CreateVpcPeerConnection", kind: "error", httpStatus: 400, code });
		const process = world.newProcess();
		const made = await process.up({ ...ours, ...uid }, code);
		expect(livingIn(world.emulator)).toEqual([made.id]);
		await process.delete(made);
	});
});
