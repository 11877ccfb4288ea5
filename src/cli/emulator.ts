import type { Command } from "commander";
import type { EmulatorOptions } from "../emulator";
import { durationOption, namedDurations, portOption, rateLimitOption } from "./option-values";

/** What the command line says; absent options are up to the emulator. */
export interface EmulatorCommandOptions {
	readonly port: number;
	readonly host: string;
	readonly state?: string;
	readonly seed?: string;
	readonly latency?: number;
	readonly transitions?: Partial<Record<(typeof transitionNames)[number], number>>;
	readonly rateLimit?: NonNullable<EmulatorOptions["rateLimit"]>;
	readonly allowHost?: readonly string[];
	/** `true` without a file: to standard output. */
	readonly log?: string | true;
}

const transitionNames = ["creating", "updating", "deleting", "acceptance"] as const;

// Not the port of `npm start`, so that both can run. Fixed, because a stack's state names the cloud by its address.
const USUAL_PORT = 28_023;

const examples = `
Examples:
  pulumi-alicloud-vpcpeer emulator
  pulumi-alicloud-vpcpeer emulator --state cloud.json --log
  pulumi-alicloud-vpcpeer emulator --port 0 --latency 100ms --transitions creating=0,deleting=500ms

Ctrl-C stops it. What it answers, and what of that is documented by the cloud: src/emulator/README.md of this package.`;

/** `pulumi-alicloud-vpcpeer emulator`: a local cloud, until it is stopped. */
export function addEmulatorCommand(program: Command): void {
	program
		.command("emulator")
		.description("Run a local cloud that answers the API of VPC peering, for any client.")
		.option("--port <port>", "port to listen on; 0 takes a free one", portOption, USUAL_PORT)
		.option("--host <address>", "address to listen on; other than loopback is open to the network", "127.0.0.1")
		.option("--allow-host <name...>", "further host names to answer under, such as a container's")
		.option("--state <file>", "keep the cloud in this file across restarts; without it nothing is kept")
		.option("--seed <file>", "JSON file with the accounts and VPCs to start with; a state file that exists wins")
		.option("--latency <duration>", "pause before every answer, such as 100ms", durationOption)
		.option(
			"--transitions <name=duration,...>",
			`how long statuses last: ${transitionNames.join(", ")}; such as creating=3s,acceptance=168h`,
			namedDurations(transitionNames),
		)
		.option(
			"--rate-limit <limit>",
			"published: as the cloud publishes, by operation and region in a minute; none; or requests per second of an account",
			rateLimitOption,
		)
		.option("--log [file]", "write a line for each request, to standard output or appended to a file")
		.addHelpText("after", examples)
		.action(async (options: EmulatorCommandOptions) => {
			const { runEmulator } = await import("./run-emulator.js");
			await runEmulator(options);
		});
}
