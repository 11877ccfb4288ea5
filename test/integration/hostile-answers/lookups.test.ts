import * as pulumi from "@pulumi/pulumi";
import * as lookups from "../../../src";
import { systemClock } from "../../../src/api/clock";
import { assertClean } from "../support/clean-error";
import { answering, type HostileCloud, hostileCloud } from "../support/hostile-cloud";
import { type Change, uselessAnswers, wrongValues } from "../support/nonsense-answers";
import { interRegion, type ProviderOnEmulator, providerOnEmulator } from "../support/provider-on-emulator";

/* Every operation of every lookup is answered with nonsense, once or always: the lookup tells the truth, or fails in words. */

let world: ProviderOnEmulator;
let cloud: HostileCloud;
let instanceId = "";
const environmentBefore = { ...process.env };

beforeAll(async () => {
	world = await providerOnEmulator({ rateLimit: "none", transitions: { creating: 0 } });
	cloud = await hostileCloud(world.emulator);
	instanceId = (await world.newProcess().up({ ...interRegion, name: "mine", tags: { a: "1" } })).id;
	const [account] = world.emulator.accounts;
	Object.assign(process.env, {
		ALICLOUD_VPCPEER_ENDPOINT: cloud.url,
		ALICLOUD_ACCESS_KEY: account?.accessKeyId,
		ALICLOUD_SECRET_KEY: account?.accessKeySecret,
		ALICLOUD_REGION: "cn-hangzhou",
	});
	pausesTakeNoTime();
});
afterAll(async () => {
	jest.restoreAllMocks();
	process.env = environmentBefore;
	await cloud.close();
	await world.emulator.close();
});

/** Repetitions go on for seconds; here they only move the clock. */
function pausesTakeNoTime(): void {
	const { now } = systemClock;
	let slept = 0;
	jest.spyOn(systemClock, "now").mockImplementation(() => now() + slept);
	jest.spyOn(systemClock, "sleep").mockImplementation(async (ms) => {
		slept += ms;
	});
}

const pair = () => ({ vpcId: interRegion.vpcId, acceptingVpcId: interRegion.acceptingVpcId });
const rows: Readonly<Record<string, () => Promise<unknown>>> = {
	"getVpcPeerConnection by its id": () => lookups.getVpcPeerConnection({ instanceId }),
	"getVpcPeerConnection by its VPCs": () => lookups.getVpcPeerConnection(pair()),
	getVpcPeerConnections: () => lookups.getVpcPeerConnections(),
	getVpcPeeringReachability: () => lookups.getVpcPeeringReachability({ instanceId }),
	getCallerIdentity: () => lookups.getCallerIdentity(),
};

/** In a run of its own: a run is known by its connection to the engine. */
function inNewRun<T>(ask: () => Promise<T>): Promise<T> {
	jest.spyOn(pulumi.runtime, "getMonitor").mockReturnValue({} as never);
	return ask();
}

async function disturbed(ask: () => Promise<unknown>, action: string, change: Change, times: number): Promise<unknown> {
	cloud.disturb = answering(action, change, times);
	try {
		return await inNewRun(ask);
	} catch (error) {
		return error;
	} finally {
		cloud.disturb = () => undefined;
	}
}

/** A list that is null is an empty one, as the cloud leaves such lists out; texts that may be of any form are what they are. */
const mayTellOther = ["null for lists", "escape sequences in every text", "texts without end"];

/** The truth, or a failure in words; never that packets pass which do not. */
function assertHonest(words: string, result: unknown, truth: unknown, may: boolean): void {
	if (result instanceof Error) {
		assertClean(result);
		expect(lookups.LookupError.isInstance(result)).toBe(true);
	} else if (may) {
		expect({ words, reachable: (result as { reachable?: boolean }).reachable }).not.toEqual({ words, reachable: true });
	} else {
		expect({ words, result }).toEqual({ words, result: truth });
	}
}

let cases = 0;

test.each(Object.entries(rows))(
	"%s: whichever operation is answered with whatever nonsense",
	async (_name, ask) => {
		world.emulator.clearRequests();
		const truth = await inNewRun(ask);
		const actions = new Set(world.emulator.requests.map(({ action }) => action));
		for (const [what, change] of Object.entries({ ...uselessAnswers, ...wrongValues })) {
			for (const [action, times] of [...actions].flatMap((one) => [[one, 1] as const, [one, 1_000] as const])) {
				const words = `${action} answered ${times} times with ${what}`;
				assertHonest(words, await disturbed(ask, action, change, times), truth, mayTellOther.includes(what));
				cases += 1;
			}
		}
	},
	120_000,
);

test("all operations of all lookups were answered with nonsense", () => {
	expect(cases).toBeGreaterThan(250);
	process.stderr.write(`hostile answers to lookups: ${cases}\n`);
});
