import path from "node:path";
import { pathToFileURL } from "node:url";
import type * as EmulatorModule from "../../../src/emulator";
import type { Emulator, EmulatorConnection, EmulatorOptions, RequestRecord } from "../../../src/emulator";
import { importModule } from "./import-module";
import { requiredEnv } from "./required-env";

/** The clouds of these tests: their emulator, and what they ask of it again and again. */
export class Cloud {
	readonly emulator: Emulator;

	constructor(emulator: Emulator) {
		this.emulator = emulator;
	}

	get url(): string {
		return this.emulator.url;
	}

	/** The one connection that exists. Fails when there are none, or more. */
	get onlyConnection(): EmulatorConnection {
		const all = this.emulator.world.connections();
		const [connection] = all;
		if (connection === undefined || all.length > 1) {
			throw new Error(`Expected one connection, the emulator has ${all.length}: ${JSON.stringify(all, null, 2)}`);
		}
		return connection;
	}

	/** The requests that changed something, or tried to, by name and in order. */
	get mutations(): string[] {
		return this.mutatingRequests.map(({ action }) => action);
	}

	/** Neither reads nor dry runs: previews send both. */
	get mutatingRequests(): RequestRecord[] {
		return this.emulator.requests.filter(
			({ action, parameters }) => !/^(Get|List|Describe|AssumeRole)/.test(action) && parameters["DryRun"] !== "true",
		);
	}

	requestsOf(action: string): RequestRecord[] {
		return this.emulator.requests.filter((request) => request.action === action);
	}
}

/** The emulator that is shipped, for one test file: short transitions unless told otherwise. */
export async function startCloud(options: EmulatorOptions = {}): Promise<Cloud> {
	const { createEmulator } = await shippedEmulator();
	const emulator = await createEmulator({
		createConflictMs: 0,
		...options,
		transitions: { creating: 50, updating: 50, deleting: 50, ...options.transitions },
	});
	clouds.push(emulator);
	return new Cloud(emulator);
}

/** The module of the emulator out of the tarball. */
export function shippedEmulator(): Promise<typeof EmulatorModule> {
	const file = path.join(requiredEnv("VPCPEER_E2E_MODULES"), "pulumi-alicloud-vpcpeer", "lib", "emulator", "index.js");
	return importModule(pathToFileURL(file).href);
}

const clouds: Emulator[] = [];

afterAll(async () => {
	await Promise.all(clouds.splice(0).map((emulator) => emulator.close()));
});
