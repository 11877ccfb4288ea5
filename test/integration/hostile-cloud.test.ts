import fc from "fast-check";
import { VpcPeeringError } from "../../src/errors/vpc-peering-error";
import { assertClean } from "./support/clean-error";
import { answering, type HostileCloud, hostileCloud, withBody } from "./support/hostile-cloud";
import { type Change, replaced, uselessAnswers } from "./support/nonsense-answers";
import {
	type Made,
	ours,
	type Provider,
	type ProviderOnEmulator,
	providerOnEmulator,
} from "./support/provider-on-emulator";
import { VirtualTime } from "./support/virtual-time";

/* Answers that no cloud should give: each is met by a clear error of one line, and nothing of it is taken for a fact. */

let world: ProviderOnEmulator;
let cloud: HostileCloud;
let time: VirtualTime;

beforeEach(async () => {
	time = new VirtualTime();
	world = await providerOnEmulator({ clock: time.cloud, rateLimit: "none", transitions: { creating: 0 } });
	cloud = await hostileCloud(world.emulator);
});
afterEach(async () => {
	await cloud.close();
	await world.emulator.close();
});

function process(): Provider {
	return world.newProcess({ clock: time.processClock(), environment: { ALICLOUD_VPCPEER_ENDPOINT: cloud.url } });
}

const get = "GetVpcPeerConnectionAttribute";
const secret = "emulator-secret-1";

/** What a user reads, and that it is one of the provider's own errors. */
function expectClean(error: unknown): void {
	expect(VpcPeeringError.isInstance(error)).toBe(true);
	assertClean(error);
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
	return work.then(
		(value) => {
			throw new Error(`Nothing was thrown; the result is ${JSON.stringify(value)}`);
		},
		(error: Error) => error,
	);
}

/** Answers that are of no use for a connection. */
const nonsense: Readonly<Record<string, Change>> = {
	...uselessAnswers,
	"no id": (answer) => withBody(answer, ({ InstanceId: _none, ...rest }) => rest),
	"the id of another connection": (answer) => withBody(answer, (parsed) => ({ ...parsed, InstanceId: "pcc-other" })),
	"an id with an escape sequence": (answer) =>
		withBody(answer, (parsed) => ({ ...parsed, InstanceId: "pcc-1\u001b]0;owned\u0007" })),
	"no status": (answer) => withBody(answer, ({ Status: _none, ...rest }) => rest),
	"a status that is a number": (answer) => withBody(answer, (parsed) => ({ ...parsed, Status: 7 })),
	"tags that are text": (answer) => withBody(answer, (parsed) => ({ ...parsed, Tags: "a=b" })),
	"a VPC that is a number": (answer) => withBody(answer, (parsed) => ({ ...parsed, Vpc: 1 })),
	"10 MB": replaced(`{"InstanceId":"${"x".repeat(10 * 1024 * 1024)}"}`),
};

