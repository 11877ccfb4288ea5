import { createEmulator, type Emulator, type EmulatorConnection, type EmulatorOptions } from "../../../src/emulator";
import type { HandlersOf, KindHandlers } from "../../../src/provider/kind-handlers";
import { Runtime } from "../../../src/provider/runtime";
import { vpcPeerConnectionHandlers } from "../../../src/provider/vpc-peer-connection";
import { type ProcessClock, VirtualTime } from "./virtual-time";

/** A provider process: it remembers nothing of the one before, and can be killed. */
export interface ProviderProcess {
	readonly handlers: KindHandlers;
	/** Nothing that it was doing ever goes on. */
	kill(): void;
}

/** A cloud, virtual time, and provider processes that talk with it over HTTP. */
export class Simulation {
	readonly emulator: Emulator;
	readonly time: VirtualTime;

	private constructor(emulator: Emulator, time: VirtualTime) {
		this.emulator = emulator;
		this.time = time;
	}

	static async start(options: EmulatorOptions = {}): Promise<Simulation> {
		const time = new VirtualTime();
		return new Simulation(await createEmulator({ clock: time.cloud, ...options }), time);
	}

	process({
		handlers = vpcPeerConnectionHandlers,
		account = 0,
		environment = {},
	}: {
		handlers?: HandlersOf;
		/** Whose credentials it has: an index of the emulator's accounts. */
		account?: number;
		environment?: Record<string, string | undefined>;
	} = {}): ProviderProcess {
		const clock: ProcessClock = this.time.processClock();
		const owner = this.emulator.accounts[account];
		const silent = () => undefined;
		const runtime = new Runtime(
			{
				config: () => undefined,
				environment: {
					ALICLOUD_VPCPEER_ENDPOINT: this.emulator.url,
					ALICLOUD_ACCESS_KEY: owner?.accessKeyId,
					ALICLOUD_SECRET_KEY: owner?.accessKeySecret,
					ALICLOUD_REGION: "cn-hangzhou",
					// Reviews change nothing; here they would only add requests.
					ALICLOUD_VPCPEER_PREFLIGHT: "off",
					...environment,
				},
			},
			{ info: silent, warn: silent, status: silent, debug: silent },
			clock,
		);
		return { handlers: handlers(() => runtime), kill: () => clock.kill() };
	}

	/** All that can still be read, whatever its status. */
	get connections(): EmulatorConnection[] {
		return this.emulator.world.connections();
	}
}
