import {
	createEmulator,
	type Emulator,
	type EmulatorOptions,
	type ManualClock,
	manualClock,
} from "../../../src/emulator";
import { ACCEPTER_KEYS, type Client, CROSS_ACCOUNT, clientFor, REQUESTER_KEYS } from "./client";
import type { Keys } from "./signed-request";

/** Milliseconds that the statuses last in the tests. */
export const CREATING_MS = 3000;
export const UPDATING_MS = 1000;
export const DELETING_MS = 2000;
export const DAY_MS = 24 * 60 * 60 * 1000;

export interface Setup {
	readonly emulator: Emulator;
	readonly clock: ManualClock;
	readonly requester: Client;
	readonly accepter: Client;
	/** A client with any keys. */
	with(keys: Keys): Client;
	/** A client with the keys of a session, as AssumeRole writes them. */
	as(credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string }): Client;
	/** Creates a connection and lets the time pass until it has settled. */
	create(parameters?: Readonly<Record<string, string>>): Promise<string>;
	/** Creates a connection across accounts and accepts it. */
	createAccepted(): Promise<string>;
	/** The status the requester reads. */
	status(instanceId: string): Promise<string>;
}

/**
 * An emulator for one test file: started before its tests, back at the seed before each, closed after. The clock
 * moves only when a test says so, so the window of Conflict.Operation is closed unless a test opens it.
 */
export function setupEmulator(options: EmulatorOptions = {}): Setup {
	const clock = manualClock();
	let emulator: Emulator | undefined;
	const running = (): Emulator => {
		if (emulator === undefined) throw new Error("The emulator is not running");
		return emulator;
	};
	beforeAll(async () => {
		emulator = await createEmulator({ clock, createConflictMs: 0, ...options });
	});
	beforeEach(() => running().reset());
	afterAll(() => running().close());
	return {
		clock,
		get emulator() {
			return running();
		},
		get requester() {
			return clientFor(running(), REQUESTER_KEYS);
		},
		get accepter() {
			return clientFor(running(), ACCEPTER_KEYS);
		},
		with: (keys) => clientFor(running(), keys),
		as: ({ AccessKeyId, AccessKeySecret, SecurityToken }) =>
			clientFor(running(), {
				accessKeyId: AccessKeyId,
				accessKeySecret: AccessKeySecret,
				securityToken: SecurityToken,
			}),
		create,
		createAccepted: async () => {
			const instanceId = await create(CROSS_ACCOUNT);
			await ok(clientFor(running(), ACCEPTER_KEYS).vpcPeer("AcceptVpcPeerConnection", { InstanceId: instanceId }));
			clock.advance(UPDATING_MS);
			return instanceId;
		},
		status: async (instanceId) => {
			const client = clientFor(running(), REQUESTER_KEYS);
			return (await ok(client.vpcPeer("GetVpcPeerConnectionAttribute", { InstanceId: instanceId }))).Status;
		},
	};

	async function create(parameters: Readonly<Record<string, string>> = CROSS_ACCOUNT): Promise<string> {
		const client = clientFor(running(), REQUESTER_KEYS);
		const { InstanceId } = await ok(client.vpcPeer("CreateVpcPeerConnection", parameters));
		clock.advance(CREATING_MS);
		return InstanceId;
	}
}

/** The body of an answer that has to be a success. */
export async function ok(answer: ReturnType<Client["vpcPeer"]>) {
	const { status, body, text } = await answer;
	if (status !== 200) throw new Error(`Expected a success, got ${status} ${text}`);
	return body;
}
