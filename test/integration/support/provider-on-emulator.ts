import type { Clock } from "../../../src/api/clock";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../../src/emulator";
import type { InitFailure } from "../../../src/provider/init-failure";
import type { Journal } from "../../../src/provider/journal";
import { Runtime } from "../../../src/provider/runtime";
import { vpcPeerConnectionHandlers } from "../../../src/provider/vpc-peer-connection";
import type { VpcPeerConnectionState } from "../../../src/schema/vpc-peer-connection-state";
import { fastClock } from "./fast-clock";

/** The two VPCs in Hangzhou and one in Shanghai of the first seeded account, and one of the second account. */
export const ours = { vpcId: "vpc-hangzhou-a1", acceptingVpcId: "vpc-hangzhou-b1" };
export const interRegion = {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-shanghai-a1",
	acceptingRegionId: "cn-shanghai",
};
export const secondAccount = "253460731706911258";
export const crossAccount = {
	vpcId: "vpc-hangzhou-a1",
	acceptingVpcId: "vpc-hangzhou-a2",
	acceptingAliUid: secondAccount,
};

/** Short enough that a test need not wait, long enough that every status is seen. */
export const quickTransitions = { creating: 60, updating: 40, deleting: 40 };

export interface ProviderOnEmulator {
	readonly emulator: Emulator;
	/** The time of the emulator and of the provider processes, unless they were given another. */
	readonly clock: Clock;
	readonly said: string[];
	/** A provider process that remembers nothing: what a new run of the engine starts. */
	newProcess(options?: {
		accountIndex?: number;
		environment?: Record<string, string>;
		config?: Record<string, string>;
		clock?: Clock;
	}): Provider;
}

type Bag = Record<string, unknown>;

export interface Provider {
	readonly runtime: Runtime;
	/** check, then create, as the engine does. */
	up(inputs: Bag, identity?: string): Promise<{ id: string; outs: VpcPeerConnectionState }>;
	check(inputs: Bag, olds?: Bag): Promise<{ inputs: Bag; failures: { property: string; reason: string }[] }>;
	/** `olds`: the inputs of the last run, where the check has to see that the resource is not new. */
	diff(
		made: Made,
		inputs: Bag,
		olds?: Bag,
	): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean }>;
	update(made: Made, inputs: Bag): Promise<Made>;
	read(made: Made): Promise<{ id?: string; props?: VpcPeerConnectionState; inputs?: Bag }>;
	delete(made: Made): Promise<void>;
}

export interface Made {
	readonly id: string;
	readonly outs: VpcPeerConnectionState;
}

/**
 * So many times as fast as the machine's goes the time of the emulator and of the provider. More would make a request of a
 * busy machine seem to take too long.
 */
const pace = 5;

/** An emulator, and provider processes that talk to it over HTTP. */
export async function providerOnEmulator(options: EmulatorOptions = {}): Promise<ProviderOnEmulator> {
	const common = fastClock(pace);
	const defaults = { transitions: quickTransitions, createConflictMs: 0, clock: common };
	const emulator = await createEmulator({ ...defaults, ...options });
	const said: string[] = [];
	const journal: Journal = {
		info: (text) => said.push(text),
		warn: (text) => said.push(text),
		status: () => {},
		debug: () => {},
	};
	return {
		emulator,
		clock: common,
		said,
		newProcess({ accountIndex = 0, environment = {}, config = {}, clock = common } = {}) {
			const account = emulator.accounts[accountIndex];
			const runtime = new Runtime(
				{
					config: (key) => config[key],
					environment: {
						ALICLOUD_VPCPEER_ENDPOINT: emulator.url,
						ALICLOUD_ACCESS_KEY: account?.accessKeyId,
						ALICLOUD_SECRET_KEY: account?.accessKeySecret,
						ALICLOUD_REGION: "cn-hangzhou",
						// Its own tests turn it on: elsewhere it would only add requests.
						ALICLOUD_VPCPEER_PREFLIGHT: "off",
						...environment,
					},
				},
				journal,
				clock,
			);
			return providerWith(runtime);
		},
	};
}

function providerWith(runtime: Runtime): Provider {
	const handlers = vpcPeerConnectionHandlers(() => runtime);
	async function checked(inputs: Bag, olds: Bag = {}): Promise<Bag> {
		const { inputs: news, failures } = await handlers.check(olds, { __identity: "test/urn", ...inputs });
		if (failures !== undefined && failures.length > 0) {
			throw new Error(`check: ${JSON.stringify(failures)}`);
		}
		return news;
	}
	return {
		runtime,
		check: async (inputs, olds = {}) => {
			const result = await handlers.check(olds, inputs);
			return { inputs: result.inputs, failures: result.failures ?? [] };
		},
		up: async (inputs, identity = "test/urn") => {
			const { id, outs } = await handlers.create(await checked({ ...inputs, __identity: identity }));
			return { id, outs };
		},
		diff: async ({ id, outs }, inputs, olds) => handlers.diff(id, outs, await checked(inputs, olds)),
		update: async ({ id, outs }, inputs) => {
			const result = await handlers.update(id, outs, await checked(inputs));
			return { id, outs: result.outs };
		},
		read: ({ id, outs }) => handlers.read(id, outs),
		delete: ({ id, outs }) => handlers.delete(id, outs),
	};
}

/** The error of a promise that must fail. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
	try {
		await promise;
	} catch (error) {
		return error as Error;
	}
	throw new Error("expected a failure, but there was none");
}

/** A failed create or update that kept the connection: what the engine would put into the state. */
export async function keptBy(promise: Promise<unknown>): Promise<Made & { reasons: string[] }> {
	const failure = (await failureOf(promise)) as InitFailure;
	if (failure.id === undefined) {
		throw failure;
	}
	return { id: failure.id, outs: failure.properties as VpcPeerConnectionState, reasons: failure.reasons };
}

/** The actions of the requests so far, in order. */
export function actionsOf(emulator: Emulator): string[] {
	return emulator.requests.map(({ action }) => action);
}

/** Connections that carry or may carry traffic, as the emulator holds them. */
export function livingIn(emulator: Emulator): string[] {
	return emulator.world
		.connections()
		.filter(({ status }) => !["Rejected", "Expired", "Deleting", "Deleted"].includes(status))
		.map(({ instanceId }) => instanceId);
}
