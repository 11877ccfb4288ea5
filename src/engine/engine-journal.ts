import { createRequire } from "node:module";
import { shown } from "../errors/redact";
import type { Journal } from "../provider/journal";

/** The part of the engine's log service that is used. Source: `@pulumi/pulumi/proto/engine.proto`. */
interface LogRequest {
	setSeverity(severity: number): LogRequest;
	setMessage(message: string): LogRequest;
	setUrn(urn: string): LogRequest;
	setEphemeral(ephemeral: boolean): LogRequest;
}
interface EngineClient {
	log(request: LogRequest, callback: (error: unknown) => void): void;
}
interface EngineProtocol {
	newClient(address: string): EngineClient;
	newRequest(): LogRequest;
	readonly severity: { readonly INFO: number; readonly WARNING: number };
}

/**
 * Sends lines to the engine, which shows each with its resource. The engine's address is the first argument of its
 * provider process. That is not documented, so every failure to reach the engine this way is met by writing to the
 * process's own output instead, which the engine shows with the stack.
 */
export function engineJournal(address: string | undefined, debug: (text: string) => void): Journal {
	const channel = connect(address);
	function say(severity: "INFO" | "WARNING", raw: string, urn: string | undefined): void {
		const text = shown(raw);
		if (channel === undefined) {
			process.stderr.write(`${severity === "WARNING" ? "warning: " : ""}${text}\n`);
		} else {
			channel(severity, text, urn, false);
		}
	}
	return {
		info: (text, urn) => say("INFO", text, urn),
		warn: (text, urn) => say("WARNING", text, urn),
		status: (text, urn) => channel?.("INFO", shown(text), urn, true),
		debug,
	};
}

type Channel = (severity: "INFO" | "WARNING", text: string, urn: string | undefined, ephemeral: boolean) => void;

function connect(address: string | undefined): Channel | undefined {
	if (address === undefined || !/^[\w.[\]:-]+:\d+$/.test(address)) {
		return undefined;
	}
	try {
		const protocol = loadProtocol();
		const client = protocol.newClient(address);
		return (severity, text, urn, ephemeral) => {
			const request = protocol
				.newRequest()
				.setSeverity(protocol.severity[severity])
				.setMessage(text)
				.setUrn(urn ?? "")
				.setEphemeral(ephemeral);
			client.log(request, (error) => {
				if (error && !ephemeral) {
					process.stderr.write(`${text}\n`);
				}
			});
		};
	} catch {
		return undefined;
	}
}

/** Loads the protocol from the copy of the SDK that runs this process, and its gRPC from where that copy finds it. */
function loadProtocol(): EngineProtocol {
	const ofProgram = createRequire(`${process.cwd()}/`);
	const ofSdk = createRequire(ofProgram.resolve("@pulumi/pulumi/package.json"));
	const grpc = ofSdk("@grpc/grpc-js");
	const { EngineClient } = ofSdk("./proto/engine_grpc_pb");
	const { LogRequest, LogSeverity } = ofSdk("./proto/engine_pb");
	return {
		newClient: (address) => new EngineClient(address, grpc.credentials.createInsecure()),
		newRequest: () => new LogRequest(),
		severity: LogSeverity,
	};
}
