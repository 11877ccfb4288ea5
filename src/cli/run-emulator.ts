import { createWriteStream, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { createEmulator, type Emulator, type EmulatorOptions, parseJson, parseSeed, type Seed } from "../emulator";
import { CommandFailure } from "./command-failure";
import type { EmulatorCommandOptions } from "./emulator";
import { emulatorBanner } from "./emulator-banner";
import { requestLine } from "./request-line";

/** Runs an emulator in the foreground until the process is told to stop. */
export async function runEmulator(options: EmulatorCommandOptions): Promise<void> {
	const seed = options.seed === undefined ? undefined : readSeed(options.seed);
	const log = openLog(options.log);
	const emulator = await start(options, { seed, onRequest: (record) => log?.write(`${requestLine(record)}\n`) });
	// Listens before it says that it is ready: whoever waits for that line may send the signal at once.
	const stopped = untilStopped();
	if (!isLoopback(options.host)) say(openToNetwork(options.host));
	process.stdout.write(emulatorBanner(emulator, options));
	const signal = await stopped;
	await emulator.close();
	log?.end();
	const { unsaved } = emulator;
	const kept = options.state === undefined ? "nothing is kept" : `its state is in ${options.state}`;
	process.stdout.write(`\nStopped by ${signal}${unsaved === undefined ? `; ${kept}` : ""}.\n`);
	if (unsaved !== undefined) {
		throw new CommandFailure(
			`the latest changes are lost: ${options.state} could not be written (${unsaved}); it holds the cloud as it was before them`,
		);
	}
}

async function start(
	{ host, port, allowHost, state, latency, transitions, rateLimit }: EmulatorCommandOptions,
	more: Pick<EmulatorOptions, "seed" | "onRequest">,
): Promise<Emulator> {
	try {
		return await createEmulator({
			...more,
			host,
			port,
			allowedHosts: allowHost,
			stateFile: state,
			latencyMs: latency,
			transitions,
			rateLimit,
			onNotice: say,
		});
	} catch (error) {
		throw startFailure(error, host, port);
	}
}

function startFailure(error: unknown, host: string, port: number): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	switch (code) {
		case "EADDRINUSE":
			return new CommandFailure(
				`port ${port} of ${host} is taken: stop what uses it, or choose another with --port (0 takes a free one)`,
			);
		case "EACCES":
			return new CommandFailure(`this user may not listen on port ${port}: choose one above 1023 with --port`);
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
		case "EAI_AGAIN":
			return new CommandFailure(`--host ${host} is no address of this machine`);
		default:
			return error instanceof RangeError || code !== undefined ? new CommandFailure(message) : error;
	}
}

function readSeed(file: string): Seed {
	try {
		return parseSeed(parseJson(readFileSync(file, "utf8")));
	} catch (error) {
		throw new CommandFailure(`--seed ${file}: ${(error as Error).message}`, 2);
	}
}

interface RequestSink {
	write(text: string): void;
	end(): void;
}

function openLog(log: EmulatorCommandOptions["log"]): RequestSink | undefined {
	if (log === undefined) return undefined;
	if (log === true) return { write: (text) => process.stdout.write(text), end: () => undefined };
	const stream = createWriteStream(log, { flags: "a" });
	stream.on("error", (error) => say(`--log ${log}: ${error.message}`));
	return { write: (text) => stream.write(text), end: () => stream.end() };
}

/** Resolves with the first signal that asks to stop. A second one ends the process as usual. */
function untilStopped(): Promise<NodeJS.Signals> {
	return new Promise((resolve) => {
		for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
	});
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function openToNetwork(host: string): string {
	return `warning: ${host} is not a loopback address: anybody who reaches this machine can use and change this emulator, its keys are public`;
}

function say(text: string): void {
	process.stderr.write(`${text}\n`);
}