describe("A connection that is read", () => {
	let made: Made;
	beforeEach(async () => {
		made = await process().up({ ...ours, name: "mine" });
	});

	test.each(Object.keys(nonsense))("keeps its state when the answer is %s", async (what) => {
		cloud.disturb = answering(get, nonsense[what] as Change);
		const began = time.cloud.now();
		const error = await failureOf(process().read(made));
		expectClean(error);
		expect(error.message).toMatch(/^GetVpcPeerConnectionAttribute: /);
		// A mistyped endpoint or a portal costs seconds, not the whole timeout.
		expect(time.cloud.now() - began).toBeLessThan(60_000);
	});

	test("is read once the nonsense passes", async () => {
		let left = 2;
		cloud.disturb = (action, answer) => {
			left -= action === get ? 1 : 0;
			return action === get && left >= 0 ? replaced('{"RequestId":"r-1"}')(answer) : undefined;
		};
		expect((await process().read(made)).props).toMatchObject({ name: "mine", status: "Activated" });
	});

	test("shows a status that this release does not know, and nothing waits for ever or speaks of replacing", async () => {
		cloud.disturb = answering(get, (answer) => withBody(answer, (parsed) => ({ ...parsed, Status: "Verifying" })));
		expect((await process().read(made)).props).toMatchObject({ status: "Verifying" });
		const error = await failureOf(process().update(made, { ...ours, name: "other" }));
		expectClean(error);
		expect(error.message).toContain("does not know the status Verifying");
		expect(error.message).not.toContain("replace");
	});

	test("never takes a disturbed answer for a fact of a wrong type, and never for an absence", async () => {
		const junk = fc.oneof(
			fc.constant(null),
			fc.constant(undefined),
			fc.integer(),
			fc.boolean(),
			fc.string({ unit: "binary" }),
			fc.constant({}),
			fc.constant([[]]),
		);
		const places = [
			["InstanceId"],
			["Status"],
			["Name"],
			["OwnerId"],
			["RegionId"],
			["Vpc"],
			["Vpc", "VpcId"],
			["Vpc", "Ipv4Cidrs"],
			["Tags"],
			["Bandwidth"],
			["GmtCreate"],
			["ResourceGroupId"],
		];
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...places), junk, async (place, value) => {
				cloud.disturb = answering(get, (answer) => withBody(answer, (parsed) => changedAt(parsed, place, value)));
				const result = await process()
					.read(made)
					.catch((error: unknown) => error);
				if (result instanceof Error) {
					expectClean(result);
					return;
				}
				const { id, props } = result as Awaited<ReturnType<Provider["read"]>>;
				expect(id).toBe(made.id);
				expect(props?.status).toMatch(/^[A-Za-z]+$/);
				for (const [name, text] of Object.entries(props ?? {})) {
					if (/Id$|Time$|^status$/.test(name) && text !== undefined) {
						expect(text).toMatch(/^[\w.:*/-]+$/);
					}
				}
				expect(Object.values(props?.tags ?? {}).every((tag) => typeof tag === "string")).toBe(true);
			}),
			{ numRuns: 150 },
		);
	});
});

function changedAt(parsed: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): unknown {
	return {
		...parsed,
		[first]: rest.length === 0 ? value : changedAt((parsed[first] ?? {}) as Record<string, unknown>, rest, value),
	};
}

describe("A connection that is made", () => {
	test.each(["no facts at all", "null", "half an answer", "a page of a portal", "200,000 brackets", "10 MB"])(
		"is one, and in the state by the next run at the latest, when the answer of Create is %s",
		async (what) => {
			let left = 1;
			cloud.disturb = (action, answer) => {
				const hit = action === "CreateVpcPeerConnection" && left > 0;
				left -= hit ? 1 : 0;
				return hit ? nonsense[what]?.(answer) : undefined;
			};
			const made = await process()
				.up(ours)
				.catch((error: Error) => {
					expectClean(error);
					return process().up(ours);
				});
			expect(world.emulator.world.connections().map(({ instanceId }) => instanceId)).toEqual([made.id]);
		},
	);

	test("is refused in one line, whatever the cloud's message holds", async () => {
		const encoded = encodeURIComponent(encodeURIComponent(`x${secret}/`));
		cloud.disturb = answering("CreateVpcPeerConnection", (answer) => ({
			...answer,
			status: 400,
			body: JSON.stringify({
				Code: "IllegalParam.Name",
				RequestId: `r\n${secret}`,
				Message: `bad\u001b[2J\nerror: forged ${secret} ${encoded} ${Buffer.from(secret).toString("base64")} \u202e`,
			}),
		}));
		const error = await failureOf(process().up(ours));
		expectClean(error);
		expect(error.message).toContain("IllegalParam.Name");
		expect(error.message).not.toContain("emulator%2Dsecret");
		expect(error.message).not.toContain(Buffer.from(secret).toString("base64"));
	});

	test("is refused, too, when the code is none", async () => {
		cloud.disturb = answering("CreateVpcPeerConnection", (answer) => ({
			...answer,
			status: 400,
			body: JSON.stringify({ Code: "\u001b[31mX", Message: "m" }),
		}));
		const error = await failureOf(process().up(ours));
		expectClean(error);
		expect(error.message).toContain("NoErrorCode");
	});
});

describe("A list", () => {
	test("whose token leads back to itself is given up", async () => {
		cloud.disturb = answering("ListVpcPeerConnections", (answer) =>
			withBody(answer, (parsed) => ({
				...parsed,
				NextToken: "again",
				VpcPeerConnects: [{ InstanceId: "pcc-1", Status: "Activated" }],
			})),
		);
		await process().up(ours);
		const error = await failureOf(process().up({ ...ours, name: "other" }, "test/other"));
		expectClean(error);
		expect(cloud.disturbed).toBeLessThan(100);
	});
});
