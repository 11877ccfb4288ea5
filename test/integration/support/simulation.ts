import type { Clock } from "../../../src/api/clock";
import { createEmulator, type Emulator, type EmulatorConnection, type EmulatorOptions } from "../../../src/emulator";
import type { Journal } from "../../../src/provider/journal";
import type { HandlersOf, KindHandlers } from "../../../src/provider/kind-handlers";
import { Runtime } from "../../../src/provider/runtime";
import { vpcPeerConnectionHandlers } from "../../../src/provider/vpc-peer-connection";
import { handlersOn, type Said, type StackProcess } from "./stack-process";
import { VirtualTime } from "./virtual-time";

/** A provider process: it remembers nothing of the one before, and can be killed. */
export interface ProviderProcess {
	readonly handlers: KindHandlers;
	/** Nothing that it was doing ever goes on. */
	kill(): void;
}

/** What a provider process is started with. */
export interface ProcessOptions {
	/** Whose credentials it has: an index of the emulator's accounts. */
	readonly account?: number;
	readonly environment?: Readonly<Record<string, string | undefined>>;
}

const silent: Journal = { info: () => {}, warn: () => {}, status: () => {}, debug: () => {} };

/** A cloud, virtual time, and provider processes that talk with it over HTTP. */
export class Simulation {
	readonly emulator: Emulator;
	readonly time: VirtualTime;
	/** Where processes look for the cloud: at the emulator, or at what stands before it. */
	endpoint: string;

	private constructor(emulator: Emulator, time: VirtualTime) {
		this.emulator = emulator;
		this.time = time;
		this.endpoint = emulator.url;
	}

	static async start(options: EmulatorOptions = {}): Promise<Simulation> {
		const time = new VirtualTime();
		return new Simulation(await createEmulator({ clock: time.cloud, ...options }), time);
	}

	process({
		handlers = vpcPeerConnectionHandlers,
		...options
	}: ProcessOptions & { handlers?: HandlersOf } = {}): ProviderProcess {
		const { clock, kill } = this.mortalClock();
		const runtime = this.runtimeWith(options, silent, clock);
		return { handlers: handlers(() => runtime), kill };
	}

	/** A provider process for the resources of a whole stack. No handler of it returns once it is killed. */
	stackProcess(options: ProcessOptions = {}): StackProcess {
		const said: Said[] = [];
		const journal: Journal = {
			...silent,
			info: (text, urn) => said.push({ level: "info", text, urn }),
			warn: (text, urn) => said.push({ level: "warning", text, urn }),
		};
		const { clock, isDead, kill } = this.mortalClock();
		return { handlers: handlersOn(this.runtimeWith(options, journal, clock), isDead), said, kill };
	}

	/**
	 * The clock of a process that can be killed. A request that it waits for when it is killed may end much later, for whatever
	 * reason, such as its real time-out: no other one follows.
	 */
	private mortalClock(): { readonly clock: Clock; isDead(): boolean; kill(): void } {
		let dead = false;
		const clock = this.time.processClock();
		const mortal: Clock = {
			...clock,
			now: () => {
				if (dead) {
					throw new Error("this process was killed");
				}
				return clock.now();
			},
		};
		return {
			clock: mortal,
			isDead: () => dead,
			kill: () => {
				dead = true;
				clock.kill();
			},
		};
	}

	private runtimeWith({ account = 0, environment = {} }: ProcessOptions, journal: Journal, clock: Clock): Runtime {
		const owner = this.emulator.accounts[account];
		return new Runtime(
			{
				config: () => undefined,
				environment: {
					ALICLOUD_VPCPEER_ENDPOINT: this.endpoint,
					ALICLOUD_ACCESS_KEY: owner?.accessKeyId,
					ALICLOUD_SECRET_KEY: owner?.accessKeySecret,
					ALICLOUD_REGION: "cn-hangzhou",
					// Reviews change nothing; here they would only add requests.
					ALICLOUD_VPCPEER_PREFLIGHT: "off",
					...environment,
				},
			},
			journal,
			clock,
		);
	}

	/** All that can still be read, whatever its status. */
	get connections(): EmulatorConnection[] {
		return this.emulator.world.connections();
	}
}
