import { readFileSync } from "node:fs";
import path from "node:path";
import { Command, CommanderError } from "commander";
import { shown } from "../errors/redact";
import { CommandFailure } from "./command-failure";
import { addEmulatorCommand } from "./emulator";
import { addImportFileCommand } from "./import-file";

/**
 * The commands, one file each. Each file declares its arguments alone and loads what does the work when it is run, so
 * that `--help` and a mistake in the arguments answer at once.
 */
const commands: readonly ((program: Command) => void)[] = [addEmulatorCommand, addImportFileCommand];

/** Runs `pulumi-alicloud-vpcpeer <command> …` and resolves with the exit code. Never rejects. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
	// Set before the commands are added: they inherit it.
	const program = new Command("pulumi-alicloud-vpcpeer")
		.description("VPC peering on Alibaba Cloud with Pulumi: tools beside the resources.")
		.version(packageVersion())
		.exitOverride()
		.configureHelp({ showGlobalOptions: true });
	for (const add of commands) add(program);
	try {
		await program.parseAsync(argv);
		return 0;
	} catch (error) {
		return exitCodeOf(error);
	}
}

function packageVersion(): string {
	return JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8")).version;
}

function exitCodeOf(error: unknown): number {
	// Commander has printed its message already. Help that was asked for is no mistake.
	if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
	process.stderr.write(`${shown(textOf(error))}\n`);
	return error instanceof CommandFailure ? error.exitCode : 1;
}

function textOf(error: unknown): string {
	if (error instanceof CommandFailure) return `error: ${error.message}`;
	const fault = error instanceof Error ? error : new Error(String(error));
	if (process.env["ALICLOUD_VPCPEER_STACK"] === "1") return String(fault.stack);
	return `error: a fault of pulumi-alicloud-vpcpeer: ${fault.message}. ALICLOUD_VPCPEER_STACK=1 adds the place.`;
}
