import { lstatSync, readFileSync, writeFileSync } from "node:fs";
import { debugLog, debugLogVariable } from "../engine/debug-log";
import { printable } from "../errors/printable";
import { shown } from "../errors/redact";
import { VpcPeeringError } from "../errors/vpc-peering-error";
import { type ImportPlan, planImport } from "../import/import-plan";
import { isSkipped, type Skipped, type Wanted } from "../import/imported";
import { isResourceName } from "../import/names";
import { entriesOfPulumiExport } from "../import/pulumi-export";
import { ImportSourceError, type SourceEntry } from "../import/source-entry";
import { translate } from "../import/source-types";
import { entriesOfTerraformState } from "../import/terraform-state";
import { Runtime } from "../provider/runtime";
import { isInstanceId } from "../schema/instance-id";
import { CommandFailure } from "./command-failure";
import type { ImportFileOptions } from "./import-file";
import { type PulumiFolder, readPulumiFolder } from "./pulumi-folder";

/** Reads what is to be imported from the cloud, writes the file and the program, and says what to do with them. */
export async function runImportFile(instanceIds: readonly string[], options: ImportFileOptions): Promise<void> {
	try {
		const wanted = whatIsWanted(instanceIds, options);
		assertWritable([options.out, options.program], options.force === true);
		const folder = await readPulumiFolder(options.stack);
		for (const warning of folder.warnings) say(`warning: ${warning}`);
		const plan = await planImport(runtimeFor(folder, options), wanted.filter(isWanted), folder.identity);
		finish(plan, [...wanted.filter(isSkipped), ...plan.skipped], instanceIds, options);
	} catch (error) {
		throw VpcPeeringError.isInstance(error)
			? new CommandFailure(error.message, error instanceof ImportSourceError ? 2 : 1)
			: error;
	}
}

function whatIsWanted(instanceIds: readonly string[], options: ImportFileOptions): (Wanted | Skipped)[] {
	const { fromTerraform, fromPulumi, name = [], profile, profileFor = new Map() } = options;
	if (name.length > instanceIds.length) {
		throw new CommandFailure(
			`--name gives ${name.length} names for ${instanceIds.length} ids: give the ids first, and each name for one of them`,
			2,
		);
	}
	const unusable = name.find((one) => !isResourceName(one));
	if (unusable !== undefined) {
		throw new CommandFailure(
			`--name "${printable(unusable)}" is no name of a resource: 1 to 200 characters without control characters, and without ::`,
			2,
		);
	}
	const wrong = instanceIds.find((id) => !isInstanceId(id));
	if (wrong !== undefined) {
		throw new CommandFailure(`"${printable(wrong)}" is not the id of a VPC peering connection (pcc-...)`, 2);
	}
	const profiles = new Map([...(profile === undefined ? [] : [["default", profile] as const]), ...profileFor]);
	const wanted = [
		...instanceIds.map((id, index): Wanted => {
			return { kind: "VpcPeerConnection", id, name: name[index], from: id, credentials: { profile } };
		}),
		...fromFile(fromTerraform, entriesOfTerraformState, profiles),
		...fromFile(fromPulumi, entriesOfPulumiExport, profiles),
	];
	if (wanted.length === 0) {
		throw new CommandFailure(
			fromTerraform === undefined && fromPulumi === undefined
				? "nothing to import: give ids (pcc-...), --from-terraform or --from-pulumi"
				: `${[fromTerraform, fromPulumi].filter((file) => file !== undefined).join(" and ")}: no VPC peering in there`,
			2,
		);
	}
	return wanted;
}

function fromFile(
	file: string | undefined,
	entriesOf: (text: string, file: string) => SourceEntry[],
	profiles: ReadonlyMap<string, string>,
): (Wanted | Skipped)[] {
	return file === undefined ? [] : translate(entriesOf(read(file), file), profiles);
}

function read(file: string): string {
	try {
		// `-` is standard input, so that a state with secrets need not lie on the disk.
		return readFileSync(file === "-" ? 0 : file, "utf8");
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : "it can't be read";
		throw new CommandFailure(`${file}: ${reason}`, 2);
	}
}

function assertWritable(files: readonly (string | undefined)[], force: boolean): void {
	const inTheWay = files.find((file) => file !== undefined && !force && isThere(file));
	if (inTheWay !== undefined) {
		throw new CommandFailure(`${inTheWay} exists: give another name, or --force to overwrite it`, 2);
	}
}

/** Also a link that leads nowhere: writing through it would make what it leads to. */
function isThere(file: string): boolean {
	return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function runtimeFor({ config }: PulumiFolder, { region }: ImportFileOptions): Runtime {
	return new Runtime(
		{
			config: (key) => (key === "alicloud:region" && region !== undefined ? region : config[key]),
			environment: process.env,
		},
		{
			info: say,
			warn: (text) => say(`warning: ${text}`),
			status: () => {},
			debug: debugLog(process.env[debugLogVariable]),
		},
	);
}

function isWanted(one: Wanted | Skipped): one is Wanted {
	return !isSkipped(one);
}

/** An id that was named must be imported, or nothing is; of a state, what can be. */
function finish(
	plan: ImportPlan,
	skipped: readonly Skipped[],
	instanceIds: readonly string[],
	{ out, program, stack, force }: ImportFileOptions,
): void {
	const lines = skipped.map(({ from, why }) => `${why.startsWith(from) ? "" : `${from}: `}${why.replace(/\.$/, "")}.`);
	const { length } = plan.file.resources;
	if (length === 0 || skipped.some(({ from }) => instanceIds.includes(from))) {
		throw new CommandFailure(lines.length === 1 ? String(lines[0]) : `nothing is written:\n  ${lines.join("\n  ")}`);
	}
	write(out, `${JSON.stringify(plan.file, null, "\t")}\n`, force === true);
	if (program === undefined) {
		process.stdout.write(plan.program);
	} else {
		write(program, plan.program, force === true);
	}
	for (const line of lines) say(`not imported: ${line}`);
	for (const remark of plan.remarks) say(`note: ${remark}.`);
	const choice = stack === undefined ? "" : ` --stack ${stack}`;
	const declared =
		program === undefined ? "put the program's text above into your program" : `declare what ${program} says`;
	say(`
${out}: ${length} ${length === 1 ? "resource" : "resources"}. Next, in the program's folder:
  1. pulumi import --file ${out} --yes --generate-code=false --protect=false${choice}
  2. ${declared}
  3. pulumi preview${choice}     (nothing changes)`);
}

function write(file: string, text: string, force: boolean): void {
	try {
		writeFileSync(file, text, { flag: force ? "w" : "wx" });
	} catch (error) {
		throw new CommandFailure(`${file} can't be written (${(error as NodeJS.ErrnoException).code})`);
	}
}

function say(text: string): void {
	process.stderr.write(`${shown(text.split("\n").map(printable).join("\n"))}\n`);
}
