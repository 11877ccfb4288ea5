import { type ExecFileException, execFile } from "node:child_process";
import { redact } from "../errors/redact";
import type { StackIdentity } from "../import/import-plan";
import { CommandFailure } from "./command-failure";

/** What the Pulumi program of the current folder says. */
export interface PulumiFolder {
	readonly identity: StackIdentity;
	/** The stack's configuration by full keys, secrets unwrapped. */
	readonly config: Readonly<Record<string, string>>;
	/** What could not be had, and what that means. */
	readonly warnings: readonly string[];
}

/** `organization/project/stack`, as `pulumi` writes a stack's whole name. */
const fullName = /^([^/\s]+)\/([^/\s]+)\/([^/\s]+)$/;

/** `pulumi import` takes inputs and outputs from a file since this version. */
const firstVersion = { text: "3.254.0", minor: 254 };

/**
 * Asks the `pulumi` on PATH for the selected stack, or the one named, and its configuration. With a whole name the
 * program's folder is not needed: then what the configuration would say must come from options and environment.
 */
export async function readPulumiFolder(stack: string | undefined): Promise<PulumiFolder> {
	const choice = stack === undefined ? [] : ["--stack", stack];
	const [about, config] = await Promise.all([
		pulumi(["about", "--json", ...choice]),
		pulumi(["config", "--json", "--show-secrets", ...choice]),
	]);
	const warnings = config.ok
		? []
		: [`the stack's configuration could not be read, so options and environment alone count: ${config.reason}`];
	const { identity, version } = readAbout(about, stack);
	if (version !== undefined && isTooOld(version)) {
		warnings.push(
			`this is pulumi ${version}; \`pulumi import\` of dynamic resources needs ${firstVersion.text} or later`,
		);
	}
	return { identity, config: config.ok ? toConfig(config.output) : {}, warnings };
}

function readAbout(
	about: Outcome,
	stack: string | undefined,
): { identity: StackIdentity; version: string | undefined } {
	const { currentStack, cliAbout } = about.ok ? (JSON.parse(about.output) as About) : {};
	const name = currentStack?.fullyQualifiedName ?? stack ?? "";
	const [, organization, project, stackName] = fullName.exec(name) ?? [];
	if (organization === undefined || project === undefined || stackName === undefined) {
		const missing = stack === undefined ? "no stack is selected here" : `there is no stack "${stack}" here`;
		const reason = about.ok ? missing : about.reason;
		throw new CommandFailure(
			`for which stack? ${reason}. Run this in the program's folder after \`pulumi stack select\`, or give --stack organization/project/stack`,
			2,
		);
	}
	return { identity: { organization, project, stack: stackName }, version: cliAbout?.version };
}

/** What `pulumi about --json` prints, as far as it is read. */
interface About {
	readonly currentStack?: { readonly fullyQualifiedName?: string } | null;
	readonly cliAbout?: { readonly version?: string };
}

function isTooOld(version: string): boolean {
	const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version) ?? [];
	return major === "3" && Number(minor) < firstVersion.minor;
}

function toConfig(output: string): Record<string, string> {
	const values = JSON.parse(output) as Record<string, { value?: string }>;
	return Object.fromEntries(Object.entries(values).flatMap(([key, { value }]) => (value ? [[key, value]] : [])));
}

type Outcome = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string };

/** Long enough for a backend over a slow network; a prompt that nobody answers must not hang. */
const pulumiTimeoutMs = 60_000;

function pulumi(args: readonly string[]): Promise<Outcome> {
	return new Promise((resolve) => {
		execFile(
			"pulumi",
			[...args, "--non-interactive"],
			{
				timeout: pulumiTimeoutMs,
				maxBuffer: 64 * 1024 * 1024,
				env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
			},
			(error, output, errors) => {
				resolve(error === null ? { ok: true, output } : { ok: false, reason: reasonOf(error, errors) });
			},
		);
	});
}

function reasonOf(error: ExecFileException, errors: string): string {
	if (error.code === "ENOENT") {
		return "`pulumi` is not on PATH";
	}
	const [line] = errors.split("\n").filter((text) => /^error: /.test(text));
	return redact((line ?? error.message).replace(/^error: /, "").split("\n")[0] ?? "");
}
